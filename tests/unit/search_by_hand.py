"""The search as a browser has it, in Node.js, on pages that a test writes."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from jinja2 import Environment, FileSystemLoader

import handbook
from handbook.search.index import script

PACKAGE = Path(handbook.__file__).parent
THEME = PACKAGE / "theme"

ASK = """
const [search, index, queries] = process.argv.slice(1);
const engine = require(search);
require(index);
const prepared = engine.prepare(globalThis.handbookSearchIndex);
const asked = JSON.parse(require("fs").readFileSync(queries, "utf8"));
console.log(JSON.stringify(asked.map((each) => engine.search(prepared, each))));
"""


@cache
def search_script():
    """Return the script of the search, in one piece, as Sphinx makes it of the template and its parts."""
    return Environment(loader=FileSystemLoader(THEME)).get_template("static/search.js.jinja").render()


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


def answers(folder, tag, texts, queries, synonyms=()):
    """Return what the search answers to each query, of pages of one line each, called Title0, Title1, …"""
    titles = [f"Title{number}" for number in range(len(texts))]
    pages = [
        {"href": f"{title}.html", "title": title, "names": [], "passages": [["", title, [number]]]}
        for number, title in enumerate(titles)
    ]
    index, asked = folder / "index.js", folder / "queries.json"
    content = {"synonyms": synonyms, "lines": list(texts), "pages": pages}
    index.write_text(script(tag, content), encoding="utf-8")
    asked.write_text(json.dumps(queries), encoding="utf-8")
    return node(ASK, index, asked)


def ask(folder, tag, texts, queries, synonyms=()):
    """Return the titles of the pages that each query finds, best first."""
    return [
        [result["page"]["title"] for result in answer["results"]]
        for answer in answers(folder, tag, texts, queries, synonyms)
    ]
