"""Hears all that the program finds wrong while the tests run: each language that it speaks must be able to say it."""

import string
import sys
from collections.abc import Iterator
from functools import wraps

import pytest

from handbook.catalogs.grammar import GrammarError
from handbook.catalogs.strings import shipped, shipped_languages, speaker
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import Phrase, spoken

LANGUAGES = shipped_languages()[1:]


def unspeakable(text: object) -> Iterator[str]:
    """Yield what of a message cannot be said in another language: a plain text, or what nobody has translated."""
    if not isinstance(text, Phrase):
        yield f"no phrase: {text}"
        return
    messages = set(_messages(text))
    for language in LANGUAGES:
        yield from (f"not said in {language}: {each}" for each in sorted(messages - shipped(language).keys()))
        if messages and spoken(text, speaker(language)) == text:
            yield f"said in English: {text}"


def _messages(text: Phrase) -> Iterator[str]:
    """Yield the messages that a text is made of, but those that only hold others together."""
    if has_words(text.msgid):
        yield text.msgid
    for value in text.values.values():
        if isinstance(value, Phrase):
            yield from _messages(value)


def has_words(message: str) -> bool:
    """Whether there is anything to say beside the gaps of a message."""
    return any(character.isalpha() for literal, *_ in string.Formatter().parse(message) for character in literal)


class Ear:
    """Keeps what the program said that cannot be said in another language; tests may say what they like."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._known: set[str] = set()

    def hear(self, text: object, speaker: str) -> None:
        """Hear a message of the module `speaker`."""
        if speaker.startswith("handbook.") and (not isinstance(text, Phrase) or text not in self._known):
            self._known.add(str(text))
            self.heard += unspeakable(text)

    def listen(self, patch: pytest.MonkeyPatch) -> None:
        """Hear each refusal of a catalogue, and each finding: where it is made and, since editions are built in other
        processes, where it is raised.
        """
        make, refuse = Finding.__init__, HandbookError.__init__

        @wraps(make)
        def made(finding: Finding, **fields: object) -> None:
            make(finding, **fields)
            self.hear(finding.message, sys._getframe(1).f_globals["__name__"])

        @wraps(refuse)
        def refused(error: HandbookError, findings: object) -> None:
            refuse(error, findings)
            # One that comes from another process is made of its text first.
            for each in () if isinstance(findings, str) else error.findings:
                self.hear(each.message, sys._getframe(1).f_globals["__name__"])

        break_off = GrammarError.__init__

        @wraps(break_off)
        def broken_off(error: GrammarError, line: int, message: str, rule: str) -> None:
            break_off(error, line, message, rule)
            self.hear(message, sys._getframe(1).f_globals["__name__"])

        patch.setattr(GrammarError, "__init__", broken_off)
        patch.setattr(Finding, "__init__", made)
        patch.setattr(HandbookError, "__init__", refused)
