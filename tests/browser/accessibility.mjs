// axe-core on every page, light and dark, wide and narrow: WCAG 2.0 to 2.2, A and AA, and good practice.
import { readFileSync } from "node:fs";
import { openWindow } from "./site.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

const ALL = [["light", 1200], ["light", 320], ["dark", 1200], ["dark", 320]];

/** Return one verdict per colour scheme and width. */
export async function accessibility({ browser, address, pages, axePath }, combinations = ALL) {
  const axe = readFileSync(axePath, "utf-8");
  return Promise.all(combinations.map(async ([colorScheme, width]) => {
    const window = await openWindow(browser, address, { colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" });
    const verdict = { name: `axe ${colorScheme} ${width} px`, pages: 0, passed: 0, broken: [] };
    for (const name of pages) {
      await window.page.goto(address + name);
      await window.page.evaluate(axe);
      const result = await window.page.evaluate(
        (values) => window.axe.run(document, { runOnly: { type: "tag", values }, preload: false }), TAGS);
      verdict.pages += 1;
      verdict.passed += result.passes.length;
      for (const { id, help, nodes } of result.violations) {
        const where = nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ");
        verdict.broken.push({ page: name, rule: `axe ${id}`, message: `${nodes.length} × ${help}; at ${where}` });
      }
    }
    await window.close();
    return verdict;
  }));
}
