// The page at the widths of a phone, a small tablet and a desk: nothing to scroll sideways at 320 px, no text under 16 px at
// 390 px, no text on other text or cut off at any.
import { troubles } from "./overlap.mjs";
import { openWindow } from "./site.mjs";

const SMALLEST = 16;
const WIDTHS = [320, 390, 768, 1280];

/** Return one verdict on widths, one on the size of text, and one on text that overlaps or is cut off: a page is opened once. */
export async function layout({ browser, address, pages }) {
  const [width, size, overlap] = ["layout 320 px", "text 390 px", "overlap"].map((name) => ({ name, pages: 0, passed: 0, broken: [] }));
  const { page, close } = await openWindow(browser, address, { viewport: { width: WIDTHS[0], height: 900 } });
  for (const name of pages) {
    await page.setViewportSize({ width: WIDTHS[0], height: 900 });
    await page.goto(address + name);
    const faults = [];
    for (const each of WIDTHS) {
      await page.setViewportSize({ width: each, height: 900 });
      if (each === 320) {
        const { wide, widest } = await page.evaluate(widthOfPage);
        add(width, name, wide > 320 ? [`the page is ${wide} px wide on a screen of 320; ${widest}`] : [], "horizontal-scroll");
      }
      if (each === 390) add(size, name, await page.evaluate(smallTexts, SMALLEST), "small-text");
      faults.push(...(await page.evaluate(troubles)).map((fault) => `${fault}, ${each} px wide`));
    }
    add(overlap, name, faults, "text-overlap");
  }
  await close();
  return [width, size, overlap];
}

function add(verdict, page, messages, rule) {
  verdict.pages += 1;
  verdict.passed += messages.length ? 0 : 1;
  verdict.broken.push(...messages.map((message) => ({ page, message, rule })));
}

// In the page: its width, and which element reaches furthest.
function widthOfPage() {
  const wide = document.documentElement.scrollWidth;
  const boxed = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > 320);
  const names = boxed.slice(0, 3).map((each) => `<${each.localName} class="${each.getAttribute("class") ?? ""}">`);
  return { wide, widest: names.join(", ") };
}

// In the page: one line per kind of element whose text is shown smaller; text in a drawing by its size on the screen.
function smallTexts(smallest) {
  const found = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.data.trim();
    const element = texts.currentNode.parentElement;
    const isDrawn = element instanceof SVGGraphicsElement;
    if (!text || !element.checkVisibility() || element.closest("script, style, noscript, title, desc")) continue;
    const scale = isDrawn ? element.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    const kind = `<${element.localName}> in <${element.parentElement.localName} class="${element.parentElement.getAttribute("class") ?? ""}">`;
    if (size < smallest - 0.01 && !found.has(kind)) found.set(kind, `${kind}: ${size.toFixed(1)} px: ${text.slice(0, 40)}`);
  }
  return [...found.values()];
}
