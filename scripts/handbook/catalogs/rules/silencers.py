"""Silencers: a translator comment ``# handbook: allow RULE – reason`` on an entry lets one rule pass there.

A comment of that kind (``#`` and a space) is kept by every program that reads PO. What wraps it does no harm.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.catalogs.reviewed import is_review
from handbook.catalogs.rules import RULES
from handbook.catalogs.rules.guide import Guide
from handbook.phrase import phrase

_SILENCER = re.compile(r"handbook: allow\b:? *([\w-]*)(?: *[–—:-]+ +(\S(?:(?!handbook: allow).)*))?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Silencer:
    """What a comment lets pass: the name of a rule, and why."""

    rule: str
    reason: str


def silencers(comments: Iterable[str]) -> list[Silencer]:
    """Return the silencers of an entry; `comments` are its lines, without their marks."""
    return [
        Silencer(rule=name, reason=reason.strip())
        for name, reason in _SILENCER.findall(" ".join(line.strip() for line in comments if not is_review(line)))
    ]


def misused(found: Iterable[Silencer], heard: Iterable[str], guide: Guide) -> Iterator[str]:
    """Yield what is wrong with silencers, given the rules that have something to say of their entry."""
    heard = set(heard)
    for each in found:
        if each.rule not in RULES:
            told = phrase("there is no rule “{rule}” to allow; handbook po rules lists them")
        elif RULES[each.rule].is_strict:
            told = phrase("“{rule}” cannot be allowed, since make refuses it; correct the translation")
        elif not each.reason:
            told = phrase("“{rule}” is allowed without a reason; write it behind a dash: allow {rule} – …")
        elif each.rule not in heard and not (each.rule == "spelling" and guide.is_word is None):
            told = phrase("“{rule}” has nothing to say here any more; remove the comment that allows it")
        else:
            continue
        yield told.format(rule=each.rule)
