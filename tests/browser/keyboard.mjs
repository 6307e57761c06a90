// The page without a mouse: Tab reaches every control in order and shows where it is; links do what they say.
import { openCard } from "./cards.mjs";
import { chooseMap } from "./maps.mjs";
import { inOneLanguage, openWindow } from "./site.mjs";

/** Return the verdict on walking with Tab through the pages of one language: those of the others have the same controls. */
export async function keyboard({ browser, address, pages }) {
  const verdict = { name: "keyboard", pages: 0, passed: 0, broken: [] };
  const { page, close } = await openWindow(browser, address, { viewport: { width: 1200, height: 800 }, reducedMotion: "reduce" });
  const languages = new Set(pages.filter((name) => name.includes("/")).map((name) => name.split("/")[0]));
  for (const name of inOneLanguage(pages)) {
    const messages = [...await walk(page, address + name), ...await skip(page, address + name)];
    messages.push(...await search(page, address + name), ...await chooseMap(page, address + name));
    messages.push(...await openCard(page, address + name), ...await filterTerms(page, address + name));
    if (languages.size > 1) messages.push(...await changeLanguage(page, address, name));
    verdict.pages += 1;
    verdict.passed += messages.length ? 0 : 1;
    verdict.broken.push(...messages.map((message) => ({ page: name, message, rule: "keyboard" })));
  }
  await close();
  return verdict;
}

// Tab from the top until it leaves the page; return what is left out, out of order, or not shown to have the focus.
async function walk(page, address) {
  await page.goto(address);
  await page.evaluate(startAtTop);
  const expected = await page.evaluate(numberControls);
  const seen = [];
  const hidden = [];
  while (seen.length <= expected.length + 200) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    if (!stop || seen.includes(stop.key)) break;
    seen.push(stop.key);
    if (!stop.isShown) hidden.push(`focus cannot be seen at ${stop.label}`);
  }
  const reached = seen.filter((key) => key.startsWith("control"));
  const first = expected.find((each, at) => each.key !== reached[at]);
  const order = first ? [`Tab does not reach ${first.label} in its turn`] : [];
  const extra = seen.length > expected.length + 200 ? ["Tab does not come to an end"] : [];
  return [...order, ...extra, ...hidden.slice(0, 3)];
}

// In the page: the next Tab comes from the top, also where the page has put the focus into its search field.
function startAtTop() {
  const top = document.createElement("span");
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus();
  top.remove();
}

// In the page: number what can be operated, in the order of the text; return (key, label) of each.
function numberControls() {
  const operable = "a[href], button, input:not([type=hidden], [type=radio]), select, textarea, summary, [tabindex='0']";
  const found = [...document.querySelectorAll(operable)].filter(
    (each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }));
  return found.map((each, at) => {
    each.walkKey = `control ${at}`;
    const label = `<${each.localName}> “${(each.textContent || each.getAttribute("aria-label") || each.id).trim().slice(0, 40)}”`;
    return { key: each.walkKey, label };
  });
}

// In the page: the element with the focus, and whether a reader can see it; nothing where the focus has left the page.
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  element.walkKey ??= `other ${window.walkOthers = (window.walkOthers ?? 0) + 1}`;
  const style = getComputedStyle(element);
  const boxes = [...element.getClientRects()];
  const isInside = boxes.some((box) => box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight);
  const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const label = `<${element.localName}> “${element.textContent.trim().slice(0, 40)}”`;
  return { key: element.walkKey, label, isShown: isInside && hasOutline };
}

// The first stop of a page with a header is the link that skips it; from there the next stop is in the text.
async function skip(page, address) {
  await page.goto(address);
  if (!await page.locator("body > header").count()) return [];
  await page.evaluate(startAtTop);
  await page.keyboard.press("Tab");
  if (!await page.evaluate(() => document.activeElement.matches('a.skip[href="#content"]'))) return ["the first stop is not the link to the text"];
  await page.keyboard.press("Enter");
  const hasControls = await page.locator("main a[href]").count();
  await page.keyboard.press("Tab");
  const isInText = await page.evaluate(() => location.hash === "#content" && Boolean(document.activeElement.closest("main")));
  return isInText || !hasControls ? [] : ["the link to the text does not lead there"];
}

// A page in a language's folder has a link to the same page in each other language, and Enter follows it.
async function changeLanguage(page, address, name) {
  const [language, ...rest] = name.split("/");
  if (!rest.length) return [];
  await page.goto(address + name);
  const links = page.locator("header a.language");
  if (!await links.count()) return ["no link to another language"];
  const target = await links.first().getAttribute("hreflang");
  await links.first().focus();
  await Promise.all([page.waitForURL((url) => !url.href.startsWith(address + name)), page.keyboard.press("Enter")]);
  const arrived = await page.evaluate(() => ({ href: location.href.split("#")[0], tag: document.documentElement.lang }));
  const same = `${address}${target.split("-")[0]}/${rest.join("/")}`;
  if (arrived.href !== same || arrived.tag !== target || target.startsWith(language)) {
    return [`the link to ${target} leads to ${arrived.href}, which is in ${arrived.tag}`];
  }
  return [];
}

// The end of the last term of a glossary, without its accents, leaves that term and its like, and says how many those are.
async function filterTerms(page, address) {
  await page.goto(address);
  const field = page.locator(".term-filter input");
  if (!await field.count()) return [];
  const term = page.locator(".glossary dt").last();
  const words = (await term.textContent()).trim().slice(-8).normalize("NFD").replace(/\p{M}/gu, "");
  const all = await page.locator(".glossary dt:visible").count();
  await field.focus();
  await page.keyboard.type(words.toUpperCase());
  const shown = await page.locator(".glossary dt:visible").count();
  const told = await page.locator(".term-filter [role=status]").textContent();
  const isThere = await term.isVisible();
  await field.fill("");
  const back = await page.locator(".glossary dt:visible").count();
  return [
    ...(isThere && shown < all ? [] : [`“${words}” leaves ${shown} of ${all} terms of the glossary`]),
    ...(told.includes(String(shown)) ? [] : [`the filter leaves ${shown} terms, and says “${told}”`]),
    ...(back === all ? [] : ["the terms of the glossary do not come back"]),
  ];
}

// What the page is called is typed into the search of its header; Enter shows results, and Tab and Enter open one.
async function search(page, address) {
  await page.goto(address);
  const field = page.locator('header form[role="search"] input[type="search"]');
  if (!await field.count()) return [];
  const words = (await page.locator("main h1").first().innerText()).slice(0, 60);
  await field.focus();
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  const results = page.locator("#search-results a");
  try {
    await results.first().waitFor({ timeout: 10_000 });
  } catch {
    return [`the search finds nothing for the title of the page, “${words}”`];
  }
  const status = (await page.getByRole("status").innerText()).trim();
  const from = page.url();
  await page.locator('main input[type="search"]').focus();
  for (let stops = 0; stops < 3; stops += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => Boolean(document.activeElement.closest("#search-results")))) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href !== from, { timeout: 10_000 }).catch(() => {});
  const opened = page.url().split("#")[0] !== from.split("#")[0] && !page.url().includes("search.html");
  return [...(status ? [] : ["the number of results is not announced"]), ...(opened ? [] : ["a result does not open with Enter"])];
}
