"""Catalogues are read strictly: what a translator broke is named by its line, never published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_handbook import SMALL, write

from handbook.catalogs.reader import read_catalogue, read_catalogues, stray_catalogues
from handbook.findings.finding import HandbookError

HEAD = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
FUZZY = '#, fuzzy\nmsgid "Fair"\nmsgstr "Foire"\n'
GOOD = 'msgid "Where"\nmsgstr "Où"\n\n'
FIRST = (HEAD + GOOD).count("\n") + 1  # the line of what follows the good entry

# id -> (an entry, its line that is wrong, counted from 0, the rule)
MALFORMED = {
    "closing-quote-missing": ('msgid "in 1974"\nmsgstr "en 1974\n', 1, "po-quotes"),
    "opening-quote-missing": ('msgid "in 1974"\nmsgstr en 1974"\n', 1, "po-quotes"),
    "no-quotes": ('msgid "in 1974"\nmsgstr en 1974\n', 1, "po-quotes"),
    "quote-inside": ('msgid "a word"\nmsgstr "un "mot""\n', 1, "po-quotes"),
    "continuation-cut": ('msgid ""\n"in "\n"1974\nmsgstr "en 1974"\n', 2, "po-quotes"),
    "unknown-keyword": ('msgid "in 1974"\nmsgtsr "en 1974"\n', 1, "po-syntax"),
    "prose": ('Bonjour\nmsgid "in 1974"\nmsgstr "en 1974"\n', 0, "po-syntax"),
    "msgid-without-msgstr": ('msgid "in 1974"\n\nmsgid "in 1985"\nmsgstr "en 1985"\n', 1, "po-syntax"),
    "msgstr-without-msgid": ('msgstr "en 1974"\n', 0, "po-syntax"),
    "msgstr-twice": ('msgid "in 1974"\nmsgstr "en 1974"\nmsgstr "en 1947"\n', 2, "po-syntax"),
    "plural": ('msgid "year"\nmsgid_plural "years"\nmsgstr[0] "an"\n', 1, "po-syntax"),
    "escape-unknown": ('msgid "in 1974"\nmsgstr "en \\q1974"\n', 1, "po-escape"),
    "entry-twice": ('msgid "Where"\nmsgstr "D’où"\n', 0, "po-duplicate"),
    "conflict-of-a-merge": ('<<<<<<< HEAD\nmsgid "in 1974"\nmsgstr "en 1974"\n=======\n', 0, "po-conflict"),
    "control-character": ('msgid "in 1974"\nmsgstr "en\x07 1974"\n', 1, "po-control"),
}


def read(folder, text):
    """Write and read a catalogue."""
    write(folder / "page.po", text)
    return read_catalogue(folder / "page.po", folder)


def test_an_entry_knows_its_line_and_whether_it_is_done(tmp_path):
    """A translation is done when it is there and not in doubt."""
    entries = read(tmp_path, f'{HEAD}{GOOD}{FUZZY}\nmsgid "Empty"\nmsgstr ""\n')
    assert {name: (entry.msgstr, entry.is_fuzzy, entry.is_done) for name, entry in entries.items()} == {
        "Where": ("Où", False, True),
        "Fair": ("Foire", True, False),
        "Empty": ("", False, False),
    }
    assert [entry.line for entry in entries.values()] == [6, 10, 13]


def test_obsolete_entries_and_comments_are_no_messages(tmp_path):
    """What a merge keeps for later is not shown."""
    text = f'{HEAD}# a note\n#. a hint\n#: source/a.md:3\n{GOOD}#~ msgid "Old"\n#~ msgstr "Vieux"\n'
    assert list(read(tmp_path, text)) == ["Where"]


def test_lines_that_go_on_are_joined(tmp_path):
    """A long text is one text."""
    assert (
        read(tmp_path, f'{HEAD}msgid ""\n"more "\n"than"\nmsgstr ""\n"plus\\n"\n"de"\n')["more than"].msgstr
        == "plus\nde"
    )


@pytest.mark.parametrize(("entry", "line", "rule"), MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_entry_is_refused_by_line(tmp_path, refused, entry, line, rule):
    """Babel would publish “197” for “1974”; here nothing is guessed."""
    [found] = refused(read, tmp_path, HEAD + GOOD + entry)
    assert found.startswith(f"page.po:{FIRST + line}: ")
    assert found.endswith(f"[{rule}]")


def test_a_catalogue_that_is_not_utf_8_is_refused_by_line(tmp_path, refused):
    """The byte and the remedy are named."""
    (tmp_path / "page.po").write_bytes((HEAD + GOOD).encode().replace("Où".encode(), b"O\xf9"))
    assert refused(read_catalogue, tmp_path / "page.po", tmp_path) == [
        "page.po:7: byte 0xf9 is not UTF-8; save the file as UTF-8 [utf-8]"
    ]


@given(st.integers(0, 900), st.sampled_from(['"', "\\", "m", "\n", "#", "é"]))
def test_one_stroke_too_many_is_read_or_refused(tmp_path_factory, place, stroke):
    """No slip of the pen ends in a traceback."""
    text = (SMALL / "locales/fr/LC_MESSAGES/glossary.po").read_text(encoding="utf-8")
    folder = tmp_path_factory.mktemp("po")
    try:
        read(folder, text[:place] + stroke + text[place:])
    except HandbookError as error:
        [finding] = error.findings
        assert finding.rule.startswith("po-")
        assert 1 <= finding.line <= text.count("\n") + 2


def test_catalogues_that_no_page_has_are_not_read(project):
    """However many there are, and whatever they hold; one notice says so."""
    before, _ = read_catalogues(project, "fr")
    for number in range(1_000):
        write(project.catalogue("fr", f"stray{number}"), "nothing that anybody could read")
    catalogues, found = read_catalogues(project, "fr")
    assert (catalogues, found) == (before, [])
    [notice] = stray_catalogues(project)
    assert notice.rule == "po-stray"
    assert "1000" in notice.message


def test_a_catalogue_that_is_another_one_on_windows_is_named(project):
    """It would take the place of the page's, or the other way round."""
    write(project.catalogue("fr", "Compare"), HEAD)
    _, [finding] = read_catalogues(project, "fr")
    assert (finding.path, finding.rule) == ("locales/fr/LC_MESSAGES/Compare.po", "name-clash")
