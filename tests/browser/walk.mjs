// node walk.mjs SITE NODE_MODULES CHROMIUM [languages]: what a browser says of every page of a site, as JSON on the output;
// with "languages" only what depends on the language of a page: what axe-core says, and where its lines end.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { accessibility } from "./accessibility.mjs";
import { cardsOnPhones } from "./cards.mjs";
import { focus } from "./focus.mjs";
import { keyboard } from "./keyboard.mjs";
import { lacking } from "./lacking.mjs";
import { layout } from "./layout.mjs";
import { loading } from "./loading.mjs";
import { memory } from "./memory.mjs";
import { printing } from "./printing.mjs";
import { fileAddress, pagesOf, serve } from "./site.mjs";
import { strained } from "./strained.mjs";
import { withoutScripts } from "./without_scripts.mjs";
import { wrapping } from "./wrapping.mjs";

const [root, modules, executablePath, only] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "package.json"));
const { chromium } = require(join(resolve(modules), "playwright-core"));
// As root, Chromium starts without its sandbox only; the pages are our own.
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
const server = await serve(root);
try {
  const axePath = join(resolve(modules), "axe-core", "axe.min.js");
  const site = { browser, address: fileAddress(root), pages: pagesOf(root), axePath };
  const verdicts = [];
  if (only === "languages") {
    verdicts.push(...await accessibility(site, [["light", 1200], ["dark", 320]]), ...await wrapping(site));
  } else {
    // axe-core keeps a processor busy, and the others mostly wait.
    const others = async () => [
      ...await Promise.all([
        loading({ ...site, name: "from a folder" }),
        loading({ ...site, name: "from a server", address: server.address }),
      ]),
      ...await layout(site),
      await keyboard(site),
      await focus(site),
      await withoutScripts(site),
      await memory(site),
      await printing(site),
      await lacking({ ...site, root }),
      ...await strained(site),
      await cardsOnPhones({ ...site, address: server.address }),
    ];
    verdicts.push(...(await Promise.all([accessibility(site), others()])).flat());
  }
  process.stdout.write(JSON.stringify({ browser: browser.version(), verdicts }));
} finally {
  server.close();
  await browser.close();
}
