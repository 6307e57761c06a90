// The page on paper: black on white even where dark colours are chosen, nothing to click, the address after each link and,
// where it is known, that of the page at its foot; the portrait of an agency on two sheets.
import { openWindow } from "./site.mjs";

/** Return the verdict on all pages. */
export async function printing({ browser, address, pages }) {
  const verdict = { name: "printing", pages: 0, passed: 0, broken: [] };
  const { page, close } = await openWindow(browser, address, { viewport: { width: 720, height: 900 }, colorScheme: "dark" });
  for (const name of pages) {
    await page.goto(address + name);
    await page.evaluate(() => { document.documentElement.dataset.scheme = "dark"; });
    await page.emulateMedia({ media: "print" });
    const messages = [...await page.evaluate(faultsOnPaper), ...await tooManySheets(page)];
    await page.emulateMedia({ media: "screen" });
    verdict.pages += 1;
    verdict.passed += messages.length ? 0 : 1;
    verdict.broken.push(...messages.map((message) => ({ page: name, message, rule: "printing" })));
  }
  await close();
  return verdict;
}

// Words of a portrait that has to fit on two sheets of either paper.
const MOST_WORDS = 450, MOST_SHEETS = 2;

/** Return what is wrong with the number of sheets that a portrait is printed on. */
async function tooManySheets(page) {
  const words = await page.evaluate(() => document.querySelector(".key-facts") ? document.querySelector("main").innerText.split(/\s+/).length : Infinity);
  const messages = [];
  for (const format of words > MOST_WORDS ? [] : ["Letter", "A4"]) {
    const sheets = (await page.pdf({ format })).toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    if (!sheets || sheets > MOST_SHEETS) messages.push(`its ${words} words are printed on ${sheets} sheets of ${format}, and ${MOST_SHEETS} are enough`);
  }
  return messages;
}

// In the page: what is wrong with it on paper.
function faultsOnPaper() {
  const { color, backgroundColor } = getComputedStyle(document.body);
  const isPlain = color === "rgb(0, 0, 0)" && ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(backgroundColor);
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  const idle = shown("nav, form, input, button, select, summary").map((each) => each.outerHTML.slice(0, 40));
  const mute = shown('main a[href^="http"]').filter((each) => !getComputedStyle(each, "::after").content.includes(each.dataset.address ?? each.getAttribute("href")));
  const own = document.querySelector('link[rel="canonical"]')?.href;
  const foot = shown("footer .printed").map((each) => decodeURI(each.textContent));
  const cut = shown("main :not(.visually-hidden, .visually-hidden *)").filter((each) => each.getBoundingClientRect().right > innerWidth + 1);
  return [
    ...(isPlain ? [] : [`${color} on ${backgroundColor} is printed`]),
    ...(shown("main h1").length ? [] : ["the title is not printed"]),
    ...(idle.length ? [`what is of no use on paper is printed: ${idle.slice(0, 3).join(", ")}`] : []),
    ...(!own || foot.includes(decodeURI(own)) || !document.querySelector("footer") ? [] : ["its address is not printed at its foot"]),
    ...(mute.length ? [`no address is printed after the link “${mute[0].textContent}”`] : []),
    ...(cut.length ? [`<${cut[0].localName}> “${cut[0].textContent.trim().slice(0, 30)}” is cut off at the right`] : []),
  ];
}
