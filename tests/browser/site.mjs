// The published site: its pages, a server for it on this machine, and a browser page that notes what it should not do.
import { createServer } from "node:http";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".png": "image/png", ".json": "application/json", ".pdf": "application/pdf",
};

/** Return the names of all HTML files below a folder, relative to it. */
export function pagesOf(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name.endsWith(".html"))
    .map((each) => relative(root, join(each.parentPath ?? each.path, each.name)).split(sep).join("/"))
    .sort();
}

/** Return the pages of one language, the last of the site, and those of all: what depends on no language is asked of these. */
export function inOneLanguage(pages) {
  const last = pages.filter((name) => name.includes("/")).at(-1)?.split("/")[0];
  return pages.filter((name) => !name.includes("/") || name.startsWith(`${last}/`));
}

/** Return the address of the site's folder as a file; it ends with a slash. */
export function fileAddress(root) {
  return pathToFileURL(resolve(root)).href + "/";
}

/** Serve a folder on 127.0.0.1; returns its address and the function that ends it. `own` has what is served beside it, by its
    path, of the question in the address; `rewrite` makes of (path, content) what is served of the folder. */
export async function serve(root, own = {}, rewrite = (path, content) => content) {
  const server = createServer((request, response) => {
    try {
      const { pathname, searchParams } = new URL(request.url, "http://127.0.0.1");
      const path = own[pathname] ? pathname : fileURLToPath(fileAddress(root) + pathname.slice(1));
      const content = own[pathname] ? own[pathname](searchParams) : rewrite(path, readFileSync(path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Open a window whose `noted` collects refusals of the security policy, requests beyond `address`, and errors. */
export async function openWindow(browser, address, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  // Only a server shows 404.html, so its links begin at the root of a host, of which a folder has none.
  if (address.startsWith("file:")) {
    await context.route((url) => url.pathname.includes("/_static/") && !url.href.startsWith(address), (route) => {
      const name = new URL(route.request().url()).pathname.replace(/^.*?\/(?=_static\/)/, "");
      const isOfServer = route.request().frame().url() === `${address}404.html`;
      return isOfServer ? route.fulfill({ path: fileURLToPath(address + name) }) : route.abort();
    });
  }
  const noted = [];
  await page.exposeFunction("noteRefusal", (message) => noted.push({ message, rule: "csp" }));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      window.noteRefusal(`${event.effectiveDirective} refuses ${event.blockedURI} ${event.sample}`.trim()));
  });
  page.on("request", (request) => {
    const url = request.url();
    const isOfServer = request.frame().url() === `${address}404.html` && url.startsWith("file:///");
    const inside = isOfServer || url.startsWith(address) || url.startsWith("data:") || url.startsWith("blob:");
    if (!inside) noted.push({ message: `the page asks for ${url}`, rule: "request-leaves-site" });
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // An icon is asked for when a browser has the time, and given up where the page is left before.
    if (why === "net::ERR_ABORTED" && /\/icon-[0-9a-f]+\.svg$/.test(request.url())) return;
    noted.push({ message: `${request.url()} does not load: ${why}`, rule: "request-failed" });
  });
  page.on("response", (response) => {
    if (response.status() >= 400) noted.push({ message: `${response.url()}: ${response.status()}`, rule: "request-failed" });
  });
  page.on("pageerror", (error) => noted.push({ message: `a script fails: ${error.message}`, rule: "script-error" }));
  return { page, noted, close: () => context.close() };
}
