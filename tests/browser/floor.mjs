// node floor.mjs NODE_MODULES [FOLDER]: what the stylesheets and scripts below a folder use that a browser at the floor lacks
// (floor.json), as JSON on the output. Without a folder, files are read as JSON from the input, with a floor to hold them to:
// { "files": { "a.css": "…" }, "optional": […] }.
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { compatibility } from "./floor_data.mjs";
import { namesMade, scriptUses } from "./floor_scripts.mjs";
import { stylesheetUses } from "./floor_styles.mjs";

const [modules, folder] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "package.json"));
const [csstree, acorn, walk] = ["css-tree", "acorn", "acorn-walk"].map((name) => require(join(resolve(modules), name)));
const floor = JSON.parse(readFileSync(new URL("floor.json", import.meta.url), "utf-8"));
const compat = compatibility(require(join(resolve(modules), "@mdn/browser-compat-data")), floor.browsers);
const asked = folder ? { files: filesOf(folder), optional: floor.optional } : JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(judge(asked)));

// Of files that are the same the first is read.
function filesOf(root) {
  const files = {};
  const texts = new Set();
  for (const each of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!each.isFile() || !/\.(css|js)$/.test(each.name)) continue;
    const path = join(each.parentPath ?? each.path, each.name);
    const text = readFileSync(path, "utf-8");
    if (!texts.has(text)) files[relative(root, path).split(sep).join("/")] = text;
    texts.add(text);
  }
  return files;
}

function judge({ files, optional }) {
  const names = Object.keys(files).sort();
  const isScript = (name) => name.endsWith(".js");
  const parsers = { acorn, walk };
  const made = namesMade(parsers, names.filter(isScript).map((name) => files[name]));
  const used = new Set();
  const broken = [];
  for (const name of names) {
    const uses = isScript(name) ? scriptUses(parsers, files[name], made, compat) : stylesheetUses(csstree, files[name], compat);
    const messages = new Map(); // the first line of each
    for (const { path, line, isAsked, isCovered } of uses) {
      const entry = optional.find(({ feature }) => path === feature || path.startsWith(`${feature}.`));
      if (entry) used.add(entry.feature);
      const message = fault(path, entry, isAsked, isCovered);
      if (message && !messages.has(message)) messages.set(message, line);
    }
    broken.push(...[...messages].map(([message, line]) => ({ page: name, line, message, rule: "browser-floor" })));
  }
  const idle = optional.filter(({ feature }) => !used.has(feature));
  broken.push(...idle.map(({ feature }) => ({ page: names[0], line: 1, message: `floor.json has ${feature}, which nothing uses`, rule: "browser-floor" })));
  return { files: names.length, passed: names.filter((name) => !broken.some(({ page }) => page === name)).length, broken };
}

function fault(path, entry, isAsked, isCovered) {
  const lacking = (compat.lacking(path) ?? []).map((browser) => `${browser} ${floor.browsers[browser]}`).join(", ");
  if (!lacking) return path;
  if (isAsked && !entry?.renamed) return `${path} is not in ${lacking}, and is asked for first: say in floor.json what a page is without it, and how it is renamed there`;
  if (!isAsked && !entry?.why) return `${path} is not in ${lacking}: ask for it first, or say in floor.json why a page does without it`;
  const isDispensable = entry && path !== entry.feature; // a property that a page does without, whatever its value
  return isCovered || isDispensable ? "" : `${path} is not in ${lacking}, and what a browser takes instead does not stand before it`;
}
