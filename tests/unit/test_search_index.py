"""What the search index knows of a page: its passages, each with its place; nothing twice, in one order."""

import json
from dataclasses import replace

import pytest
from lxml import html
from search_by_hand import run

from handbook.facts.model import Name, NameForm, Registry, Synonyms
from handbook.languages.lookup import STEMMERS
from handbook.project.project import Edition, Project
from handbook.search import index
from handbook.search.index import write_index
from handbook.search.passages import Passage, passages
from handbook.search.stemming import stemmer_script, stop_words

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


def read(folder):
    """Return what the script sets, which has to be JSON after the name of the global."""
    text = (folder / "search-index.js").read_text(encoding="utf-8")
    name, _, value = text.partition("\n")[0].partition(" = ")
    assert name == "globalThis.handbookSearchIndex"
    return json.loads(value.removesuffix(";"))


def hrefs(content):
    """Return the addresses of the pages of an index that is in one file."""
    return [href for _, href, _ in content["loaded"]["t0"]["pages"]]


def names(content):
    """Return what an index files as names: each first word, and the rest."""
    return {(form, rest) for form, _, *called in content["loaded"]["w0"] for rest, _ in called}


def test_index_holds_pages_in_order_with_their_names(edition, registry, tmp_path):
    """The pages stand in the order of their names, each with its passages; one has the names of its organisation."""
    write_index(tmp_path, edition, registry, {})
    content = read(tmp_path)
    assert hrefs(content) == ["a.html", "b.html"]
    assert content["spans"] == [4, 4]
    assert {("cdf", ""), ("foundation", ""), ("fondation", ""), ("page", ""), ("coop", "")} <= names(content)
    assert content["loaded"]["t0"]["passages"][1] == ["part", "A part", ["one", "two", "After the list."]]


def test_index_has_what_readers_type(edition, registry, tmp_path):
    """For a page and for a term of a glossary, in the language of the edition."""
    synonyms = Synonyms(
        pages={"b": {"en": ["contact us"], "fr": ["nous joindre"]}},
        terms={"co-op": {"en": ["caisse populaire"]}},
        same={"en": [["created", "began"]]},
    )
    write_index(tmp_path, edition, replace(registry, synonyms=synonyms), {"co-op": ("a", "term-co-op")})
    content = read(tmp_path)
    assert {("contact", "us"), ("caisse", "populaire")} <= names(content)
    assert not [name for name in names(content) if name[0] in ("nous", "joindre")]
    assert content["same"][0] == ["created", "began"]


def test_a_small_number_is_its_word(edition, registry, tmp_path):
    """In the language of the pages; and none is, where nobody has said how it writes them."""
    for language, same in (("en", ["4", "four"]), ("fr", ["4", "quatre"]), ("xx", None)):
        write_index(tmp_path, replace(edition, language=language), registry, {})
        assert read(tmp_path)["same"][2:3] == ([same] if same else [])


def test_index_has_the_same_bytes_each_time(edition, registry, tmp_path, monkeypatch):
    """No set and no folder decides an order; and nothing is left of an index that was divided before."""
    written = []
    for most in (0, 0, index.MOST_IN_ONE):
        monkeypatch.setattr(index, "MOST_IN_ONE", most)
        write_index(tmp_path, edition, registry, {})
        paths = [*tmp_path.glob("search-index.js"), *tmp_path.glob("search-index/*/*.js")]
        written.append({path.relative_to(tmp_path): path.read_bytes() for path in paths})
    assert written[0] == written[1]
    assert [len(files) for files in written] == [4, 4, 1]


def test_a_part_is_called_by_what_all_of_them_hold(edition, registry, tmp_path, monkeypatch):
    """So that a browser that has kept one of yesterday does not take it for one of today."""
    monkeypatch.setattr(index, "MOST_IN_ONE", 0)
    folders = []
    for text in (PAGE, PAGE.replace("Africa", "Asia")):
        (tmp_path / "a.html").write_text(text, encoding="utf-8")
        write_index(tmp_path, edition, registry, {})
        folders += [path.name for path in (tmp_path / "search-index").iterdir()]
    assert len(folders) == len(set(folders)) == 2


def test_a_page_that_is_not_built_is_not_found(edition, registry, tmp_path):
    """Another check tells that it is missing."""
    (tmp_path / "a.html").unlink()
    write_index(tmp_path, edition, registry, {})
    assert hrefs(read(tmp_path)) == ["b.html"]


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
