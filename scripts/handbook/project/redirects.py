"""Where old addresses lead: ``source/redirects.toml``, which `make po` keeps and editors own.

``"agencies/old" = "agencies/new"`` of a page, ``"about#early" = "history#beginnings"`` of a place on one, and
``"agencies/old" = ""`` of what is gone on purpose.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from handbook.findings.finding import HandbookError
from handbook.findings.nearest import nearest_page
from handbook.findings.phrase import Phrase, phrase
from handbook.project.page_names import caseless, refusal
from handbook.project.project import Project
from handbook.project.shapes import (
    Declaration,
    Fault,
    anything,
    matching,
    of_type,
    table_of,
    unknown_keys,
    wrong_values,
)
from handbook.texts.located_toml import read_toml

# The table of the file, and the rule of what is wrong in it.
MOVED, RULE = "moved", "redirect"
# What an old address leads to where it is gone on purpose.
GONE = ""
_TABLES: Declaration = {MOVED: (table_of(anything), phrase("{key} holds lines like {example}"))}
_EXAMPLE = '"agencies/old" = "agencies/new"'
# More moves than ten years bring, and few enough that any file is read in linear time.
LONGEST_WAY = 100
# What ids may hold that MyST makes of headings and labels.
_IS_ANCHOR = matching(r"[\w.:-]+")
_IS_TARGET = of_type(str)


@dataclass(frozen=True, kw_only=True, slots=True)
class Redirects:
    """Where each old address leads in the end, a page or a place on one like ``history#beginnings``; `GONE`: nowhere.

    `lines` are those of the file, by address.
    """

    targets: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def pages(self) -> Mapping[str, str]:
        """The old pages, each with where it leads."""
        return {address: target for address, target in self.targets.items() if "#" not in address}

    def places_on(self, page: str) -> Mapping[str, str]:
        """Return the anchors that were once on a page, of today or not, each with where it leads: none that is gone."""
        return {
            address.partition("#")[2]: target
            for address, target in self.targets.items()
            if target != GONE and address.startswith(f"{page}#")
        }


def read_redirects(project: Project) -> Redirects:
    """Read the redirects of a project: none where it has no such file. Raises HandbookError with every fault.

    Whether there are such places on the pages is known once they are built.
    """
    if not project.redirects.exists():
        return Redirects()
    document = read_toml(project.redirects, project.root)
    if findings := [document.finding(keys, message, RULE) for keys, message in _faults(document.data, project.pages())]:
        raise HandbookError(findings)
    moved: Mapping[str, str] = document.data.get(MOVED, {})
    return Redirects(
        targets={address: _followed(address, moved)[-1] for address in moved},
        lines={address: document.line(MOVED, address) for address in moved},
    )


def right_redirects(project: Project) -> Redirects:
    """Read the redirects as `read_redirects` does, but none where they are wrong, which the build says."""
    try:
        return read_redirects(project)
    except HandbookError:
        return Redirects()


def _faults(data: Mapping[str, Any], pages: Collection[str]) -> Iterator[Fault]:
    yield from unknown_keys(data, _TABLES, phrase("unknown table “{key}”; the table is {keys}"))
    wrong = list(wrong_values(data, _TABLES, example=_EXAMPLE))
    yield from wrong
    moved = {} if wrong else data.get(MOVED, {})
    taken: dict[str, str] = {}
    live = {caseless(page) for page in pages}
    for address, target in moved.items():
        fault = _address_fault(address, pages, taken) or _target_fault(address, target, moved, set(pages))
        if fault is not None:
            yield (MOVED, address), fault
        if "#" not in address and caseless(address) not in live:
            taken.setdefault(caseless(address), address)


def _address_fault(address: str, pages: Collection[str], taken: Mapping[str, str]) -> Phrase | None:
    """Return why an old address is none."""
    page, hash_sign, anchor = address.partition("#")
    other = taken.get(caseless(page), page)
    fault = None
    if hash_sign and not _IS_ANCHOR(anchor):
        fault = _no_place(address)
    elif page.endswith((".md", ".html")) or page.startswith("/"):
        fault = phrase("“{address}” is no page; write it without .md or .html, like agencies/old", address=address)
    elif page in pages:
        again = phrase("“{page}” is a page again; remove this line, and readers get that", page=page)
        fault = None if hash_sign else again
    elif reason := refusal(page):
        fault = phrase("no page was ever called “{page}”: {reason}; correct or remove it", page=page, reason=reason)
    elif other != page and not hash_sign:
        fault = phrase("Windows and macOS take “{page}” for “{other}”; keep one of them", page=page, other=other)
    return fault


def _target_fault(address: str, target: Any, moved: Mapping[str, Any], pages: Collection[str]) -> Phrase | None:
    """Return why an old address cannot lead where it is said to."""
    if not _IS_TARGET(target):
        return phrase('“{address}” leads to a page in quotes, or to "" where it is gone on purpose', address=address)
    way = _followed(address, moved)
    if way[-1] in way[:-1]:
        return phrase("this leads in a circle: {way}; let one of them lead to a page", way=" → ".join(way))
    if len(way) > LONGEST_WAY:
        return phrase("this leads on more than {number} times; write where it ends", number=LONGEST_WAY - 1)
    page, hash_sign, anchor = target.partition("#")
    is_followed = target == GONE or target in moved or page in moved  # what it leads to says where that leads
    if not is_followed and page not in pages:
        near = nearest_page(page, pages)
        unlike = phrase('there is no page “{page}”; name another, or write "" where it is gone', page=page)
        like = phrase('there is no page “{page}”, but “{near}”; write that, or "" where it is gone')
        return like.format(page=page, near=near) if near else unlike
    if hash_sign and not _IS_ANCHOR(anchor):
        return _no_place(target)
    return None


def _no_place(address: str) -> Phrase:
    return phrase("“{address}” names no place on a page; write it like about#history", address=address)


def _followed(address: str, moved: Mapping[str, Any]) -> list[str]:
    """Return the way from an old address, step by step; where it goes in a circle, it ends with what it has passed.

    A place on a page that has moved is on its new one. A way longer than `LONGEST_WAY` is returned as far as that.
    """
    way = [address]
    while len(way) <= LONGEST_WAY:
        page, hash_sign, anchor = way[-1].partition("#")
        step = moved.get(way[-1])
        if step is None and len(way) > 1 and page in moved:
            step = moved[page] + hash_sign + anchor if moved[page] and "#" not in str(moved[page]) else moved[page]
        if not isinstance(step, str):
            return way
        way.append(step)
        if step in way[:-1] or step == GONE:
            return way
    return way
