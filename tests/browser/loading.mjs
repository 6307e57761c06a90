// What a page asks for, and whether its security policy refuses any of it: from a folder, and from a server.
import { openWindow } from "./site.mjs";

/** Return the verdict on all pages below one address. */
export async function loading({ browser, address, pages, name }) {
  const window = await openWindow(browser, address, { viewport: { width: 1200, height: 800 } });
  const verdict = { name: `loading ${name}`, pages: 0, passed: 0, broken: [] };
  for (const each of pages) {
    window.noted.length = 0;
    await window.page.goto(address + each, { waitUntil: "networkidle" });
    const state = await window.page.evaluate(() => ({
      policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? "",
      rules: [...document.styleSheets].reduce((sum, sheet) => sum + (sheet.disabled ? 0 : 1), 0),
      styled: getComputedStyle(document.body).marginTop === "0px",
    }));
    const broken = window.noted.map((each) => ({ ...each }));
    if (!state.policy.includes("default-src 'none'") || state.policy.includes("unsafe")) {
      broken.push({ message: "no Content-Security-Policy that begins with default-src 'none' and allows nothing unsafe", rule: "csp" });
    }
    if (!state.rules || !state.styled) broken.push({ message: "the stylesheet does not apply", rule: "stylesheet" });
    verdict.pages += 1;
    verdict.passed += broken.length ? 0 : 1;
    verdict.broken.push(...broken.map((found) => ({ page: each, ...found })));
  }
  await window.close();
  return verdict;
}
