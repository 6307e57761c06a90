"""Silencers: a translator comment ``# handbook: allow RULE – reason`` on an entry lets one rule pass there.

A comment of that kind (``#`` and a space) is kept by every program that reads PO. What wraps it does no harm.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handbook.catalogs.reviewed import is_review

# What the build refuses unless a translator has given the reason: what two languages may well say in their own ways.
WITH_REASON = frozenset({"code", "number", "quotation", "translated-link"})

_SILENCER = re.compile(r"handbook: allow\b:? *([\w-]*)(?: *[–—:-]+ +(\S(?:(?!handbook: allow).)*))?")
# What is copied out of a message with its “…” gives no reason.
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Silencer:
    """What a comment lets pass: the name of a rule, and why."""

    rule: str
    reason: str


def silencers(comments: Iterable[str]) -> list[Silencer]:
    """Return the silencers of an entry; `comments` are its lines, without their marks."""
    return [
        Silencer(rule=name, reason=reason.strip() if _LETTER.search(reason) else "")
        for name, reason in _SILENCER.findall(" ".join(line.strip() for line in comments if not is_review(line)))
    ]


def admitted(comments: Iterable[str]) -> frozenset[str]:
    """Return the rules of WITH_REASON that the comments of an entry allow with a reason."""
    return frozenset(each.rule for each in silencers(comments) if each.reason) & WITH_REASON
