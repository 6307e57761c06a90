// What pages remember: the colours that a reader chooses, whether a key is a shortcut, the place when the language changes, the language last read.
import { inOneLanguage, openWindow } from "./site.mjs";

/** Return the verdict on the pages of one language, from which others are opened. */
export async function memory({ browser, address, pages }) {
  const verdict = { name: "memory", pages: 0, passed: 0, broken: [] };
  const { page, close } = await openWindow(browser, address, { viewport: { width: 1200, height: 800 }, colorScheme: "light" });
  for (const name of inOneLanguage(pages)) {
    await page.goto(address + name);
    await page.evaluate(() => localStorage.clear());
    const messages = [...await colours(page, address + name), ...await place(page, address, name)];
    messages.push(...await shortcut(page, address + name));
    messages.push(...await greeting(page, address + name), ...await unloadedSearch(page, address + name));
    verdict.pages += 1;
    verdict.passed += messages.length ? 0 : 1;
    verdict.broken.push(...messages.map((message) => ({ page: name, message, rule: "memory" })));
  }
  await close();
  return verdict;
}

// Dark is chosen by keyboard, and holds on the page, when it is opened anew, and until the choice is taken back.
async function colours(page, address) {
  await page.goto(address);
  const control = page.locator("#scheme");
  if (!await control.count()) return [];
  const light = await page.evaluate(shownColours);
  await control.focus();
  await page.keyboard.press("End");
  const dark = await page.evaluate(shownColours);
  await page.goto(address);
  const again = await page.evaluate(shownColours);
  const shown = await control.inputValue();
  await control.focus();
  await page.keyboard.press("Home");
  await page.goto(address);
  const back = await page.evaluate(shownColours);
  return [
    ...(dark !== light ? [] : ["choosing dark colours changes nothing"]),
    ...(again === dark && shown === "dark" ? [] : ["the choice of colours is forgotten"]),
    ...(back === light ? [] : ["the choice of colours cannot be taken back"]),
  ];
}

// One key alone leads to the search until a reader turns that off, as WCAG 2.1.4 asks; then it is a letter like any other.
async function shortcut(page, address) {
  await page.goto(address);
  const control = page.locator("#slash");
  if (!await control.count()) return [];
  const leads = async () => {
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("/");
    return page.evaluate(() => document.activeElement.id === "search-words");
  };
  const atFirst = await leads();
  await control.focus();
  await page.keyboard.press("Space");
  await page.goto(address);
  const [isOff, isShown] = [!await leads(), !await control.isChecked()];
  await control.focus();
  await page.keyboard.press("Space");
  const again = await leads();
  return [
    ...(atFirst && again ? [] : ["the key / does not lead to the search"]),
    ...(isOff && isShown ? [] : ["the key / cannot be turned off for good"]),
  ];
}

// In the page: its colours.
function shownColours() {
  const { color, backgroundColor } = getComputedStyle(document.body);
  return `${color} on ${backgroundColor}`;
}

// The link to the other language leads to the same section, and takes a search along.
async function place(page, address, name) {
  await page.goto(address + name);
  const links = page.locator("header a.language");
  const anchor = await page.evaluate(() => [...document.querySelectorAll("main section section[id]")].at(-1)?.id ?? "");
  if (!await links.count()) return [];
  if (anchor) await page.goto(`${address}${name}#${anchor}`);
  const field = page.locator("main .search-form input");
  const hasField = await field.count();
  if (hasField) await field.fill("été & co");
  await links.first().focus();
  await Promise.all([page.waitForURL((url) => !url.href.startsWith(address + name)), page.keyboard.press("Enter")]);
  const arrived = new URL(page.url());
  const isTaken = !hasField || await page.locator("main .search-form input").inputValue() === "été & co";
  return [
    ...(decodeURIComponent(arrived.hash.slice(1)) === anchor ? [] : [`the other language opens at “${arrived.hash}”, not at “#${anchor}”`]),
    ...(isTaken ? [] : ["the other language does not search for the same"]),
  ];
}

// Once a page has been read, the welcome page offers its language first.
async function greeting(page, address) {
  await page.goto(address);
  const editions = await page.locator("body.welcome section .enter[data-again]").evaluateAll((links) => links.map((link) => link.href));
  const messages = [];
  for (const edition of editions) {
    await page.goto(edition);
    await page.goto(address);
    const { href, text, again } = await page.locator("body.welcome section .enter").first().evaluate(
      (link) => ({ href: link.href, text: link.textContent, again: link.dataset.again }));
    if (href !== edition || text !== again) messages.push(`the edition last read is not offered first: ${edition}`);
  }
  return messages;
}

// A search whose index does not load says so, and works once it does.
async function unloadedSearch(page, address) {
  await page.goto(address);
  const field = page.locator("main .search-form[data-index] input");
  if (!await field.count()) return [];
  const title = (await page.locator("#contents a").nth(1).textContent()).trim();
  const index = await page.evaluate(nameIndex, "absent.js");
  await field.fill(title);
  const told = await page.waitForFunction(() => {
    const { textContent, dataset } = document.querySelector(".search-status");
    return textContent === dataset.failed && textContent;
  }, null, { timeout: 5_000 }).catch(() => null);
  await page.evaluate(nameIndex, index);
  await field.fill(`${title} `);
  const found = await page.locator("#search-results a").first().waitFor({ timeout: 5_000 }).then(() => true, () => false);
  return [
    ...(told ? [] : ["a search that cannot be loaded says nothing"]),
    ...(found ? [] : ["a search that could not be loaded is not loaded again"]),
  ];
}

// In the page: change the name of the index that the search loads; return what it was.
function nameIndex(name) {
  const { dataset } = document.querySelector(".search-form");
  const before = dataset.index;
  dataset.index = name;
  return before;
}
