// node others.mjs SITE FIREFOX WEBKIT_DRIVER MINI_BROWSER XVFB: what Firefox and WebKitGTK say of pages of each kind, in all
// languages, as JSON on the output: a page of 320 px has nothing to scroll sideways; the menu opens and closes; the focus is
// never covered at 320, 360, 768 and 1280 px; the search answers; cards open and close, or stand below the text; nothing fails.
import { openFirefox, openWebKit } from "./drivers.mjs";
import { STOPS, walkThrough } from "./focus.mjs";
import { pagesOf, serve } from "./site.mjs";

const [root, firefox, webkitDriver, miniBrowser, screen] = process.argv.slice(2);
// One page of each kind per language: the first that there is.
const KINDS = [/^index\.html$/, /^agencies\/.+\.html$/, /^compare\.html$/, /^glossary\.html$/, /^search\.html$/, /^facts\/.+\.html$/];
const TAB = "\ue004";

const NOTING = `window.noted = [];
addEventListener("error", ({ message, target }) => noted.push(message || target.src + " does not load"), true);
addEventListener("unhandledrejection", ({ reason }) => noted.push(String(reason)));
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => noted.push(effectiveDirective + " refuses " + blockedURI));`;
const server = await serve(root, {
  "/-/noting.js": () => NOTING,
  "/-/frame.html": (asked) => `<!DOCTYPE html><title>A page</title><style>body { margin: 0 } iframe { border: 0 }</style>
<iframe width="${asked.get("width")}" height="700" src="${asked.get("page")}"></iframe>`,
}, (path, content) => (path.endsWith(".html") ? String(content).replace(/(<meta http-equiv="Content-Security-Policy"[^>]*>)/, '$1<script src="/-/noting.js"></script>') : content));

try {
  const pages = kinds(pagesOf(root));
  const opened = [() => openFirefox(firefox), () => openWebKit(webkitDriver, miniBrowser, screen)];
  const verdicts = await Promise.all(opened.map(async (open) => {
    const browser = await open();
    try {
      return await look(browser, pages);
    } finally {
      await browser.close();
    }
  }));
  process.stdout.write(JSON.stringify({ verdicts }));
} finally {
  server.close();
}

function kinds(all) {
  const languages = [...new Set(all.filter((name) => name.includes("/")).map((name) => name.split("/")[0]))];
  return languages.flatMap((language) => {
    const own = all.filter((name) => name.startsWith(`${language}/`)).map((name) => name.slice(language.length + 1));
    return KINDS.map((kind) => own.find((name) => kind.test(name))).filter(Boolean).map((name) => `${language}/${name}`);
  });
}

async function look({ name: browser, call }, pages) {
  const verdict = { name: browser.split(" ")[0], version: browser, pages: 0, passed: 0, broken: [] };
  const evaluate = (text, ...values) => call("ExecuteScript", { script: `return (${text})`, args: values });
  const run = (work, ...values) => call("ExecuteScript", { script: `return (${work}).apply(null, arguments)`, args: values });
  const press = (value) => call("PerformActions", { actions: [{ type: "key", id: "keys", actions: [{ type: "keyDown", value }, { type: "keyUp", value }] }] });
  await call("SetWindowRect", { width: 1400, height: 1000 });
  for (const name of pages) {
    const messages = [];
    const show = async (width, query = "") => {
      await call("SwitchToFrame", { id: null });
      const asked = new URLSearchParams({ width, page: `/${name}${query}` });
      await call("Navigate", { url: `${server.address}-/frame.html?${asked}` });
      await call("SwitchToFrame", { id: 0 });
      await run(() => { document.documentElement.style.scrollBehavior = "auto"; window.focus(); });
    };
    const note = async () => messages.push(...await evaluate("window.noted"));
    await show(320);
    const { width, wide } = await run(() => ({ width: innerWidth, wide: document.documentElement.scrollWidth }));
    if (width !== 320) throw new Error(`${browser} shows a page ${width} px wide, and not 320`);
    if (wide > width) messages.push(`the page is ${wide} px wide on a screen of ${width}`);
    messages.push(...await focusSeen(320));
    await note();
    await show(360);
    messages.push(...await run(useMenu), ...await focusSeen(360));
    await note();
    await show(768);
    messages.push(...await focusSeen(768));
    await note();
    await show(1280);
    messages.push(...await run(useCard), ...await focusSeen(1280));
    await note();
    if (name.endsWith("/search.html")) messages.push(...await searches(show, run));
    verdict.pages += 1;
    verdict.passed += messages.length ? 0 : 1;
    verdict.broken.push(...[...new Set(messages)].map((message) => ({ page: name, message, rule: "other-browser" })));

    // The keys go through the comparison, which has columns that stay, and a script through the others.
    async function focusSeen(size) {
      await evaluate(STOPS);
      const walked = [...await evaluate("stops.withoutRoom()"), ...await evaluate("stops.walkByScript(true)")];
      if (name.endsWith("/compare.html")) walked.push(...await walkThrough(evaluate, () => press(TAB)));
      return walked.slice(0, 5).map((each) => `${each}, ${size} px wide`);
    }
  }
  return verdict;
}

// In the page: the menu of a narrow page is shown where its button leads, and gone when the button is used again.
async function useMenu() {
  const button = document.querySelector(".to-contents a");
  if (!button) return ["no button for the menu"];
  const menu = document.querySelector(button.hash);
  const arrived = async () => {
    await new Promise((done) => setTimeout(done, 100));
    const { top } = menu.getBoundingClientRect();
    return menu.matches(":target") && top >= 0 && top < innerHeight;
  };
  button.click();
  if (!await arrived()) return ["the menu does not open"];
  button.click();
  return await arrived() ? ["the menu does not close"] : [];
}

// In the page: the first marker of a fact opens its card, and a button closes it; or all cards stand below the text.
function useCard() {
  const marker = document.querySelector(".source-of button");
  if (!marker) return [];
  const card = document.getElementById(marker.getAttribute("popovertarget"));
  const isShown = () => card.getClientRects().length > 0;
  if (!CSS.supports("selector(:popover-open)")) return isShown() ? [] : ["the sources of facts cannot be read"];
  if (isShown()) return ["a card is open before anybody asks for it"];
  marker.click();
  if (!isShown()) return ["the marker of a fact opens no card"];
  const { left, right, top, bottom } = card.getBoundingClientRect();
  const isWhole = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
  card.querySelector("button").click();
  return [...(isWhole ? [] : ["a card reaches beyond the window"]), ...(isShown() ? ["a card does not close"] : [])];
}

// The search answers to a word of its own title; without a question it says nothing.
async function searches(show, run) {
  const words = await run(() => document.querySelector(".site-title").textContent.trim());
  await show(360, `?${new URLSearchParams({ q: words })}`);
  const count = await run(async () => {
    for (let tries = 0; tries < 100 && !document.querySelector("#search-results a"); tries += 1) await new Promise((done) => setTimeout(done, 50));
    return document.querySelectorAll("#search-results a").length;
  });
  return count ? [] : ["the search finds nothing for the title of the handbook"];
}
