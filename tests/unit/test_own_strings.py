"""Every string that the program says reaches its translators, and is said in each language that it speaks."""

import argparse
import ast
import re
import string

import pytest
from guide_by_hand import make_guide
from small_handbook import ROOT

from handbook.catalogs.entries import Entry
from handbook.catalogs.reader import read_catalogue
from handbook.catalogs.rules import RULES
from handbook.catalogs.rules.inspect import judge
from handbook.catalogs.strings import SHIPPED, own_strings, reader_strings, shipped_languages
from handbook.commands.arguments import WORDS, speaking
from handbook.findings.phrase import Phrase
from strings.__main__ import updated

MODULES = sorted((ROOT / "scripts/handbook").rglob("*.py"))
CATALOGUES = sorted(SHIPPED.glob("*.po"))
LANGUAGES = shipped_languages()[1:]
# What a message quotes of a file or a command, and its gaps: none of it is French, or has to be.
QUOTED = re.compile(r'"[^"]*"|`[^`]*`|“[^”]*”|« [^»]* »|\{+[^{}]*\}+|%\(\w+\)\w|\[.*?\]|--\w[\w-]*|[\w./-]+ = ')
# Words that French does not have.
ENGLISH = re.compile(r"\b(?:the|of|and|is|are|it|its|to|with|this|that|be|has|have|which|from|by|not|no)\b")
# Messages for which a rule for translations has something to say, and should not.
EXCUSED = {
    ("the header must say Content-Type: text/plain; charset=UTF-8; correct it", "space-missing"),
    ("Preview: {address}   (Ctrl-C ends it)", "spaces"),
}
# Words that both languages have.
SAME = {"Brochure (PDF)", "brochure (PDF)", "Date", "Messages", "Notes", "PAGE", "Signature", "Sources"}
SAME |= {"Figure {number}", "Pages", "messages", "options", "sources"}
# What reports and readers get; whoever says something in one of these wants it translated.
SAYING = {"translate", "phrase"}


def said(path):
    """Return the strings that a module says through `translate` or `phrase`, and the lines that say no literal."""
    strings, lines = set(), []
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SAYING:
            is_literal = call.args and isinstance(call.args[0], ast.Constant)
            strings |= {call.args[0].value} if is_literal else set()
            lines += [] if is_literal else [call.lineno]
    return strings, lines


def gaps(text):
    """Return the names of what a message is worded with."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})


def test_every_string_of_our_own_is_extracted():
    """Babel looks into no f-string on Python 3.11: a string said there would stay English for ever."""
    extracted = {entry.msgid for entry in own_strings()}
    strings = {each for path in MODULES for each in said(path)[0]}
    assert len(strings) > 200
    assert strings <= extracted


def test_a_call_inside_an_f_string_is_seen(tmp_path):
    """So that the test above can fail."""
    module = tmp_path / "module.py"
    module.write_text("text = f\"{translate('hidden')} {phrase(name)}\"\n")
    assert said(module) == ({"hidden"}, [1])


def test_what_is_said_is_a_literal():
    """Nothing else can be extracted."""
    calls = {path: said(path)[1] for path in MODULES if path.name not in ("arguments.py", "phrase.py", "strings.py")}
    assert [f"{path}:{line}" for path, lines in calls.items() for line in lines] == []


def test_readers_and_users_are_told_apart():
    """A handbook is asked to translate what its readers see, and no message of a command."""
    readers = {entry.msgid for entry in reader_strings()}
    assert {"Contents", "Key facts", "Skip to main content"} <= readers
    assert not readers & {"the translators' desk", "Preview", "A term is translated by one of its own words."}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_catalogues_of_the_package_are_up_to_date(path):
    """``python -m strings`` would change nothing."""
    assert updated(path) == path.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_translate(language):
    """Whoever speaks it meets no English."""
    messages = read_catalogue(SHIPPED / f"{language}.po", SHIPPED).values()
    assert [message.msgid for message in messages if not message.is_done] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_worded_with_what_its_message_is(language):
    """A gap that was renamed or lost would stop the command that says it."""
    for message in read_catalogue(SHIPPED / f"{language}.po", SHIPPED).values():
        if gaps(message.msgid):
            assert gaps(message.msgstr) == gaps(message.msgid), message.msgid
        assert message.msgid.count("%(") == message.msgstr.count("%("), message.msgid


@pytest.fixture(scope="module")
def french():
    """Return what is said in French, by message."""
    messages = read_catalogue(SHIPPED / "fr.po", SHIPPED)
    return {message.msgid: message.msgstr for message in messages.values()}


def test_no_message_is_its_own_translation(french):
    """But for words that both languages have."""
    assert {msgid for msgid, msgstr in french.items() if msgid == msgstr} == SAME


def test_no_english_is_left_in_french(french):
    """Beside what a message quotes."""
    left = {msgid: found for msgid, msgstr in french.items() if (found := ENGLISH.findall(QUOTED.sub(" ", msgstr)))}
    assert left == {}


def test_french_is_held_to_the_rules_that_translators_are_held_to(french):
    """Canadian typography, no word twice, no copy of the English."""
    guide = make_guide(lambda word: True)
    entries = [
        (msgid, Entry(msgid=QUOTED.sub("…", msgid), msgstr=QUOTED.sub("…", msgstr))) for msgid, msgstr in french.items()
    ]
    families = ("typography", "words")
    found = {
        (msgid, rule)
        for msgid, entry in entries
        for rule, _ in judge(entry, "", {}, guide)
        if RULES[rule].family in families and not (rule == "copy" and msgid in SAME)
    }
    assert found == EXCUSED


def test_argparse_says_what_we_think_it_says():
    """Its words are found by their English, and it says them as before once arguments are read."""
    assert all(isinstance(word, Phrase) for word in WORDS)
    parser = argparse.ArgumentParser(prog="handbook", add_help=False)
    parser.add_argument("page")
    before = parser.format_usage()
    with speaking({WORDS[0]: "utilisation : "}.get):
        assert parser.format_usage() == "utilisation : handbook page\n"
    assert parser.format_usage() == before


# A number in front of the noun that it counts, which has no form for one, for none, for few.
COUNTED = re.compile(r"\{(?:count|files|messages|left|all)\} [a-zà-ÿ’]+s\b")
# Messages that are said of two or more only, or of a limit.
OF_MANY = (
    "is larger than {most} MB",
    "holds more than {files} files",
    "the bookmarks name",
    "the leaflet has {count} pages and may have {most}",
    "the page asks for {count} files at once, more than {most}",
    "edited each time it was built",
    "{count} of {all} proofs",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_stands_behind_its_noun(language):
    """“messages: 1” is right for every number in every language, whatever plural forms that has."""
    entries = read_catalogue(SHIPPED / f"{language}.po", SHIPPED).values()
    texts = [(entry.msgid, text) for entry in entries for text in (entry.msgid, entry.msgstr)]
    counted = [text for msgid, text in texts if COUNTED.search(text) and not any(each in msgid for each in OF_MANY)]
    assert [text for text in counted if "({count} " not in text and "en a {count} dans" not in text] == []
    assert COUNTED.search("{language}: {files} catalogues")
    assert COUNTED.search("{count} traductions ont suivi")
