"""A new language is one command: catalogues, settings, facts that ask for their evidence, then HTML, PDF and the menu.

The Spanish of this test is English with accents: it is as much another language as Spanish is.
"""

import dataclasses
import re
import shutil

import pytest
from conftest import built
from published import by_class, read, words
from shared_builds import OUTPUTS, on_paper
from small_handbook import append, line_of, replace, write_small_handbook

from handbook.catalogs.grammar import parse
from handbook.catalogs.pseudo_language import accented
from handbook.catalogs.writer import write
from handbook.desk.new_language import add_language, left_to_write
from handbook.print.printable import unprintable
from handbook.project.project import load_project
from handbook.readback.pdf_text import read_brochure

TEXTS = {
    "decade": "{}s",
    "more_than": "more than {}",
    "equivalent": "the equivalent of {}",
    "mainly": "mainly {}",
    "years": "{} years",
    "region_lead": "in ",
    "last": "{} and {}",
}
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """Return a small handbook for which Spanish has been begun, and what is left to write."""
    root = write_small_handbook(tmp_path_factory.mktemp("manual"))
    replace(root / "pyproject.toml", 'outputs = ["html", "pdf"]', 'tags = { es = "es-MX" }')
    project = load_project(root)
    told = add_language(project, "es")
    return root, told, [str(finding) for finding in left_to_write(project, "es")]


@pytest.fixture(scope="module", params=OUTPUTS)
def site(request, begun, tmp_path_factory):
    """Write what is left, and publish the handbook in three languages."""
    root = shutil.copytree(begun[0], tmp_path_factory.mktemp("manual") / "guide")
    _write_settings(root)
    for path in (root / "source").rglob("*.toml"):
        path.write_text(
            "".join(map(_with_spanish, path.read_text(encoding="utf-8").splitlines(True))), encoding="utf-8"
        )
    for path in (root / "locales/es").rglob("*.po"):
        header, *entries = parse(path.read_bytes())
        path.write_bytes(write([header, *(_translated(entry) for entry in entries)]))
    return built(root, *request.param) / "build/site"


def _write_settings(root):
    path = root / "pyproject.toml"
    path.write_text(re.sub(r"(fr = \".*?\") }", r'\1, es = "Múy péqúéñó" }', path.read_text()), encoding="utf-8")
    replace(path, 'publish = ["en", "fr"]', 'publish = ["en", "fr", "es"]')
    table = "".join(f'{key} = "{accented(text)}"\n' for key, text in TEXTS.items())
    small = ", ".join(f'"{accented(each)}"' for each in NUMBERS)
    vocabulary = root / "source/vocabulary.toml"
    text = vocabulary.read_text(encoding="utf-8")
    vocabulary.write_text(f"{text}\n[wording.es]\n{table}small = [{small}]\n", encoding="utf-8")


def _with_spanish(line):
    """Return a line of a TOML file with the Spanish of its English behind it."""
    if re.match(r"(?:\w+\.)?en = ", line):
        return line + re.sub(r'"[^"]{3,}"', lambda text: accented(text[0]), line).replace("en =", "es =", 1)
    if name := re.match(r'value = ("[^"]*")$', line):
        return f"value = {{ en = {name[1]}, fr = {name[1]}, es = {accented(name[1])} }}\n"
    return re.sub(r'\{ en = ("[^"]*"), ', lambda found: f"{found[0]}es = {accented(found[1])}, ", line)


def _translated(entry):
    return dataclasses.replace(entry, msgstr=accented(entry.msgid))


def test_it_says_what_it_has_made(begun):
    """A catalogue per page and one for our own strings, with every message in it."""
    root, told, _ = begun
    made = sorted((root / "locales/es").rglob("*.po"))
    assert len(made) == len(sorted((root / "locales/fr").rglob("*.po"))) + 1 == 6
    count = sum(len(parse(path.read_bytes())) - 1 for path in made)
    assert told == [f"es: catalogues in locales/es: 6; messages to translate: {count}"]
    settings = (root / "pyproject.toml").read_text(encoding="utf-8")
    assert 'languages = ["en", "fr", "es"]\npublish = ["en", "fr"]\n' in settings


def test_readers_get_the_others_meanwhile(tmp_path, run):
    """A language that has been begun stops nobody, and what is left to write in it is told again on demand."""
    root = write_small_handbook(tmp_path)
    begun = run(root, "po", "new", "es").output.splitlines()
    assert run(root, "build", "--output", "html").code == 0
    assert not (root / "build/site/es").exists()
    assert run(root, "po", "new", "es").output.splitlines() == begun[1:]
    assert begun[-1] == "Readers do not get it yet. handbook po new es lists what is left again."


def test_the_last_word_is_how_readers_get_it(site, run):
    """Where nothing is left to write."""
    root = site.parent.parent
    replace(root / "pyproject.toml", 'publish = ["en", "fr", "es"]', 'publish = ["en", "fr"]')
    outcome = run(root, "po", "new", "es")
    replace(root / "pyproject.toml", 'publish = ["en", "fr"]', 'publish = ["en", "fr", "es"]')
    assert outcome.code == 0
    assert outcome.output.startswith("Nothing is left to write beside the translations, which handbook po status ")
    assert "add “es” to publish in pyproject.toml" in outcome.output


def test_what_somebody_has_said_in_it_already_is_no_hindrance(tmp_path, run):
    """Names and evidence in a language that the handbook does not have are told, and what to do."""
    root = write_small_handbook(tmp_path)
    append(root / "source/facts/birch.toml", 'evidence.es = "Es una cosa escrita en español"')
    told = run(root, "build", "--output", "html").errors
    assert "the handbook has no language “es”; begin it with handbook po new es, or remove this line" in told
    assert run(root, "po", "new", "es").code == 0
    assert run(root, "build", "--output", "html").code == 0


# How the list of languages may be written, and the list behind it.
LISTS = {
    "in a line": ('["en", "fr"]', '["en", "fr", "es"]\npublish = ["en", "fr"]'),
    "with a comment": ('["en", "fr"] # both', '["en", "fr", "es"]\npublish = ["en", "fr"] # both'),
    "in lines": ('[\n  "en",\n  "fr",\n]', '[\n  "en",\n  "fr", "es",\n]\npublish = ["en", "fr"]'),
    "with a list of what is published": (
        '["en", "fr"]\npublish = ["en"]',
        '["en", "fr", "es"]\npublish = ["en"]',
    ),
    "with comments": ('[\n  "en", # one\n  "fr" # two\n]', None),
    "with a bracket in a comment": ('[\n  "en", # ]\n  "fr"\n]', None),
}


@pytest.mark.parametrize(("written", "wanted"), LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_the_rest_of_the_settings_stays(tmp_path, run, written, wanted, line_end):
    """However the list of languages is written; where it cannot be entered, it says what to write, and nothing more."""
    root = write_small_handbook(tmp_path)
    path = root / "pyproject.toml"
    replace(path, '["en", "fr"]', written)
    before = path.read_text("utf-8")
    path.write_text(before, "utf-8", newline=line_end)
    outcome = run(root, "po", "new", "es")
    text = path.read_bytes().decode()
    assert text == (before.replace(written, wanted) if wanted else before).replace("\n", line_end)
    assert outcome.code == (0 if wanted else 1)
    assert ('write languages = ["en", "fr", "es"], publish = ["en", "fr"] yourself' in outcome.errors) == (not wanted)


@pytest.mark.parametrize(
    ("path", "line", "wanted"),
    [
        ("pyproject.toml", "title = ", 'title needs a text for each language, like title = { en = "…", fr = "…", es'),
        ("source/facts/birch.toml", "evidence.en = ", "birch.name: no evidence in “es”; add evidence.es = "),
        ("source/facts/maple.toml", "[names.maple]", "the name “maple” needs es = "),
        ("source/vocabulary.toml", "[topics.dates]", "topics.dates lacks es; add it"),
        ("source/vocabulary.toml", "title.en", "sources.report: title needs a text in each of en, fr, es"),
        ("source/vocabulary.toml", "", "wording.es: more_than says it in this language as “more than {}” does"),
    ],
)
def test_it_names_what_is_left_to_write(tmp_path, begun, path, line, wanted):
    """Titles, and for each fact its evidence, each with its line."""
    untouched = write_small_handbook(tmp_path) / path
    near = line_of(untouched, line)
    found = [each for each in begun[2] if each.startswith(f"{path}:") and wanted in each]
    assert found
    assert abs(min(int(each.split(":")[1]) for each in found) - near) <= 1


def test_every_fact_asks_for_its_evidence(begun):
    """None is proven by what another language says."""
    assert len([each for each in begun[2] if "no evidence in “es”" in each]) == 11


def test_each_edition_links_to_the_others(site):
    """By their own names, in the order of the settings."""
    menus = {
        language: [(link.get("hreflang"), words(link)) for link in by_class(read(site, language, "index"), "language")]
        for language in ("en", "fr", "es")
    }
    assert menus["en"] == [("fr-CA", "Français"), ("es-MX", "Español")]
    assert menus["es"] == [("en-CA", "English"), ("fr-CA", "Français")]
    assert [words(each) for each in read(site.parent, "site", "index").xpath("//*[@data-again]")] == [
        "English",
        "Français",
        "Español",
    ]


def test_its_pages_speak_it(site):
    """In their own words, around values too, and with the customs of the tag."""
    page = read(site, "es", "agencies/maple")
    assert page.getroottree().getroot().get("lang") == "es-MX"
    assert accented("more than") in words(page)
    assert "noviembre" in words(page)


def test_a_glossary_names_it_in_the_language_of_the_edition(site):
    """Each term stands in all the other languages."""
    text = words(read(site, "fr", "glossary"))
    assert f"En espagnol : {accented('credit union')}" in text
    assert words(read(site, "en", "glossary")).count("In Spanish: ") == 3


@on_paper("site")
def test_its_brochure_is_published(site):
    """And says which language it is in."""
    brochure = read_brochure(site / "downloads/brochure-es.pdf")
    assert brochure.language == "es-MX"
    assert accented("Maple Fund") in " ".join(brochure.texts)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", "the handbook has the language “fr” already; run make po"),
        ("ES", "“ES” is no language; write its two or three letters of ISO 639"),
        ("xx", 'nobody knows the name of “xx”; correct it, or add native_names = { xx = "…" }'),
        ("und", "“und” is the code of no language; write that of yours"),
        ("fra", "“fra” is written “fr” today; write that"),
        ("iw", "“iw” is written “he” today; write that"),
        ("qps", "“qps” is the pseudo-language"),
        *(
            (code, f"Windows keeps the name “{code}” for a device, so no folder")
            for code in ("aux", "con", "nul", "prn")
        ),
        ("con", 'native_names = { qaa = "…" } and tags = { qaa = "con" }'),
        *((code, f"no PDF can be made in “{code}”: the brochure’s fonts lack") for code in ("he", "dv", "arc")),
        ("moh", "no PDF can be made in “moh”: there are no hyphenation patterns for it"),
    ],
)
def test_what_cannot_be_a_new_language_is_told(tmp_path, run, language, told):
    """And nothing is changed."""
    root = write_small_handbook(tmp_path)
    settings = 'tags = { ku = "ku-Arab" }\nnative_names = { arc = "ܐܪܡܝܐ" }'
    append(root / "pyproject.toml", settings)
    before = (root / "pyproject.toml").read_bytes()
    outcome = run(root, "po", "new", language)
    assert (outcome.code, told in outcome.errors) == (1, True)
    assert (root / "pyproject.toml").read_bytes() == before
    assert [each.name for each in (root / "locales").iterdir()] == ["fr"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ja", []),
        ("ru", []),
        ("ku", []),
        ("moh", ["moh: Unicode CLDR cannot write a date in this language; those on its pages will not be in it"]),
        ("crj", ["crj: Unicode CLDR cannot write a date in this language; those on its pages will not be in it"]),
    ],
)
def test_what_needs_no_pdf_may_be_begun_without(tmp_path, language, told):
    """And what the handbook cannot say in it is told."""
    root = write_small_handbook(tmp_path)
    replace(root / "pyproject.toml", 'outputs = ["html", "pdf"]', 'outputs = ["html"]\nnative_names = { crj = "ᐄᔨᔫ" }')
    project = load_project(root)
    assert unprintable(project, language) is None
    assert add_language(project, language, unprintable)[1:] == told


@pytest.mark.parametrize("language", ["es", "pt", "de", "it", "pl", "cs", "nl", "sv", "qaa", "ar", "ja"])
def test_what_the_brochure_can_print_is_not_held_up(tmp_path, language):
    """By letters or by hyphenation; a language for private use has no patterns, and needs none."""
    project = load_project(write_small_handbook(tmp_path))
    assert unprintable(project, language) is None


def test_facts_that_cannot_be_read_are_told(tmp_path, run):
    """At their line; Sphinx does not start."""
    root = write_small_handbook(tmp_path)
    line = replace(root / "source/facts/maple.toml", 'sources = ["report:4"]', "sources = 3")
    outcome = run(root, "po", "new", "es")
    assert (outcome.code, outcome.errors.startswith(f"source/facts/maple.toml:{line}: ")) == (1, True)
    assert not (root / "locales/es").exists()


def test_what_has_been_translated_already_stays(tmp_path, run):
    """Somebody may have begun by hand."""
    root = write_small_handbook(tmp_path)
    path = root / "locales/es/LC_MESSAGES/index.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr ""\n"Language: es\\n"\n', encoding="utf-8")
    before = path.read_bytes()
    outcome = run(root, "po", "new", "es")
    assert (outcome.code, path.read_bytes()) == (0, before)
    assert "es: catalogues in locales/es: 5;" in outcome.output
    assert "Left to write, beside the translations:\npyproject.toml:" in outcome.output
