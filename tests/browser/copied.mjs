// node copied.mjs MODULES PDF ...: the text of each page of the PDFs as pdf.js gives it to whoever copies, as JSON on the output.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, ...paths] = process.argv.slice(2);
// Node has no DOMMatrix, which pdf.js asks for as it loads, and needs to draw alone.
globalThis.DOMMatrix ??= class {};
console.log = console.error; // what it warns of is no text
const { getDocument, VerbosityLevel } = await import(pathToFileURL(`${modules}/pdfjs-dist/legacy/build/pdf.mjs`));
const texts = {};
for (const path of paths) {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: VerbosityLevel.ERRORS }).promise;
  texts[path] = "";
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    texts[path] += items.map(({ str, hasEOL }) => str + (hasEOL ? "\n" : "")).join("") + "\f";
  }
}
process.stdout.write(JSON.stringify(texts));
