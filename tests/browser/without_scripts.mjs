// The page with JavaScript switched off: every heading, paragraph, entry and cell can be read as with it.
import { chooseMap } from "./maps.mjs";
import { openWindow } from "./site.mjs";

/** Return the verdict on all pages. */
export async function withoutScripts({ browser, address, pages }) {
  const verdict = { name: "without JavaScript", pages: 0, passed: 0, broken: [] };
  const options = { viewport: { width: 1200, height: 800 } };
  const usual = await openWindow(browser, address, options);
  await usual.page.addInitScript(() => localStorage.clear()); // what a page remembers is for those who come again
  const bare = await openWindow(browser, address, { ...options, javaScriptEnabled: false });
  for (const name of pages) {
    const [expected, shown] = await Promise.all([usual, bare].map(async ({ page }) => {
      await page.goto(address + name);
      return page.evaluate(textsShown);
    }));
    const missing = expected.filter((text) => !shown.includes(text));
    const messages = missing.slice(0, 3).map((text) => `only with JavaScript: ${text.slice(0, 60)}`);
    if (!shown.length) messages.push("nothing can be read without JavaScript");
    messages.push(...await chooseMap(bare.page, address + name));
    verdict.pages += 1;
    verdict.passed += messages.length ? 0 : 1;
    verdict.broken.push(...messages.map((message) => ({ page: name, message, rule: "needs-javascript" })));
  }
  await usual.close();
  await bare.close();
  return verdict;
}

// In the page: the text of what can be read in its main part, and of the links around it.
export function textsShown() {
  const parts = document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, th, td, figcaption), header a, nav a");
  const shown = [...parts].filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  return shown.map((each) => each.textContent.trim().replace(/\s+/g, " ")).filter(Boolean);
}
