// node tasks.mjs SITE NODE_MODULES CHROMIUM TASKS: what readers come for, done on a phone with real clicks, as JSON on the
// output. A task may take as many clicks as it is given, and ends where its address and its words are seen, or where the
// reader leaves the site: with `leaves`, whose texts stand in the address that the browser was sent to.
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
async function doTask({ from, clicks: most, needs, steps, address, shows, leaves }) {
  const options = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" };
  const { page, noted, close } = await openWindow(browser, server.address, options);
  page.setDefaultTimeout(PATIENCE);
  let clicks = 0;
  const isOurs = ({ message }) => !DOWNLOADED.test(message) && !(leaves && message.includes(leaves[0]));
  try {
    const left = leaves && await leaving(page);
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
    if (shows) await page.getByText(shows).filter({ visible: true }).first().waitFor();
    const troubles = noted.filter(isOurs).map(({ message }) => message);
    if (clicks > most) troubles.unshift(`it takes ${clicks} clicks, not ${most}`);
    if (leaves) troubles.push(...lacks(await left(), leaves));
    return { clicks, isAbsent: false, trouble: troubles.join("; ") };
  } catch (error) {
    return { clicks, isAbsent: false, trouble: `it is not done after ${clicks} clicks: ${error.message.split("\n")[0]}` };
  } finally {
    await close();
  }
}

// What tells the address beyond the site that a click has sent the browser to, "" for none: a mail, which no browser of these
// tests writes, or a form, which is answered here.
async function leaving(page) {
  const { hostname } = new URL(server.address);
  await page.route((url) => url.hostname !== hostname, (route) => route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html><title>A form</title>" }));
  const session = await page.context().newCDPSession(page);
  await session.send("Page.enable");
  let left = "";
  session.on("Page.frameRequestedNavigation", ({ url }) => { if (!url.startsWith(server.address)) left = url; });
  return async () => {
    for (const end = Date.now() + PATIENCE; !left && Date.now() < end;) await page.waitForTimeout(50);
    return left;
  };
}

// What an address lacks: how it begins, and what stands in it, as a mail program or a form reads it.
function lacks(address, [beginning, ...texts]) {
  const read = decodeURIComponent(address.replaceAll("+", "%20"));
  const missing = texts.filter((text) => !read.includes(text));
  return [...(address.startsWith(beginning) ? [] : [`${address} does not begin with ${beginning}`]), ...missing.map((text) => `${read} does not say ${text}`)];
}
