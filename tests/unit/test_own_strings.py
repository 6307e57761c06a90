"""Every string that the program says reaches its translators, and is said in each language that it speaks."""

import ast
import string

import pytest
from small_handbook import ROOT

from handbook.arguments import WORDS
from handbook.catalogs.extraction import own_strings, reader_strings
from handbook.catalogs.reader import read_catalogue
from handbook.catalogs.strings import SHIPPED, shipped_languages
from handbook.phrase import Phrase
from strings.__main__ import updated

MODULES = sorted((ROOT / "scripts/handbook").rglob("*.py"))
CATALOGUES = sorted(SHIPPED.glob("*.po"))
LANGUAGES = shipped_languages()[1:]
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


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "scripts/handbook").as_posix())
def test_what_is_said_is_a_literal(path):
    """Nothing else can be extracted."""
    calls = said(path)[1]
    assert calls == [] or path.name in ("arguments.py", "phrase.py", "strings.py")


def test_readers_and_users_are_told_apart():
    """A handbook is asked to translate what its readers see, and no message of a command."""
    readers = {entry.msgid for entry in reader_strings()}
    assert {"Contents", "Key facts", "Skip to the text"} <= readers
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


def test_argparse_says_what_we_think_it_says():
    """Its words are found by their English."""
    source = ast.unparse(ast.parse((ROOT / "scripts/handbook/arguments.py").read_text(encoding="utf-8")))
    assert all(isinstance(word, Phrase) for word in WORDS)
    assert "argparse._ = translate" in source
