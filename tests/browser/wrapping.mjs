// Where lines end: no line begins with the ring of a source, and no word is too long for a phone, wherever it stands.
import { openWindow } from "./site.mjs";

const RING_WIDTHS = [320, 360, 390, 768];
const PHONES = [320, 390];
const LONG = "Rechtsschutzversicherungsgesellschaften".repeat(2).slice(0, 64);

/** Return one verdict on rings and one on long words. */
export async function wrapping({ browser, address, pages }) {
  const rings = { name: "source rings", pages: 0, passed: 0, broken: [] };
  const words = { name: "long words", pages: 0, passed: 0, broken: [] };
  const { page, close } = await openWindow(browser, address, { viewport: { width: PHONES[0], height: 900 } });
  for (const name of pages) {
    await page.goto(address + name);
    add(rings, name, "ring-begins-line", await atWidths(page, RING_WIDTHS, ringsAtStarts));
    await page.evaluate(lengthenWords, LONG);
    add(words, name, "long-word", await atWidths(page, PHONES, tooWide));
  }
  await close();
  return [rings, words];
}

async function atWidths(page, widths, look) {
  const messages = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    messages.push(...(await page.evaluate(look)).map((each) => `${each}, ${width} px wide`));
  }
  return messages;
}

function add(verdict, page, rule, messages) {
  verdict.pages += 1;
  verdict.passed += messages.length ? 0 : 1;
  verdict.broken.push(...messages.map((message) => ({ page, message, rule })));
}

// In the page: the words before each ring that does not stand on their line; five at most.
function ringsAtStarts() {
  const found = [];
  for (const ring of document.querySelectorAll(".source-of")) {
    if (!ring.checkVisibility()) continue;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    texts.currentNode = ring;
    let node = texts.previousNode();
    while (node && !node.data.trim()) node = texts.previousNode();
    if (!node) continue;
    const range = document.createRange();
    const end = node.data.trimEnd().length;
    range.setStart(node, end - [...node.data.slice(0, end)].at(-1).length);
    range.setEnd(node, end);
    const letter = [...range.getClientRects()].at(-1);
    const [line] = ring.getClientRects();
    if (line.top >= letter.bottom || line.bottom <= letter.top) found.push(`a line begins with the ring after “${node.data.trim().slice(-30)}”`);
  }
  return found.slice(0, 5);
}

// In the page: each text begins with a word of so many letters; numbers stay, for they are no words and keep together.
function lengthenWords(long) {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: node } = texts;
    if (node.parentElement.closest("script, style, svg, title, noscript, .number")) continue;
    node.data = node.data.replace(/\p{L}[\p{L}\p{M}]*/u, long);
  }
}

// In the page: what reaches beyond it, if anything can be scrolled to sideways.
export function tooWide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const isOut = ({ left, right }) => left < -1 || right > clientWidth + 1;
  const boxes = [...document.body.querySelectorAll("*")].filter((each) => isOut(each.getBoundingClientRect()));
  const names = boxes.slice(0, 6).map((each) => `<${each.localName} class="${each.getAttribute("class") ?? ""}">`);
  return [`the page is ${scrollWidth} px wide; ${names.join(", ")}`];
}
