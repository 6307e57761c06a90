// The page on a phone: nothing to scroll sideways at 320 px, no text under 16 px at 390 px.
import { openWindow } from "./site.mjs";

const SMALLEST = 16;

/** Return one verdict on widths and one on the size of text. */
export async function layout({ browser, address, pages }) {
  const width = { name: "layout 320 px", pages: 0, passed: 0, broken: [] };
  const size = { name: "text 390 px", pages: 0, passed: 0, broken: [] };
  const { page, close } = await openWindow(browser, address, { viewport: { width: 320, height: 700 } });
  for (const name of pages) {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(address + name);
    const { wide, widest } = await page.evaluate(widthOfPage);
    add(width, name, wide > 320 ? [`the page is ${wide} px wide on a screen of 320; ${widest}`] : [], "horizontal-scroll");
    await page.setViewportSize({ width: 390, height: 700 });
    add(size, name, await page.evaluate(smallTexts, SMALLEST), "small-text");
  }
  await close();
  return [width, size];
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
