// node tasks.mjs SITE NODE_MODULES CHROMIUM TASKS: what readers come for, done on a phone with real clicks, as JSON on the
// output. A task may take as many clicks as it is given, and ends where its address and its words are seen.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { openWindow, serve } from "./site.mjs";

const [root, modules, executablePath, list] = process.argv.slice(2);
const { chromium } = createRequire(join(resolve(modules), "package.json"))("playwright-core");
const PATIENCE = 10_000;
// What becomes a file on the reader's disk is no longer a page's.
const DOWNLOADED = /\/downloads\/\S+ does not load: net::ERR_ABORTED$/;
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
const server = await serve(root);
try {
  const tasks = [];
  for (const each of JSON.parse(readFileSync(list, "utf-8"))) tasks.push({ task: each.task, page: each.from, most: each.clicks, ...await doTask(each) });
  process.stdout.write(JSON.stringify({ tasks }));
} finally {
  server.close();
  await browser.close();
}

// How many clicks it took; `trouble` says why it was not done, and `isAbsent` that this handbook does not offer it.
async function doTask({ from, clicks: most, needs, steps, address, shows }) {
  const options = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" };
  const { page, noted, close } = await openWindow(browser, server.address, options);
  page.setDefaultTimeout(PATIENCE);
  let clicks = 0;
  try {
    await page.goto(server.address + from);
    if (needs && !await page.locator(needs).count()) return { clicks, isAbsent: true, trouble: "" };
    for (const [kind, where, text] of steps) {
      if (kind === "type") await page.locator(where).first().pressSequentially(text);
      if (kind === "print") await page.emulateMedia({ media: "print" });
      if (kind === "click") await page.locator(where).first().click();
      if (kind === "download") await Promise.all([page.waitForEvent("download"), page.locator(where).first().click()]);
      clicks += kind === "click" || kind === "download" ? 1 : 0;
    }
    if (address) await page.waitForURL((url) => new RegExp(address).test(url.pathname + url.hash));
    await page.getByText(shows).filter({ visible: true }).first().waitFor();
    return { clicks, isAbsent: false, trouble: clicks > most ? `it takes ${clicks} clicks, not ${most}` : noted.map(({ message }) => message).filter((each) => !DOWNLOADED.test(each)).join("; ") };
  } catch (error) {
    return { clicks, isAbsent: false, trouble: `it is not done after ${clicks} clicks: ${error.message.split("\n")[0]}` };
  } finally {
    await close();
  }
}
