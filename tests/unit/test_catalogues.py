"""What a language lacks is named; our own strings and the translators' comments say what readers get."""

import pytest
from small_handbook import PO_HEADER, replace, write

from handbook.catalogs.annotate import annotated, readings
from handbook.catalogs.checking import incomplete
from handbook.catalogs.entries import Entry
from handbook.catalogs.strings import translator
from handbook.facts.registry import load_registry

WANTED = [("Where it works", 12)]


def entry(msgstr="Où elle travaille", *, is_fuzzy=False):
    """Return the catalogue that holds one message."""
    flags = frozenset({"fuzzy"} if is_fuzzy else ())
    return {"Where it works": Entry(msgid="Where it works", msgstr=msgstr, flags=flags, line=40)}


def test_a_finished_message_is_not_missed(project):
    """Nothing is said of it."""
    assert list(incomplete("agencies/did", WANTED, entry(), project, "fr")) == []


@pytest.mark.parametrize(
    ("catalogue", "line", "rule", "remedy"),
    [
        ({}, 1, "untranslated", "run make po"),
        (entry(""), 40, "untranslated", "translate it"),
        (entry(is_fuzzy=True), 40, "fuzzy", "remove the fuzzy flag"),
        (entry("", is_fuzzy=True), 40, "untranslated", "translate it"),
    ],
    ids=["absent", "empty", "fuzzy", "empty-and-fuzzy"],
)
def test_a_message_that_is_not_finished_is_named(project, catalogue, line, rule, remedy):
    """The report names the message, both places, the remedy and the option that shows English meanwhile."""
    [finding] = incomplete("agencies/did", WANTED, catalogue, project, "fr")
    assert (finding.path, finding.line, finding.rule) == ("locales/fr/LC_MESSAGES/agencies/did.po", line, rule)
    for words in ("“Where it works”", "source/agencies/did.md:12", remedy, "--allow-incomplete"):
        assert words in finding.message


def test_a_message_that_stands_twice_is_named_once(project):
    """At its first line."""
    [finding] = incomplete("did", [("Sources", 9), ("Sources", 30)], {}, project, "fr")
    assert "source/did.md:9" in finding.message


def test_a_long_message_is_named_by_its_beginning(project):
    """A report line stays a line."""
    [finding] = incomplete("did", [("word " * 100, 1)], {}, project, "fr")
    assert "…”" in finding.message
    assert len(finding.message) < 250


def test_our_strings_are_said_in_the_language(project):
    """What has no translation is said in English."""
    assert translator(project, "fr")("Key facts") == "En bref"
    assert translator(project, "fr")("Not a string of ours") == "Not a string of ours"
    assert translator(project, "en")("Key facts") == "Key facts"


def test_our_strings_follow_their_catalogue(tree, project):
    """An edit is seen, and a translation in doubt is not shown."""
    path = tree / "locales/fr/LC_MESSAGES/handbook.po"
    assert translator(project, "fr")("Key facts") == "En bref"
    write(path, f'{PO_HEADER}\nmsgid "Key facts"\nmsgstr "L’essentiel en bref"\n')
    assert translator(project, "fr")("Key facts") == "L’essentiel en bref"
    replace(path, 'msgid "Key facts"', '#, fuzzy\nmsgid "Key facts"')
    assert translator(project, "fr")("Key facts") == "En bref"


def test_a_translator_reads_what_each_role_will_read_like(project):
    """Each role once, worded in the language of the catalogue; what has no wording has no line."""
    msgid = "{name}`birch` and {name}`maple.first`, {fact}`maple.projects`, {fact}`maple.projects`"
    msgid += ", {fact}`maple.lends`, {fact}`x.y`, {name}`x`"
    assert [each.replace("\u00a0", " ") for each in readings(msgid, load_registry(project), "fr")] == [
        "{name}`birch` → Bouleau",
        "{name}`maple.first` → Fonds de l’Érable (Érable)",
        "{fact}`maple.projects` → plus de 1 200",
    ]


def test_comments_follow_the_facts_and_spare_those_of_people(project):
    """What a program said before is not kept, what a translator noted is."""
    old = Entry(msgid="In {fact}`maple.founded`", msgstr="x", comments=("à relire",), extracted=("→ 1907",))
    [now] = annotated([old], {old.msgid: ["paragraph, Leaves"]}, load_registry(project), "fr")
    assert (now.comments, now.extracted) == (("à relire",), ("paragraph, Leaves", "{fact}`maple.founded` → 1970"))
