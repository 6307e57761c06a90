"""The search as a browser has it, in Node.js, on pages that a test writes."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

import handbook
from handbook.search.index import INDEX, MOST_IN_ONE, IndexedPage, index_files
from handbook.search.passages import Passage
from handbook.sphinx.assets import published_asset

PACKAGE = Path(handbook.__file__).parent
THEME = PACKAGE / "theme"

ASK = """
const [search, index, queries] = process.argv.slice(1);
const engine = require(search);
require(index);
const folder = require("path").dirname(index);
const { folder: parts } = globalThis.handbookSearchIndex;
const load = async (name) => require(`${folder}/${parts}/${name}.js`);
const prepared = engine.prepare(globalThis.handbookSearchIndex, load);
const asked = JSON.parse(require("fs").readFileSync(queries, "utf8"));
(async () => {
  const answers = [];
  for (const each of asked) answers.push(await engine.search(prepared, each));
  console.log(JSON.stringify(answers));
})();
"""


@cache
def search_script():
    """Return the script of the search, in one piece, as it is published."""
    return published_asset("search.js").decode()


def node(program, *arguments):
    """Return what a program prints, which is JSON; its first argument is the script of the search."""
    with NamedTemporaryFile("w", encoding="utf-8", suffix=".js") as script:
        script.write(search_script())
        script.flush()
        return run(program, script.name, *arguments)


def run(program, *arguments):
    """Return what a program prints, which is JSON."""
    path = shutil.which("node")
    assert path, "the search is tested in Node.js 20 or later: install it (Debian: apt-get install nodejs)"
    command = [path, "-e", program, "--", *map(str, arguments)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def answers(folder, tag, texts, queries, synonyms=(), same=(), most_in_one=MOST_IN_ONE):
    """Return what the search answers to each query, of pages of one line each, called Title0, Title1, …

    `synonyms` are pairs of the number of a page and what is typed for it.
    """
    titles = [f"Title{number}" for number in range(len(texts))]
    pages = [
        IndexedPage(
            href=f"{title}.html",
            passages=[Passage(anchor="", heading=title, lines=(text,))],
            synonyms={"": [phrase for page, phrase in synonyms if page == number]},
        )
        for number, (title, text) in enumerate(zip(titles, texts, strict=True))
    ]
    for name, text in index_files(tag, pages, same, most_in_one).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    asked = folder / "queries.json"
    asked.write_text(json.dumps(queries), encoding="utf-8")
    return node(ASK, folder / INDEX, asked)


def ask(folder, tag, texts, queries, **more):
    """Return the titles of the pages that each query finds, best first."""
    return [
        [result["page"]["title"] for result in answer["results"]]
        for answer in answers(folder, tag, texts, queries, **more)
    ]
