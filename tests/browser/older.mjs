// The page in a browser of early 2023: maps tell the same, cards cover what they lie on, text stands out from its ground.
import { readFileSync } from "node:fs";
import { openWindow } from "./site.mjs";

// Functions of CSS that such a browser lacks: under a name that nobody knows, this browser lacks them too.
const LACKING = /\b(light-dark|color-mix|oklch|oklab|contrast-color)\(/g;
// WCAG 1.4.11, for what a picture tells by shade.
const LEAST = 3;

/** Return the verdict on all pages, in light and in dark. */
export async function older({ browser, address, pages, axePath }) {
  const axe = readFileSync(axePath, "utf-8");
  const verdict = { name: "colours of 2023", pages: 0, passed: 0, broken: [] };
  const windows = await Promise.all(["light", "dark"].map(async (colorScheme) => {
    const window = await openWindow(browser, address, { colorScheme, viewport: { width: 1200, height: 800 }, reducedMotion: "reduce" });
    await window.page.route("**/*.css", async (route) => {
      const sheet = await route.fetch();
      await route.fulfill({ response: sheet, body: (await sheet.text()).replace(LACKING, "lacking-$1(") });
    });
    return { ...window, colorScheme };
  }));
  for (const name of pages) {
    const messages = [];
    for (const { page, colorScheme } of windows) {
      await page.goto(address + name);
      await page.evaluate(axe);
      const faults = [...await page.evaluate(unlikeColours, LEAST), ...await page.evaluate(faintTexts)];
      messages.push(...faults.map((each) => `${each}, in ${colorScheme} colours`));
    }
    verdict.pages += 1;
    verdict.passed += messages.length ? 0 : 1;
    verdict.broken.push(...messages.map((message) => ({ page: name, message, rule: "older-browser" })));
  }
  await Promise.all(windows.map((each) => each.close()));
  return verdict;
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
