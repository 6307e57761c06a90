// Where the focus is, it can be seen: forwards and backwards through a page, nothing lies over what has it. Keys are pressed
// on some pages, at all widths; on all pages, at two widths, scripts move the focus, which scrolls as the keys do and takes a
// tenth of the time.
import { openWindow } from "./site.mjs";

const WIDTHS = [320, 360, 768, 1280];
const OF_ALL_PAGES = new Set([320, 1280]);
const KINDS = ["index.html", "compare.html", "glossary.html"];
// More stops than any page has.
const MOST = 2000;

/** Return the verdict on the focus. */
export async function focus({ browser, address, pages }) {
  const some = pages.filter((name) => name.split("/").length === 2 && KINDS.includes(name.split("/")[1])).slice(0, KINDS.length);
  const found = new Map(pages.map((name) => [name, []]));
  await Promise.all(WIDTHS.map(async (width) => {
    const { page, close } = await openWindow(browser, address, { viewport: { width, height: 700 }, reducedMotion: "reduce" });
    for (const name of pages.filter((each) => OF_ALL_PAGES.has(width) || some.includes(each))) {
      await page.goto(address + name);
      await page.evaluate(STOPS);
      const walked = await page.evaluate("stops.withoutRoom()");
      if (OF_ALL_PAGES.has(width)) walked.push(...await page.evaluate("stops.walkByScript()"));
      for (const key of some.includes(name) ? ["Tab", "Shift+Tab"] : []) {
        walked.push(...await walkThrough((text) => page.evaluate(text), () => page.keyboard.press(key)));
      }
      found.get(name).push(...[...new Set(walked)].slice(0, 5).map((each) => `${each}, ${width} px wide`));
    }
    await close();
  }));
  const broken = [...found].flatMap(([page, messages]) => messages.map((message) => ({ page, message, rule: "focus-hidden" })));
  return { name: "focus", pages: pages.length, passed: [...found.values()].filter((each) => !each.length).length, broken };
}

/** Press a key until the focus has been everywhere; return a line for each stop that cannot be seen. `evaluate` gives what
    comes of a text of JavaScript in the page, which has `STOPS` in it. */
export async function walkThrough(evaluate, press) {
  await evaluate("stops.leave()");
  const hidden = [];
  for (let count = 0; count < MOST; count += 1) {
    await press();
    const trouble = await evaluate("stops.next()");
    if (trouble === null) return count ? hidden : ["no stop at all"];
    if (trouble) hidden.push(trouble);
  }
  return ["the key does not come to an end"];
}

/** For the page: what makes `stops` there. */
export const STOPS = `window.stops = (${stops})()`;

function stops() {
  let seen = new Set();

  // The focus is nowhere, and stops are counted anew.
  function leave() {
    document.activeElement?.blur();
    seen = new Set();
  }

  // null where the focus has left the page or begins again; else what is wrong with where it is, if only nothing.
  function next() {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement || seen.has(element)) return null;
    seen.add(element);
    return trouble(element);
  }

  // Whether as much room is kept above what is scrolled to as the bar takes that stays there.
  function withoutRoom() {
    const bar = document.querySelector("header.site");
    const high = bar && getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().height : 0;
    const room = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
    return room < high ? [`the bar is ${high} px high, and room is kept for ${room}`] : [];
  }

  // With `isWaiting` a browser has half a second to scroll, and is asked once more; what lies over the focus stays there.
  async function walkByScript(isWaiting = false) {
    const operable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const all = [...document.querySelectorAll(operable)].filter((each) => !each.disabled && each.tabIndex >= 0 && each.getClientRects().length);
    const found = [];
    for (const order of [all, [...all].reverse()]) {
      leave();
      for (const each of order) {
        each.focus({ focusVisible: true });
        for (const pause of isWaiting ? [0, 100, 400] : []) {
          await new Promise((done) => setTimeout(done, pause));
          if (!trouble(each)) break;
          if (pause) each.blur(); // under load Firefox has been seen not to scroll at the first time
          each.focus({ focusVisible: true });
        }
        if (document.activeElement === each) found.push(trouble(each));
      }
    }
    return found.filter(Boolean);
  }

  function trouble(element) {
    const words = (element.textContent || element.getAttribute("aria-label") || element.id).trim().replace(/\s+/g, " ").slice(0, 40);
    const label = `<${element.localName}> “${words}”`;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `no ring around ${label}`;
    let cover = null;
    for (const box of element.getClientRects()) {
      if (box.width < 2 || box.height < 2) continue;
      const [x, y] = [Math.min(4, box.width / 4), Math.min(4, box.height / 4)];
      const corners = [[box.left + x, box.top + y], [box.right - x, box.top + y], [box.left + x, box.bottom - y], [box.right - x, box.bottom - y]];
      const points = [[(box.left + box.right) / 2, (box.top + box.bottom) / 2], ...corners];
      const hits = points.map((point) => document.elementFromPoint(...point));
      const isSeen = (hit) => hit && (element.contains(hit) || (hit.matches("label, li, p, span, td, dd") && hit.contains(element)));
      // Firefox scrolls to what is out of its window, and not to what reaches a little beyond its edge: there is no hit there.
      const inside = hits.filter(Boolean);
      if ((isSeen(hits[0]) || !hits[0]) && inside.filter(isSeen).length >= Math.max(1, inside.length - 2)) return "";
      cover ??= hits.find((hit) => hit && !isSeen(hit)) ?? null;
    }
    const by = cover ? `<${cover.localName} class="${cover.getAttribute("class") ?? ""}">` : "the edge of the window";
    return `the focus on ${label} is covered by ${by}`;
  }

  return { leave, next, walkByScript, withoutRoom };
}
