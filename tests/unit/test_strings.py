"""A string of ours that a language does not have is said in English, and noted, so that a build can name it."""

import pytest
from small_handbook import PO_HEADER, write

from handbook.catalogs.checking import incomplete_strings
from handbook.catalogs.entries import Entry
from handbook.catalogs.reader import read_catalogue
from handbook.catalogs.strings import (
    absent_strings,
    own_wording,
    shipped,
    shipped_languages,
    speaker,
    templates_in,
    translator,
)

STRINGS = [Entry(msgid="Key facts", msgstr=""), Entry(msgid="Contents", msgstr="")]


def test_what_was_asked_for_and_is_not_there_is_noted(project):
    """And nothing else: neither what is there, nor what the source language is asked for."""
    for language in ("en", "fr"):
        for msgid in ("Key facts", "Not a string of ours"):
            translator(project, language)(msgid)
    assert absent_strings(project, "fr") == ["Not a string of ours"]
    assert absent_strings(project, "en") == []


def test_a_catalogue_that_is_brought_up_to_date_begins_anew(tree, project):
    """What was missing before its last change is not held against it."""
    translator(project, "fr")("Not a string of ours")
    path = tree / "locales/fr/LC_MESSAGES/handbook.po"
    write(path, f'{PO_HEADER}\nmsgid "Not a string of ours"\nmsgstr "À nous"\n')
    assert translator(project, "fr")("Not a string of ours") == "À nous"
    assert absent_strings(project, "fr") == []


@pytest.fixture
def spanish(tree):
    """Return the catalogue of a language that does not ship with the package, with one draft in it."""
    path = tree / "locales/es/LC_MESSAGES/handbook.po"
    header = PO_HEADER.replace("Language: fr", "Language: es")
    write(path, f'{header}\n#, fuzzy\nmsgid "Key facts"\nmsgstr "¿En breve?"\n\nmsgid "Map"\nmsgstr ""\n')
    return path


def test_a_string_that_nobody_has_translated_is_named(tree, project, spanish):
    """With its line; or with what brings its entry, where it was asked for and has none."""
    translator(project, "es")("Contents")
    found = incomplete_strings(read_catalogue(spanish, tree), project, "es")
    assert [(finding.line, finding.message.partition(";")[0], finding.rule) for finding in found] == [
        (7, "“Key facts” has no finished es translation", "untranslated"),
        (10, "“Map” has no finished es translation", "untranslated"),
        (1, "“Contents” has no entry in es", "untranslated"),
    ]


def test_what_ships_with_the_package_need_not_be_translated(tree, project, spanish):
    """Nor does it matter that somebody has begun to word it otherwise."""
    french = spanish.read_text(encoding="utf-8").replace("Language: es", "Language: fr")
    own = tree / "locales/fr/LC_MESSAGES/handbook.po"
    write(own, french.replace('msgid "Map"', 'msgid "Contents"'))
    translator(project, "fr")("Contents")
    assert list(incomplete_strings(read_catalogue(own, tree), project, "fr")) == []


def test_a_handbook_is_asked_for_what_the_package_lacks_and_for_what_it_words_itself(project):
    """A language of ours asks for nothing; a page asks for all of its messages."""
    templates = {"handbook": STRINGS, "page": [Entry(msgid="Contents", msgstr="")]}
    assert templates_in(project, "es", templates, {}) == templates
    assert templates_in(project, "fr", templates, {}) == {"page": templates["page"]}
    own = [Entry(msgid="", msgstr=""), Entry(msgid="Contents", msgstr="Sommaire")]
    assert templates_in(project, "fr", templates, {"handbook": own}) == {**templates, "handbook": STRINGS[1:]}


def test_what_is_worded_as_the_package_words_it_is_not_worded_by_the_handbook():
    """So that a handbook of before takes the package's words from now on."""
    entries = [Entry(msgid="", msgstr=""), Entry(msgid="Contents", msgstr=shipped("fr")["Contents"])]
    assert own_wording(entries, "fr") == entries[:1]
    assert own_wording([*entries, Entry(msgid="Map", msgstr="La carte")], "fr")[1].msgid == "Map"


def test_the_languages_that_we_speak():
    """English is the language that we are written in."""
    assert shipped_languages() == ("en", "fr")
    assert shipped("en") == shipped("es") == {}


def test_french_comes_with_the_spaces_of_canada(tree, project):
    """To readers and to users alike, whatever spaces a catalogue holds; a gap of a message is no per cent sign."""
    said = "« {what} » : 5 %, %(how)s; non!"
    path = tree / "locales/fr/LC_MESSAGES/handbook.po"
    write(path, f'{PO_HEADER}\nmsgid "Not a string of ours"\nmsgstr "{said}"\n')
    assert translator(project, "fr")("Not a string of ours") == "«\u00a0{what}\u00a0»\u00a0: 5\u00a0%, %(how)s; non!"
    assert "\u00a0:" in speaker("fr")("usage: ")
