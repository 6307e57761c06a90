"""The rules for translations: one registered function per rule, each with a bad and a good example in its docstring.

A rule yields messages about one entry; its name is that of its function: ``def capital_accent`` reports
``[capital-accent]``. Its docstring begins with the sentence that says what it is for, in terminals, in the docs and in
French; an example stands there as ``Bad: source → translation``, and the tests run every one.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from handbook.catalogs.rules.guide import Guide
from handbook.catalogs.rules.prose import Edit, Prose
from handbook.findings.phrase import Phrase
from handbook.languages.language import Language

_EXAMPLE = re.compile(r"^\s*(Bad|Good): (.+?) → (.+)$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationUnit:
    """One finished entry of a catalogue, and what the rules need to judge it.

    `source` and `target` are the words of its msgid and msgstr; `problems` what the parity check says of it, by rule;
    `page` is the source of the page, or nothing where the catalogue has none, `references` are its link definitions.
    """

    msgid: str
    msgstr: str
    source: Prose
    target: Prose
    page: str = ""
    problems: Mapping[str, tuple[str, ...]]
    references: Mapping[str, Any] = field(default_factory=dict)


Judge = Callable[[TranslationUnit, Guide], Iterator[str]]
Fix = Callable[[Prose, Language], Iterator[Edit]]
Applies = Callable[[Language], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule. `applies` says whether it is one for a language; `fix` yields what mends a msgstr.

    The build refuses what an `is_strict` one finds; what is `is_advice` is said, and counts for nothing.
    """

    name: str
    family: str
    judge: Judge
    applies: Applies
    fix: Fix | None
    is_strict: bool
    is_advice: bool = False

    @property
    def sentence(self) -> Phrase:
        """What it is for: `own_strings` extracts it for translators."""
        return Phrase(" ".join((self.judge.__doc__ or "").partition("\n\n")[0].split()), {})

    def examples(self, kind: str) -> list[tuple[str, str]]:
        """Return the pairs of source and translation that the docstring gives as "Bad" or "Good"."""
        return [(source, text) for label, source, text in _EXAMPLE.findall(self.judge.__doc__ or "") if label == kind]


RULES: dict[str, Rule] = {}


def rule(
    *, applies: Applies | None = None, fix: Fix | None = None, is_strict: bool = False, is_advice: bool = False
) -> Callable[[Judge], Judge]:
    """Register a function as a rule of the family that its module is named for."""

    def register(judge: Judge) -> Judge:
        name = judge.__name__.rstrip("_").replace("_", "-")
        family = judge.__module__.rpartition(".")[2]
        RULES[name] = Rule(
            name=name,
            family=family,
            judge=judge,
            applies=applies or (lambda _: True),
            fix=fix,
            is_strict=is_strict,
            is_advice=is_advice,
        )
        return judge

    return register


def is_advice(name: str) -> bool:
    """Whether what a rule finds is advice, which makes no command fail."""
    return name in RULES and RULES[name].is_advice


# Registers them; stands here because they need the names above.
from handbook.catalogs.rules import names, same_structure, sentences, spelling, typography, voice, words  # noqa: E402, F401
