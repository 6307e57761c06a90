"""The translations of imported pages come along: each is taken, or kept and named; and none does harm on the way."""

import pytest
from po_by_hand import catalogue, entry, pairs
from small_handbook import write

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import MAX_BYTES, parse
from handbook.catalogs.merging.memory import TIMES, memory_path
from handbook.catalogs.writer import write as written
from handbook.desk.update import Extracted
from handbook.findings.finding import Finding, HandbookError
from handbook.importing import translations_along
from handbook.importing.folder import plan_import, write_import
from handbook.machine.together import Together

PAGES = {"Notes/index": ["Notes", "Read [b](deep/b.md) now."], "Notes/deep/b": ["Rules", "Be kind."]}


@pytest.fixture
def folder(tmp_path):
    """Return a folder of two pages without translations."""
    folder = tmp_path / "Notes"
    write(folder / "docs/index.md", "# Notes\n\nRead [b](deep/b.md) now.\n")
    write(folder / "docs/deep/b.md", "# Rules\n\nBe kind.\n")
    return folder


@pytest.fixture
def bring(project, folder, monkeypatch):
    """Return the function that imports the folder with catalogues, and gives the lines said of catalogues."""

    def extract(_):
        templates = {name: [Entry(msgid=text, msgstr="") for text in texts] for name, texts in PAGES.items()}
        prefix = {name.replace("Notes/", "Notes/docs/"): entries for name, entries in templates.items()}
        return Extracted(templates=prefix, concepts={}, anchors={})

    def run(files, extracting=extract):
        monkeypatch.setattr(translations_along, "extract_all", extracting)
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data if isinstance(data, bytes) else written(catalogue(*data)))
        plan = plan_import(project, folder)
        files = Together()
        write_import(project, plan, files)
        translations_along.take_catalogues(project, plan, folder, files)
        return [str(finding) for finding in sorted(plan.findings) if ".po:" in str(finding)]

    return run


def stand(project, docname):
    """Return the entries of an imported page."""
    return parse(project.catalogue("fr", f"Notes/docs/{docname}").read_bytes())


def memory(project):
    """Return the pairs in the memory."""
    return pairs(parse(memory_path(project, "fr").read_bytes()))


# Where a translation may come from: a catalogue per page, one per folder, one for all; whatever it is called.
PLACES = [
    "locale/{tag}/LC_MESSAGES/deep/b.po",
    "locale/{tag}/LC_MESSAGES/docs/deep/b.po",
    "locales/{tag}/LC_MESSAGES/deep.po",
    "po/{tag}.po",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("tag", ["fr", "fr_CA", "fr-CA"])
def test_a_translation_is_taken_wherever_it_stands(bring, project, place, tag):
    """With its doubts, its comments and the credits of its file."""
    file = [
        Entry(msgid="", msgstr="Language: fr\n", comments=("By Zoé, 2020",)),
        entry("Rules", "Règles", fuzzy=True, comments="Zoé asks"),
        entry("Be kind.", "Soyez aimables."),
    ]
    [line] = bring({place.format(tag=tag): written(file)})
    assert line.endswith("translations taken: 2 of 2; of these, drafts to look at: 1 [import]")
    header, rules, kind = stand(project, "deep/b")
    assert (rules.msgstr, rules.is_fuzzy, rules.comments) == ("Règles", True, ("Zoé asks",))
    assert (kind.msgstr, kind.is_done) == ("Soyez aimables.", True)
    assert header.comments == ("By Zoé, 2020",)
    assert not memory_path(project, "fr").exists()


def test_what_no_page_says_is_named_and_kept(bring, project):
    """At its line; where a page leads elsewhere by now, so does the translation."""
    lines = bring(
        {
            "locale/fr/LC_MESSAGES/index.po": [
                ("Read [b](deep/b.html) now.", "Lisez [b](deep/b.html)."),
                ("Gone", "Parti"),
            ]
        }
    )
    assert [line.partition(".po:")[2] for line in lines] == [
        "1: translations taken: 1 of 2; of these, drafts to look at: 0 [import]",
        "1: what was not taken is kept in locales/memory-fr.po [import]",
        "15: not taken, since no imported page says it: “Gone” [import]",
    ]
    assert ("Gone", "Parti") in memory(project)
    assert pairs(stand(project, "index"))[1] == ("Read [b](deep/b.md) now.", "Lisez [b](deep/b.md).")


def test_its_own_catalogue_comes_before_that_of_another_page(bring, project):
    """Whatever the handbook, or another region of the language, says of the same text."""
    bring(
        {
            "locale/fr/LC_MESSAGES/deep/b.po": [("Rules", "Lois")],
            "locale/fr_CA/LC_MESSAGES/deep/b.po": [("Rules", "Règles")],
            "locale/fr/LC_MESSAGES/index.po": [("Rules", "Codes"), ("Notes", "Carnet")],
        }
    )
    assert pairs(stand(project, "deep/b")) == [("Rules", "Règles"), ("Be kind.", "")]
    assert {("Rules", "Lois"), ("Rules", "Codes")} <= set(memory(project))


def test_a_second_import_changes_no_finished_translation(bring, project):
    """It fills what is empty."""
    bring({"locale/fr/LC_MESSAGES/deep/b.po": [("Rules", "Lois")]})
    bring({"locale/fr/LC_MESSAGES/deep/b.po": [("Rules", "Codes"), ("Be kind.", "Soyez bons.")]})
    assert pairs(stand(project, "deep/b")) == [("Rules", "Lois"), ("Be kind.", "Soyez bons.")]
    assert ("Rules", "Codes") in memory(project)


def test_pages_that_cannot_be_read_yet_lose_no_translation(bring, project):
    """They wait."""

    def unreadable(_):
        raise HandbookError([Finding(path="source/Notes/index.md", line=1, message="no", rule="markup")])

    lines = bring({"locale/fr/LC_MESSAGES/deep/b.po": [("Rules", "Règles")]}, unreadable)
    assert lines[0].endswith(
        "kept in locales/memory-fr.po until make can read the pages; make po takes them then [import]"
    )
    assert memory(project) == [("Rules", "Règles")]


HEADER = b'msgid ""\nmsgstr "Language: fr\\n"\n\n'


@pytest.mark.parametrize(
    ("name", "data", "place", "words"),
    [
        ("fr/LC_MESSAGES/a.po", HEADER + b'msgid "a\nmsgstr "b"\n', "fr/LC_MESSAGES/a.po:4:", "[po-quotes]"),
        ("fr/LC_MESSAGES/a.po", HEADER + b'msgid "a"\nmsgstr "\x1b[31m"\n', "fr/LC_MESSAGES/a.po:5:", "[po-control]"),
        (
            "fr/LC_MESSAGES/a.po",
            HEADER + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
            "fr/LC_MESSAGES/a.po:5:",
            "[po-",
        ),
        ("fr/LC_MESSAGES/a.po", b"\0" * 99, "fr/LC_MESSAGES/a.po:1:", "[po-"),
        ("fr/LC_MESSAGES/a.po", b"", "fr/LC_MESSAGES/a.po:1:", "[po-"),
        ("es/LC_MESSAGES/a.po", HEADER.replace(b"fr", b"es"), "es/LC_MESSAGES/a.po:1:", "run handbook po new es"),
        (
            "en/LC_MESSAGES/a.po",
            HEADER.replace(b"fr", b"en"),
            "en/LC_MESSAGES/a.po:1:",
            "no translation of this handbook",
        ),
        ("..po", HEADER.replace(b"fr", b"../.."), "", ""),
    ],
)
def test_a_catalogue_that_cannot_be_taken_is_one_line(bring, project, name, data, place, words):
    """And the pages, and what else came along, are taken nonetheless."""
    lines = bring({name: data, "locale/fr/LC_MESSAGES/deep/b.po": [("Rules", "Règles")]})
    others = [line for line in lines if not line.startswith("locale/")]
    assert len(others) == bool(place)
    assert all(line.startswith(place) and words in line for line in others), others
    assert ("Rules", "Règles") in pairs(stand(project, "deep/b"))
    assert project.page("Notes/docs/deep/b").is_file()


def test_a_memory_never_grows_beyond_what_can_be_read(bring, project):
    """What has no room stays in its file, and is not said to be kept."""
    files = {
        f"locale/fr/LC_MESSAGES/{number}.po": [(f"{number} {'x' * 9000} {line}", "y" * 9000) for line in range(80)]
        for number in range(24)
    }
    lines = bring(files)
    assert MAX_BYTES * TIMES < 24 * 80 * 18000
    assert not any("is kept in" in line for line in lines)
    assert not memory_path(project, "fr").exists()
