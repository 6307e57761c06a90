// axe-core on every page, light and dark, wide and narrow: WCAG 2.0 to 2.2, A and AA, and good practice.
import { readFileSync } from "node:fs";
import { openWindow } from "./site.mjs";

const ALL_RULES = {
  type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
};
// What a page in other colours can break: the rest was asked of it in the first colours, at the same width.
const OF_COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

const ALL = [["light", 1200], ["light", 320], ["dark", 1200], ["dark", 320]];

/** Return one verdict per colour scheme and width. A page is opened once for each width, and changes its colours there. */
export async function accessibility({ browser, address, pages, axePath }, combinations = ALL) {
  const axe = readFileSync(axePath, "utf-8");
  const verdicts = combinations.map(([colorScheme, width]) => ({ name: `axe ${colorScheme} ${width} px`, pages: 0, passed: 0, broken: [] }));
  await Promise.all([...new Set(combinations.map(([, width]) => width))].map(async (width) => {
    const runs = combinations.flatMap(([colorScheme, each], at) => (each === width ? [{ colorScheme, verdict: verdicts[at] }] : []));
    const { page, close } = await openWindow(browser, address, { viewport: { width, height: 800 }, reducedMotion: "reduce" });
    for (const name of pages) {
      await page.emulateMedia({ colorScheme: runs[0].colorScheme });
      await page.goto(address + name);
      await page.evaluate(axe);
      for (const [at, { colorScheme, verdict }] of runs.entries()) {
        if (at) await page.emulateMedia({ colorScheme });
        add(verdict, name, await page.evaluate((runOnly) => window.axe.run(document, { runOnly, preload: false }), at ? OF_COLOURS : ALL_RULES));
      }
    }
    await close();
  }));
  return verdicts;
}

function add(verdict, page, { passes, violations }) {
  verdict.pages += 1;
  verdict.passed += passes.length;
  for (const { id, help, nodes } of violations) {
    const where = nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ");
    verdict.broken.push({ page, rule: `axe ${id}`, message: `${nodes.length} × ${help}; at ${where}` });
  }
}
