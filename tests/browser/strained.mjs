// The page as some readers set it: in colours of their system, with more room between letters and lines (WCAG 1.4.12), at
// 400 % on a small screen (WCAG 1.4.10). No bar, ring, line or mark is lost, no text is cut off, nothing is scrolled sideways.
import { STOPS } from "./focus.mjs";
import { troubles } from "./overlap.mjs";
import { inOneLanguage, openWindow } from "./site.mjs";
import { tooWide } from "./wrapping.mjs";

const ZOOMED = { width: 320, height: 256 }; // a window of 1280 × 1024 px at 400 %
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

/** Return one verdict each on colours of the system, on room in the text, and on 400 %. */
export function strained({ browser, address, pages }) {
  return Promise.all([
    look("forced colours", "forced-colours", { viewport: { width: 1280, height: 800 }, forcedColors: "active" }, inForcedColours),
    look("text spacing", "text-spacing", { viewport: { width: 320, height: 800 } }, spaced),
    look("400 % zoom", "zoom", { viewport: ZOOMED, reducedMotion: "reduce" }, zoomed),
  ]);

  async function look(name, rule, options, faultsOf) {
    const verdict = { name, pages: 0, passed: 0, broken: [] };
    const { page, close } = await openWindow(browser, address, options);
    for (const each of inOneLanguage(pages)) {
      await page.goto(address + each);
      const messages = await faultsOf(page);
      verdict.pages += 1;
      verdict.passed += messages.length ? 0 : 1;
      verdict.broken.push(...messages.slice(0, 5).map((message) => ({ page: each, message, rule })));
    }
    await close();
    return verdict;
  }
}

// On a light ground and on a dark one, as the system has it.
async function inForcedColours(page) {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await page.evaluate(lostShapes)).map((each) => `${each}, on a ${colorScheme} ground`));
  }
  return found;
}

async function spaced(page) {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, SPACED);
  const found = [];
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    found.push(...(await page.evaluate(tooWide)), ...(await page.evaluate(troubles)).map((each) => `${each}, ${width} px wide`));
  }
  return found;
}

async function zoomed(page) {
  await page.evaluate(STOPS);
  return [...await page.evaluate(tooWide), ...await page.evaluate(troubles), ...await page.evaluate("stops.walkByScript()")];
}

// In the page: shapes that tell something and cannot be told from the ground: points and bars drawn by the stylesheet, lines
// around what the page marks, what is drawn in pictures.
function lostShapes() {
  const LEAST = 3; // WCAG 1.4.11
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [red, green, blue] = rgba(colour).slice(0, 3).map((each) => (each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const differ = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return rgba(one)[3] > 0 && (high + 0.05) / (low + 0.05) >= LEAST;
  };
  const root = getComputedStyle(document.body).backgroundColor;
  const grounds = (element) => {
    for (let box = element; box; box = box.parentElement) {
      const colour = getComputedStyle(box).backgroundColor;
      if (rgba(colour)[3] === 255) return colour;
    }
    return root;
  };
  const found = new Set();
  const named = (element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}">`;
  for (const element of document.body.querySelectorAll("*:not(svg *)")) {
    if (!element.checkVisibility()) continue;
    for (const part of ["::before", "::after"]) {
      const style = getComputedStyle(element, part);
      if (style.content !== '""' || !(parseFloat(style.width) > 2 && parseFloat(style.height) > 2)) continue;
      const ground = grounds(element);
      const hasLine = parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== "none" && differ(style.borderTopColor, ground);
      if (!hasLine && !differ(style.backgroundColor, ground) && style.backgroundImage === "none") found.add(`nothing is seen of ${part} of ${named(element)}`);
    }
  }
  // What marks the page that is open marks no other.
  const bar = (link) => ["Width", "Style", "Color"].map((each) => getComputedStyle(link)[`borderInlineStart${each}`]).join(" ");
  const links = [...document.querySelectorAll(".contents a")].filter((each) => each.checkVisibility());
  const [here, others] = [true, false].map((isHere) => links.filter((each) => Boolean(each.closest(".current")) === isHere));
  if (here.some((one) => others.some((other) => bar(one) === bar(other)))) found.add("the bar of the open page stands before all pages of the menu");
  for (const shape of document.querySelectorAll(".region-map .marked, .timeline-marks :is(.year, .decade)")) {
    if (shape.checkVisibility() && !differ(getComputedStyle(shape).fill, root)) found.add(`${named(shape)} of a picture has the colour of the ground`);
  }
  for (const shape of document.querySelectorAll(".timeline-marks :is(.axis, .leader)")) {
    if (shape.checkVisibility() && !differ(getComputedStyle(shape).stroke, root)) found.add(`${named(shape)} of a picture has the colour of the ground`);
  }
  for (const map of document.querySelectorAll("svg.region-map")) {
    const [marked, land] = [".marked", ".land"].map((each) => map.querySelector(each)).map((each) => each && getComputedStyle(each).fill);
    if (marked && land && map.checkVisibility() && !differ(marked, land)) found.add("regions of a map have the colour of all land");
  }
  for (const target of document.querySelectorAll(".glossary dt, .fact-list > li")) {
    location.hash = target.id;
    const { outlineStyle, outlineWidth } = getComputedStyle(target);
    if (target.id && (outlineStyle === "none" || parseFloat(outlineWidth) < 2)) found.add(`nothing marks the ${named(target)} that the address leads to`);
    break;
  }
  for (const control of document.querySelectorAll("header a, footer select, .enter, button, input")) {
    if (!control.checkVisibility()) continue;
    control.focus({ focusVisible: true });
    const { outlineStyle, outlineColor, outlineWidth } = getComputedStyle(control);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2 || !differ(outlineColor, root)) found.add(`no ring is seen around ${named(control)}`);
  }
  return [...found];
}
