// The page in a browser that lacks what floor.json lets it lack: all of it on the pages of a language, then dark colours on a page
// of each kind, and each feature alone on a page that portrays a subject. What the usual browser shows can be read, no text lies
// on another, the menu opens, the cards with sources can be read, maps tell the same, text stands out from its ground.
import { readFileSync } from "node:fs";
import { troubles } from "./overlap.mjs";
import { inOneLanguage, openWindow, serve } from "./site.mjs";
import { textsShown } from "./without_scripts.mjs";

// Functions of CSS that a browser of early 2023 lacks.
const COLOURS = { feature: "colours of 2023", renamed: "\\b(light-dark|color-mix|oklch|oklab|contrast-color)(?=\\()" };
// WCAG 1.4.11, for what a picture tells by shade.
const LEAST = 3;
const WIDTHS = [360, 1280];
const KINDS = ["index.html", "compare.html"];

/** Return the verdict on all pages. */
export async function lacking({ browser, root, pages, axePath }) {
  const { optional } = JSON.parse(readFileSync(new URL("floor.json", import.meta.url), "utf-8"));
  const axe = readFileSync(axePath, "utf-8");
  const found = new Map([...inOneLanguage(pages), ...ofEachKind(pages)].map((name) => [name, []]));
  const all = { name: "all that is optional", features: [...optional, COLOURS] };
  const runs = [{ ...all, pages: inOneLanguage(pages), colorScheme: "light" }, { ...all, pages: ofEachKind(pages), colorScheme: "dark" }];
  runs.push(...optional.map((each) => ({ name: each.feature, features: [each], pages: ofEachKind(pages).slice(-1), colorScheme: "light" })));
  const usual = await serve(root);
  const shown = await usualTexts(browser, usual.address, [...found.keys()]);
  usual.close();
  const lanes = Array.from({ length: 3 }, async () => {
    for (let run = runs.shift(); run; run = runs.shift()) await lookWithout(run);
  });
  await Promise.all(lanes);
  const broken = [...found].flatMap(([page, messages]) => [...new Set(messages)].map((message) => ({ page, message, rule: "older-browser" })));
  return { name: "without what is optional", pages: found.size, passed: [...found.values()].filter((each) => !each.length).length, broken };

  async function lookWithout({ name, features, pages: some, colorScheme }) {
    const [renamed, isDark] = [new Set(), colorScheme === "dark"];
    const server = await serve(root, {}, (path, content) => (/\.(css|js|html)$/.test(path) ? without(features, content.toString(), renamed) : content));
    const options = { colorScheme, viewport: { width: WIDTHS[0], height: 740 }, reducedMotion: "reduce" };
    const { page, noted, close } = await openWindow(browser, server.address, options);
    await page.addInitScript(() => localStorage.clear()); // what a page remembers is for those who come again
    for (const each of some) {
      await page.goto(server.address + each);
      const texts = await page.evaluate(textsShown);
      const faults = shown.get(each).filter((text) => !texts.includes(text)).slice(0, 3).map((text) => `cannot be read: ${text.slice(0, 60)}`);
      for (const width of isDark ? [] : features.length > 1 ? WIDTHS : WIDTHS.slice(0, 1)) {
        await page.setViewportSize({ width, height: 740 });
        faults.push(...(await page.evaluate(troubles)).map((fault) => `${fault}, ${width} px wide`));
      }
      if (features.includes(COLOURS)) {
        await page.evaluate(axe);
        faults.push(...await page.evaluate(faintTexts));
      }
      faults.push(...await page.evaluate(unlikeColours, LEAST));
      await page.setViewportSize({ width: WIDTHS[0], height: 740 });
      faults.push(...await page.evaluate(openAll), ...noted.splice(0).map(({ message }) => message));
      found.get(each).push(...faults.map((fault) => `${fault}; without ${name}, in ${colorScheme} colours`));
    }
    await close();
    server.close();
    const idle = features.filter((each) => each !== COLOURS && !renamed.has(each.feature));
    found.get(some[0]).push(...idle.map(({ feature }) => `“renamed” of ${feature} in floor.json fits nothing that a page loads`));
  }
}

// A name that nobody knows is one that this browser lacks too.
function without(features, text, renamed) {
  return features.reduce((made, { feature, renamed: pattern }) =>
    made.replace(new RegExp(pattern, "g"), (name) => (renamed.add(feature), `lacking-${name}`)), text);
}

async function usualTexts(browser, address, pages) {
  const { page, close } = await openWindow(browser, address, { viewport: { width: WIDTHS[0], height: 740 }, reducedMotion: "reduce" });
  await page.addInitScript(() => localStorage.clear());
  const shown = new Map();
  for (const name of pages) {
    await page.goto(address + name);
    shown.set(name, await page.evaluate(textsShown));
  }
  await close();
  return shown;
}

// The pages of one language that have constructs of their own, and one of those that are alike.
function ofEachKind(pages) {
  const first = pages.find((name) => name.includes("/"))?.split("/")[0];
  const own = pages.filter((name) => name.startsWith(`${first}/`));
  const alike = own.find((name) => name.split("/").length > 2);
  return [...own.filter((name) => KINDS.some((kind) => name === `${first}/${kind}`)), ...(alike ? [alike] : [])];
}

// In the page: what does not open, or cannot be read once it is open: the menu, and the first card.
async function openAll() {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const found = [];
  const isHit = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return Boolean(hit) && (element.contains(hit) || hit.contains(element));
  };
  const ring = [...document.querySelectorAll(".source-of button")].find((each) => each.checkVisibility());
  const cards = [...document.querySelectorAll(".card")];
  if (ring) {
    ring.scrollIntoView({ block: "center" });
    ring.click();
    await frame();
  }
  const card = cards.find((each) => each.checkVisibility());
  if (cards.length && !card) found.push("no card with sources can be seen");
  if (!ring && cards.some((each) => !each.checkVisibility())) found.push("there is no ring to open a card, and not all cards are shown");
  if (card) {
    card.scrollIntoView({ block: "nearest" });
    if (!isHit(card.querySelector("a"))) found.push("the link of a card with sources is covered");
    if (ring) card.querySelector(".card-end button").click();
  }
  const menu = document.querySelector(".to-contents a");
  if (menu) {
    menu.click();
    await frame();
    await frame();
    const link = document.querySelector("#contents a");
    if (!link.checkVisibility() || !isHit(link)) found.push("the menu does not open");
  }
  return found;
}

// In the page: what is wrong with its maps, its cards and its ground.
function unlikeColours(least) {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const luminance = (colour) => {
    const parts = [...rgba(colour)].slice(0, 3).map((each) => each / 255);
    const [red, green, blue] = parts.map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const fill = (element) => getComputedStyle(element).fill;
  const ground = getComputedStyle(document.body).backgroundColor;
  const found = new Set();
  if (rgba(ground)[3] < 255) found.add("the page has no ground of its own");
  for (const map of document.querySelectorAll("svg.region-map")) {
    const shades = [...map.querySelectorAll(".land, .open")].map(fill);
    for (const marked of map.querySelectorAll(".marked")) {
      for (const other of [...shades, ground]) {
        const ratio = contrast(fill(marked), other);
        if (ratio < least) found.add(`on a map, regions in ${fill(marked)} hardly differ from ${other}: ${ratio.toFixed(1)}:1`);
      }
    }
  }
  for (const card of document.querySelectorAll(".card")) {
    if (rgba(getComputedStyle(card).backgroundColor)[3] < 255) found.add("text shows through the card with the source of a fact");
  }
  return [...found];
}

// In the page: texts that axe-core finds too faint.
async function faintTexts() {
  const { violations } = await window.axe.run(document, { runOnly: ["color-contrast"], preload: false });
  return violations.flatMap(({ nodes }) => nodes.slice(0, 3).map((node) => `too faint: ${node.target.join(" ")}`));
}
