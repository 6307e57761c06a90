// node asked.mjs SITE NODE_MODULES CHROMIUM LANGUAGE QUERY …: what a first query loads and how soon it is answered, as JSON on the
// output: of each query, asked on a page that is opened for it, the bytes of the index, its files, and the milliseconds from
// the key to the answer being painted. A second before it, the field is tapped, as readers have to.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { serve } from "./site.mjs";

const [root, modules, executablePath, language, ...queries] = process.argv.slice(2);
const { chromium } = createRequire(join(resolve(modules), "package.json"))("playwright-core");
const [ROUNDS, SECOND] = [5, 1000];
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
const server = await serve(root);
try {
  const answers = [];
  for (const query of queries) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await ask(query));
    answers.push({ query, ...rounds.sort((a, b) => a.milliseconds - b.milliseconds)[ROUNDS >> 1] });
  }
  process.stdout.write(JSON.stringify({ answers }));
} finally {
  server.close();
  await browser.close();
}

async function ask(query) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  try {
    const page = await context.newPage();
    const loads = [];
    page.on("response", (response) => {
      if (response.url().includes("/search-index")) loads.push(response.body().then((body) => body.length));
    });
    await page.goto(`${server.address}${language}/search.html`);
    await page.locator("main input[type=search]").click();
    await page.waitForTimeout(SECOND);
    const milliseconds = await page.evaluate(async (typed) => {
      const [input, results, status] = ["main input[type=search]", "#search-results", "#search-status"].map((each) => document.querySelector(each));
      const begin = performance.now();
      const isAnswered = new Promise((done) => new MutationObserver(() => (results.firstChild || status.textContent) && done()).observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true }));
      input.value = typed;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await isAnswered;
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      return performance.now() - begin;
    }, query);
    await page.waitForTimeout(SECOND); // what is below the first screen comes later
    const sizes = await Promise.all(loads);
    return { milliseconds: Math.round(milliseconds), bytes: sizes.reduce((sum, size) => sum + size, 0), files: sizes.length };
  } finally {
    await context.close();
  }
}
