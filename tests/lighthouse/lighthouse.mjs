// node lighthouse.mjs NODE_MODULES CHROMIUM ROUNDS PORT PAGE …: what Lighthouse says of pages that a server of this machine
// has, on a telephone, as JSON on the output: of each run the scores, from 0 to 100, what was measured, and which audits of the scores that ask for 100 failed.
import { join, resolve } from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, chromePath, rounds, serverPort, ...pages] = process.argv.slice(2);
const addresses = pages.map((page) => `http://127.0.0.1:${serverPort}/${page}`);
const load = (path) => import(pathToFileURL(join(resolve(modules), path)));
const { default: lighthouse } = await load("lighthouse/core/index.js");
const { launch } = await load("chrome-launcher/dist/index.js");
const { version } = createRequire(join(resolve(modules), "package.json"))("lighthouse/package.json");
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const METRICS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];

const runs = [];
// In each round every page: a machine whose speed drifts slows all of them.
for (let round = 0; round < Number(rounds); round += 1) for (const address of addresses) runs.push(await look(address));
process.stdout.write(JSON.stringify({ version, runs }));

async function look(address) {
  const chromeFlags = ["--headless=new", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  const chrome = await launch({ chromePath, chromeFlags, logLevel: "silent" });
  try {
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "silent", onlyCategories: CATEGORIES });
    if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(100 * lhr.categories[name].score)]));
    const measured = Object.fromEntries(METRICS.map((name) => [name, lhr.audits[name].numericValue]));
    const failed = CATEGORIES.slice(1).flatMap((name) => lhr.categories[name].auditRefs)
      .filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 1).map(({ id }) => {
        const { explanation, errorMessage } = lhr.audits[id];
        return [id, explanation ?? errorMessage].filter(Boolean).join(": ");
      });
    return { address, scores, measured, failed };
  } finally {
    await chrome.kill();
  }
}
