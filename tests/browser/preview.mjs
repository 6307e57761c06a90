// node preview.mjs ADDRESS TREE PAGE LANGUAGE NODE_MODULES CHROMIUM: the live preview of a copy of the handbook in TREE,
// whose PAGE and its catalogue in LANGUAGE are saved to.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { openWindow } from "./site.mjs";

const [address, tree, PAGE, LANGUAGE, modules, executablePath] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "package.json"));
const { chromium } = require(join(resolve(modules), "playwright-core"));

const SAVES = 20;
// Milliseconds in which pages that were still being written are.
const SETTLED = 1500;
const SOURCE = join(tree, "source", `${PAGE}.md`);
const CATALOGUE = join(tree, "locales", LANGUAGE, "LC_MESSAGES", `${PAGE}.po`);
const ENGLISH = readFileSync(SOURCE, "utf-8");
const FRENCH = readFileSync(CATALOGUE, "utf-8");

/** Return the page's text with words at the end of the first sentence under its title. */
const told = (words) => ENGLISH.replace(/^(# [^]*?[a-z])(?=\.\s)/m, `$1 ${words}`);
const visible = (page, words) => page.getByText(words).first().waitFor({ state: "visible", timeout: 30_000 });
const panel = (page) => page.locator(".preview-panel");
/** Return how far a heading stands from the top of the window. */
const top = (page, id) => page.evaluate((name) => document.getElementById(name).getBoundingClientRect().top, id);

const CHECKS = {
  async "a save is seen, and the place is kept"(page) {
    await page.goto(`${address}en/${PAGE}.html`);
    await page.locator("main section section[id]").first().waitFor();
    await page.waitForTimeout(SETTLED);
    const id = await page.evaluate(() => [...document.querySelectorAll("main section section[id]")].at(-2).id);
    await page.evaluate((name) => document.getElementById(name).scrollIntoView({ behavior: "instant" }), id);
    const before = await top(page, id);
    const seconds = [];
    for (let number = 0; number < SAVES; number += 1) {
      const words = `saved for the ${"abcdefghijklmnopqrstuvwxyz"[number]} time, at some length, so that the lines below move down`;
      const start = performance.now();
      writeFileSync(SOURCE, told(words));
      await visible(page, words);
      seconds.push((performance.now() - start) / 1000);
    }
    await page.waitForTimeout(SETTLED);
    const after = await top(page, id);
    if (Math.abs(after - before) > 2) return `the heading stood ${before} px from the top, now ${after} px`;
    saveToVisible = Math.round(1000 * seconds.sort((one, other) => one - other)[SAVES / 2]) / 1000;
  },

  async "an error is on the page with its line, and the text too"(page) {
    await page.goto(`${address}${LANGUAGE}/${PAGE}.html`);
    writeFileSync(CATALOGUE, `${FRENCH}<<<<<<< HEAD\n`);
    const line = FRENCH.split("\n").length;
    await visible(page, `${PAGE}.po:${line}:`);
    if (!await page.locator("main h1").isVisible()) return "the text is gone";
    writeFileSync(CATALOGUE, FRENCH);
    await page.getByText(`${PAGE}.po:${line}:`).waitFor({ state: "detached", timeout: 30_000 });
  },

  async "a click with Alt, and Enter, copy the line of a passage"(page) {
    await page.goto(`${address}${LANGUAGE}/${PAGE}.html`);
    await panel(page).locator(".preview-hint").waitFor();
    for (const act of [(each) => each.click({ modifiers: ["Alt"] }), (each) => each.press("Enter")]) {
      await page.evaluate(() => navigator.clipboard.writeText(""));
      const heading = page.locator("main h2[data-po]").first();
      await act(heading);
      await page.locator(".preview-status").filter({ hasText: `${PAGE}.po:` }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      const line = Number(copied.split(":").at(-1));
      const [text] = FRENCH.split("\n").slice(line - 1);
      if (!text?.startsWith("msgid")) return `${copied} was copied, and that line is ${text}`;
    }
  },

  async "what is left is listed and marked"(page) {
    await page.goto(`${address}${LANGUAGE}/${PAGE}.html`);
    writeFileSync(SOURCE, `${ENGLISH}\nNobody has translated this.\n`);
    await page.locator('main [data-state="missing"]').waitFor();
    await panel(page).locator("details[data-list=left] summary").click();
    await panel(page).getByText("Nobody has translated this.").waitFor();
    writeFileSync(SOURCE, ENGLISH);
    await page.locator('main [data-state="missing"]').waitFor({ state: "detached", timeout: 30_000 });
  },

  async "side by side, the languages scroll together"(page) {
    await page.goto(`${address}both/${PAGE}.html`);
    await page.waitForLoadState("networkidle").catch(() => {});
    const [english, french] = page.frames().slice(1);
    await Promise.all([english, french].map((frame) => frame.locator(".preview-panel").waitFor()));
    await page.mouse.move(200, 300);
    for (let turn = 0; turn < 5; turn += 1) await page.mouse.wheel(0, 400);
    await page.waitForTimeout(700);
    const id = await english.evaluate(() =>
      [...document.querySelectorAll("main section[id]")].findLast((each) => each.getBoundingClientRect().top <= 0)?.id);
    const [ours, theirs] = await Promise.all([english, french].map((frame) =>
      frame.evaluate((name) => document.getElementById(name)?.getBoundingClientRect(), id)));
    if (!(ours && ours.top < 0)) return "the English page did not scroll";
    if (!(theirs.top <= 0 && theirs.bottom > 0)) return `at ${id} in English, ${theirs.top} to ${theirs.bottom} px in French`;
  },
};

let saveToVisible = null;
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
const verdict = { checks: 0, passed: 0, broken: [] };
try {
  for (const [name, check] of Object.entries(CHECKS)) {
    const window = await openWindow(browser, address, {
      viewport: { width: 1200, height: 700 }, permissions: ["clipboard-read", "clipboard-write"],
    });
    let message;
    try {
      message = await check(window.page);
    } catch (error) {
      message = error.message.split("\n")[0];
    }
    const refused = window.noted.filter((each) => ["csp", "request-leaves-site", "script-error"].includes(each.rule));
    const broken = [...(message ? [{ message, rule: "preview" }] : []), ...refused];
    verdict.checks += 1;
    verdict.passed += broken.length ? 0 : 1;
    verdict.broken.push(...broken.map((found) => ({ page: name, ...found })));
    writeFileSync(SOURCE, ENGLISH);
    writeFileSync(CATALOGUE, FRENCH);
    await window.close();
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify({ ...verdict, save_to_visible: saveToVisible }));
