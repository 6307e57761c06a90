"""What the search index knows of a page: its passages, each with its place; nothing twice, in one order."""

import json
from pathlib import Path

import pytest
from lxml import html
from search_by_hand import run

from handbook.facts.model import Name, NameForm, Registry
from handbook.languages.lookup import STEMMERS
from handbook.project.project import Edition, Project
from handbook.search.index import stemmer_script, stop_words, write_index
from handbook.search.passages import Passage, passages

PAGE = """
<html><body><header><form><p>Search</p></form></header><main id="content">
<section id="a-page"><h1>A page</h1><p>What <em>stands</em>
first<span>.</span></p><svg><text>drawn</text></svg>
<section id="part"><h2>A part</h2><ul><li><p>one</p></li><li><p>two</p></li></ul>
<dl><dt id="term-co-op">co-op</dt><dd><p>Short for co-operative.</p></dd>
<dt id="term-member">member</dt><dd><p>Who belongs.</p></dd></dl><p>After the list.</p></section>
<table><tr><th scope="row">Where</th><td>Africa</td></tr></table></section>
</main><footer><p>Published</p></footer></body></html>
"""


def test_a_page_is_cut_at_sections_and_terms():
    """Each passage has its own text, and what stands round the main element is none of it."""
    assert passages(html.fromstring(PAGE)) == [
        Passage(anchor="", heading="A page", lines=("What stands first.", "Where", "Africa"), labels=(1,)),
        Passage(anchor="part", heading="A part", lines=("one", "two", "After the list.")),
        Passage(anchor="term-co-op", heading="co-op", lines=("Short for co-operative.",)),
        Passage(anchor="term-member", heading="member", lines=("Who belongs.",)),
    ]


def test_what_stands_outside_of_all_sections_is_of_the_top():
    """As notices and footnotes do; the page is called what its title says, also then."""
    aside = "<table><tr><th scope='row'>[1]</th></tr></table></main>"
    page = html.fromstring(PAGE.replace("<section id=", "<p>Note</p><section id=", 1).replace("</main>", aside))
    assert passages(page)[0] == Passage(
        anchor="", heading="A page", lines=("What stands first.", "Where", "Africa", "Note", "[1]"), labels=(1, 4)
    )


def test_a_page_without_text_has_no_passage():
    """Nor has one without a main element."""
    assert passages(html.fromstring("<html><body><p>Text</p></body></html>")) == []
    assert passages(html.fromstring("<html><body><main></main></body></html>")) == []


@pytest.fixture
def edition(tmp_path):
    """Return an edition of two pages, written to a folder."""
    project = Project(
        root=tmp_path,
        title={},
        subtitle={},
        publisher={},
        languages=("en", "fr"),
        source_language="en",
        outputs=(),
        paper="a4",
    )
    for docname in ("b", "a"):
        (tmp_path / "source").mkdir(exist_ok=True)
        (tmp_path / "source" / f"{docname}.md").touch()
        (tmp_path / f"{docname}.html").write_text(PAGE, encoding="utf-8")
    return Edition(project=project, language="en", siblings=())


@pytest.fixture
def registry():
    """Return a registry with one name, of the organisation that page “a” is about."""
    forms = {
        "en": NameForm(text="CDF", full="Foundation", language=None),
        "fr": NameForm(text="CDF", full="Fondation", language=None),
    }
    names = {"cdf": Name(key="cdf", forms=forms)}
    return Registry(facts={}, names=names, sources={}, topics={}, regions={}, pages={"cdf": "a"}, files=())


def read(path: Path):
    """Return what the script sets, which has to be JSON after the name of the global."""
    name, _, value = path.read_text(encoding="utf-8").partition("\n")[0].partition(" = ")
    assert name == "globalThis.handbookSearchIndex"
    return json.loads(value.removesuffix(";"))


def test_index_holds_pages_in_order_and_each_line_once(edition, registry, tmp_path):
    """The pages stand in the order of their names; both say the same lines, which are kept once."""
    write_index(tmp_path / "index.js", tmp_path, edition, registry)
    index = read(tmp_path / "index.js")
    assert [page["href"] for page in index["pages"]] == ["a.html", "b.html"]
    assert [page["names"] for page in index["pages"]] == [["CDF", "Fondation", "Foundation"], []]
    assert len(index["lines"]) == len(set(index["lines"])) == 8
    first = index["pages"][0]["passages"][1]
    assert first[:2] == ["part", "A part"]
    assert [index["lines"][number] for number in first[2]] == ["one", "two", "After the list."]


def test_index_has_the_same_bytes_each_time(edition, registry, tmp_path):
    """No set and no folder decides an order."""
    for name in ("one.js", "two.js"):
        write_index(tmp_path / name, tmp_path, edition, registry)
    assert (tmp_path / "one.js").read_bytes() == (tmp_path / "two.js").read_bytes()


def test_a_page_that_is_not_built_is_not_found(edition, registry, tmp_path):
    """Another check tells that it is missing."""
    (tmp_path / "a.html").unlink()
    write_index(tmp_path / "index.js", tmp_path, edition, registry)
    assert [page["href"] for page in read(tmp_path / "index.js")["pages"]] == ["b.html"]


@pytest.mark.parametrize("tag", ["en-CA", "fr-CA"])
def test_no_stop_word_is_an_acronym_of_the_handbook(tag):
    """DID is an agency before it is a verb."""
    assert len(stop_words(tag)) > 50
    assert not {"cdf", "cmc", "did", "socodevi"} & set(stop_words(tag))


@pytest.mark.parametrize(("tag", "word"), [("es-MX", "pero"), ("de", "nicht"), ("ru", "что"), ("pt-BR", "mas")])
def test_languages_of_which_little_is_known_have_stop_words(tag, word):
    """Those of Snowball, as Sphinx has them; a language that it has none of has none."""
    assert word in stop_words(tag)
    assert stop_words("xx") == stop_words("th") == stop_words("zh-Hans") == []


def test_every_stemmer_stems(tmp_path):
    """Canary: each algorithm that a language names comes with Sphinx, names one constructor, and runs on its own."""
    scripts = {code: stemmer_script(code, f"all['{code}']") for code in [*STEMMERS, "en", "fr"]}
    assert all(scripts.values())
    assert stemmer_script("xx", "all") == ""
    start = "\n".join(f"all['{code}'] = {{}};\n{text}" for code, text in scripts.items())
    path = tmp_path / "stemmers.js"
    path.write_text(f'"use strict";\nconst all = {{}};\n{start}\nmodule.exports = all;', encoding="utf-8")
    words = {"es": "cooperativas", "de": "häuser", "ru": "кооперативами", "en": "charities", "fr": "coopératives"}
    program = """const all = require(process.argv[1]), words = JSON.parse(process.argv[2]);
    for (const each of Object.values(all)) each.stem("constructor");
    console.log(JSON.stringify(Object.keys(words).map((code) => all[code].stem(words[code]))));"""
    stems = run(program, path, json.dumps(words))
    assert stems == ["cooper", "haus", "кооператив", "chariti", "cooper"]
