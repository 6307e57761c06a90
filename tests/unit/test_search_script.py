"""The script of the search takes any word, in any language, and stops no browser.

What is run is the script itself, in Node.js, on indexes made here.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import handbook
from handbook.search.index import script

PACKAGE = Path(handbook.__file__).parent
SEARCH = PACKAGE / "theme/static/search.js"
SCRIPTS = sorted(PACKAGE.rglob("*.js"))

# Every name that an object of JavaScript has without being told.
INHERITED = """
const prototypes = [Object, Array, Function, String, Map, Set].map((each) => each.prototype);
const names = prototypes.flatMap((each) => Object.getOwnPropertyNames(each));
console.log(JSON.stringify([...new Set(names)]));
"""
ASK = """
const [search, index, queries] = process.argv.slice(1);
const engine = require(search);
require(index);
const prepared = engine.prepare(globalThis.handbookSearchIndex);
console.log(JSON.stringify(queries ? JSON.parse(queries).map((each) => engine.search(prepared, each)) : null));
"""


def node(program, *arguments):
    """Return what a program prints, which is JSON."""
    path = shutil.which("node")
    assert path, "the search is tested in Node.js 20 or later: install it (Debian: apt-get install nodejs)"
    command = [path, "-e", program, "--", *map(str, arguments)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def ask(folder, language, texts, queries):
    """Return the titles found for each query, best first, among pages of one line each."""
    titles = [f"Title{number}" for number in range(len(texts))]
    pages = [
        {"href": f"{title}.html", "title": title, "names": [], "passages": [["", title, [number]]]}
        for number, title in enumerate(titles)
    ]
    index = folder / "index.js"
    content = {"language": language, "stop": [], "lines": list(texts), "pages": pages}
    index.write_text(script(content), encoding="utf-8")
    answers = node(ASK, SEARCH, index, json.dumps(queries))
    return [[each["page"]["title"] for each in answer["results"]] for answer in answers]


def plain(name):
    """Return a name as it is searched for."""
    return name.strip("_").lower()


@pytest.mark.parametrize("language", ["en", "fr", "es", "zh-Hans", "constructor", "__proto__"])
def test_a_word_that_every_object_has_is_a_word(tmp_path, language):
    """On a page and in a query, in every language: also in one that the script knows nothing of."""
    names = node(INHERITED)
    assert {"constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"} <= set(names)
    found = ask(tmp_path, language, [f"{name} stands here" for name in names], names)
    first = [names[int(titles[0].removeprefix("Title"))] for titles in found]
    assert [plain(name) for name in first] == [plain(name) for name in names]


def test_a_language_without_rules_has_its_words_as_they_are(tmp_path):
    """No plural is cut: it would be one by the rules of another language; accents are forgiven in any."""
    texts = ["cooperativas", "cooperativa", "niños"]
    found = ask(tmp_path, "es", texts, ["cooperativas", "cooperativa", "ninos", "NIÑOS"])
    assert found[0] == ["Title0"]
    assert found[1] == ["Title1", "Title0"]
    assert found[2:] == [["Title2"], ["Title2"]]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_has_a_look_behind(path):
    """A browser without it (Safari before 16.4) refuses the whole script, wherever in it that stands."""
    text = path.read_text(encoding="utf-8")
    assert [sign for sign in ("(?<=", "(?<!") if sign in text] == []


def test_every_script_is_looked_at():
    """Those of the handbook, and those of its preview."""
    assert {"search.js", "reader.js", "preview.js", "both.js"} <= {path.name for path in SCRIPTS}
