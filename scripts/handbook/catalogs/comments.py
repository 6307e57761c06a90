"""What people write about an entry in its comments, in words that the program reads.

``# handbook: reviewed by Marie Tremblay (1f3a9c2b)`` says that a second person has reviewed the entry. Programs keep
such a comment also when the text changes, so it bears a seal, a checksum of both texts: where they have changed since,
the review is known to be of an earlier wording. A comment written by hand needs no seal; it gets one when the catalogue
is next written.

``# handbook: allow RULE – reason`` is a silencer: it lets one rule pass on the entry.

Every program that reads PO keeps comments of this kind (``#`` and a space), and wrapping them does no harm.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from handbook.catalogs.entries import Entry
from handbook.findings.finding import excerpt
from handbook.findings.phrase import phrase
from handbook.languages.lookup import OWN_LANGUAGE, known_languages, language_of

# In the languages of those who write it by hand; words, name, seal of a line in which no two spaces stand together.
_WORDS = "|".join(language.reviewed for language in known_languages() if language.reviewed)
_MARK = re.compile(rf"handbook: ?({_WORDS})\b ?:? ?(.*?)(?: ?\(([0-9a-f]{{8}})\))?", re.IGNORECASE)
# With its words and its seal a mark has 75 characters, beyond which comments are divided.
MOST_OF_A_NAME = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """Who has reviewed an entry; `is_current` is whether it still says what was reviewed."""

    name: str
    is_current: bool


def reviews(entry: Entry) -> list[Review]:
    """Return the reviews in the comments of an entry, in their order."""
    marks = [mark for mark in map(_mark, entry.comments) if mark and mark[2]]
    seal = _seal(entry) if marks else ""
    return [Review(name=mark[2], is_current=entry.is_done and mark[3] in (None, seal)) for mark in marks]


def is_review(comment: str) -> bool:
    """Whether a comment says that an entry has been reviewed."""
    return _mark(comment) is not None


def is_reviewed(entry: Entry) -> bool:
    """Whether somebody has reviewed what an entry says now."""
    return any(review.is_current for review in reviews(entry))


def is_outdated(entry: Entry) -> bool:
    """Whether what has been reviewed is an earlier wording of a finished entry."""
    return entry.is_done and bool(reviews(entry)) and not is_reviewed(entry)


def reviewed(entry: Entry, name: str, speaks: str) -> Entry:
    """Return an entry that `name` has reviewed as it is; reviews of earlier wordings go. `speaks` chooses the words."""
    if any(review.is_current and review.name == name for review in reviews(entry)):
        return entry
    words = language_of(speaks).reviewed_by or language_of(OWN_LANGUAGE).reviewed_by
    kept = (line for line in entry.comments if not is_review(line) or is_reviewed(replace(entry, comments=(line,))))
    return sealed(replace(entry, comments=(*kept, f"handbook: {words} {name}")))


def sealed(entry: Entry) -> Entry:
    """Return an entry whose reviews all bear a seal. One of a text in doubt is of what that text was made for."""
    if not any(map(is_review, entry.comments)):
        return entry
    return replace(entry, comments=tuple(_sealed(line, entry) for line in entry.comments))


def complaints(entry: Entry) -> Iterator[str]:
    """Yield what is wrong with the reviews of a finished entry."""
    if any(mark and not mark[2] for mark in map(_mark, entry.comments)):
        yield phrase("a review has no name; write who has reviewed this, or remove the comment")
    if is_outdated(entry):
        names = ", ".join(dict.fromkeys(review.name for review in reviews(entry)))
        yield phrase(
            "{names}: what was reviewed is an earlier wording; have it reviewed again, or remove the comment",
            names=names,
        )


def _sealed(line: str, entry: Entry) -> str:
    mark = _mark(line)
    if mark is None or mark[3] or not mark[2]:
        return line
    return f"handbook: {mark[1].lower()} {excerpt(mark[2], MOST_OF_A_NAME)} ({_seal(entry)})"


def _mark(comment: str) -> re.Match[str] | None:
    return _MARK.fullmatch(" ".join(comment.split())) if "handbook:" in comment.casefold() else None


def _seal(entry: Entry) -> str:
    """Return a checksum of both texts, in eight hexadecimal digits."""
    msgid = entry.previous or "" if entry.is_fuzzy else entry.msgid
    return sha256(f"{len(msgid)}:{msgid}{entry.msgstr}".encode()).hexdigest()[:8]


# The rules that the build enforces unless a silencer gives a reason: two languages may rightly differ here.
WITH_REASON = frozenset({"code", "number", "quotation", "translated-link"})

_SILENCER = re.compile(r"handbook: allow\b:? *([\w-]*)(?: *[–—:-]+ +(\S(?:(?!handbook: allow).)*))?")
# “…”, copied from a report as it is, gives no reason.
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Silencer:
    """A comment that lets the rule of this name pass, and why; the reason is empty where none is given."""

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
    return frozenset(silencer.rule for silencer in silencers(comments) if silencer.reason) & WITH_REASON
