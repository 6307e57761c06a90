"""Keeps ``source/redirects.toml`` as pages are renamed, joined and divided: what was committed shows what they were."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from docutils.nodes import make_id

from handbook.catalogs.merging.recorded import read_blobs, versions
from handbook.catalogs.reader import catalogue_paths
from handbook.catalogs.writer import put
from handbook.findings.finding import shown
from handbook.findings.phrase import Phrase, phrase
from handbook.history.git import ask_git
from handbook.project.page_names import refusal
from handbook.project.project import DOMAIN, Project
from handbook.project.redirects import MOVED
from handbook.texts.located_toml import read_toml
from handbook.texts.text_files import text_as_far_as_legible

_BEGINNING = f"""\
# Where old addresses lead: "old/page" = "new/page", "page#place" = "page#place", and "old/page" = "" of what is gone
# on purpose. `make po` adds pages that were renamed, joined or divided; correct what it has guessed.

[{MOVED}]
"""
_FENCE, _HEADING = re.compile(r"\s*(`{3,}|~{3,}|:{3,})"), re.compile(r"#{1,6}\s+(.+?)\s*#*$")
# A shorter line, such as a bullet or a fence, says of no page which one it is.
_LEAST = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class _Text:
    """A page as it was or is: how long each of its lines is that tell it from others, and its headings by anchor."""

    lines: Mapping[str, int]
    headings: Mapping[str, str]

    @property
    def size(self) -> int:
        return sum(self.lines.values())


def keep_redirects(project: Project, anchors: Mapping[str, Collection[str]]) -> list[Phrase]:
    """Write down where the pages lead that are no more, and headings that stand on another page. Returns what was
    added, line by line.

    `anchors` are those of the headings of each page. Raises HandbookError where the file is no TOML.
    """
    now = {page: text_as_far_as_legible(project.page(page)) for page in project.pages()}
    committed = _committed(project)
    behind = _left_behind(project, now.keys() | committed.keys())
    gone = {page: _read(text) for page, text in {**behind, **committed}.items() if page not in now}
    edited = {page: _read(committed[page]) for page in now.keys() & committed.keys() if committed[page] != now[page]}
    # What was committed already is new all the same where its page is remembered by catalogues alone.
    fresh_pages = now if behind else {page: now[page] for page in now if page in edited or page not in committed}
    moved = dict(_moves(gone, edited, _today(fresh_pages, edited, anchors)))
    table = read_toml(project.redirects, project.root).data.get(MOVED, {}) if project.redirects.exists() else {}
    named = {old: new for old, new in moved.items() if refusal(old.partition("#")[0]) is None}
    fresh = {old: new for old, new in named.items() if old not in table}
    if not fresh:
        return []
    before = project.redirects.read_text(encoding="utf-8") if project.redirects.exists() else _BEGINNING
    lines = [f"{_quoted(old)} = {_quoted(new)}\n" for old, new in fresh.items()]
    if not table and f"[{MOVED}]" not in before:
        lines.insert(0, f"\n[{MOVED}]\n")
    text = f"{before.rstrip()}\n{''.join(lines)}"
    put(project.redirects, text.encode())
    where = shown(project.redirects, project.root)
    return [phrase("{file}: “{old}” now leads to “{new}”", file=where, old=old, new=new) for old, new in fresh.items()]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _committed(project: Project) -> dict[str, str]:
    """Return the pages of git's last commit; none where git has no commit of this folder."""
    listed = ask_git(project.root, "ls-tree", "-r", "-z", "HEAD", "--", "source/") or b""
    rows = [row.partition("\t") for row in listed.decode("utf-8", "surrogateescape").split("\0")]
    places = {path: about.split()[2] for about, _, path in rows if path.endswith(".md") and about[:3] == "100"}
    blobs = read_blobs(project, places.values())
    return {
        path.removeprefix("source/").removesuffix(".md"): blobs[place].decode("utf-8", "replace").replace("\r\n", "\n")
        for path, place in places.items()
        if place in blobs
    }


def _left_behind(project: Project, pages: Collection[str]) -> dict[str, str]:
    """Return the pages that only their catalogues remember: somebody has committed before `make po`."""
    domains = {domain for language in project.catalogued for domain in catalogue_paths(project, language)[0]}
    gone = sorted(domains - {DOMAIN} - set(pages))
    texts = {page: next(iter(versions(project, f"source/{page}.md")), None) for page in gone}
    return {page: text.decode("utf-8", "replace") for page, text in texts.items() if text is not None}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Today:
    """The pages that may have what others had: their texts, which of them have a line or a heading that is new there,
    and the anchors of headings.
    """

    texts: Mapping[str, _Text]
    by_line: Mapping[str, Collection[str]]
    by_heading: Mapping[str, Collection[str]]
    anchors: Mapping[str, Collection[str]]


def _today(pages: Mapping[str, str], before: Mapping[str, _Text], anchors: Mapping[str, Collection[str]]) -> _Today:
    """Return `pages` as they are now; what they had `before` is not new."""
    texts = {page: _read(text) for page, text in pages.items()}
    by_line: dict[str, set[str]] = defaultdict(set)
    by_heading: dict[str, set[str]] = defaultdict(set)
    for page, text in texts.items():
        old = before.get(page, _Text(lines={}, headings={}))
        for line in text.lines.keys() - old.lines.keys():
            by_line[line].add(page)
        for heading in {*text.headings.values()} - {*old.headings.values()}:
            by_heading[heading].add(page)
    return _Today(texts=texts, by_line=by_line, by_heading=by_heading, anchors=anchors)


def _moves(gone: Mapping[str, _Text], edited: Mapping[str, _Text], today: _Today) -> Iterator[tuple[str, str]]:
    """Yield each old address with where it leads: of pages that are `gone`, and of headings that have left a page."""
    for page, before in sorted(gone.items()):
        near = _successor(before, today)
        if near is not None:
            yield page, near
            yield from _places(page, before, near, today)
    for page, before in sorted(edited.items()):
        yield from _places(page, before, page, today)


def _successor(before: _Text, today: _Today) -> str | None:
    """Return the page that has most of what another one said, if half of that, or of the page itself, is the same."""
    shared: dict[str, int] = defaultdict(int)
    for line, size in before.lines.items():
        for other in today.by_line.get(line, ()):
            shared[other] += size
    total = sum(size for line, size in before.lines.items() if line in today.by_line)
    near = max(sorted(shared), key=lambda other: shared[other], default=None)
    return near if near and total * 2 >= min(before.size, today.texts[near].size) else None


def _places(page: str, before: _Text, near: str, today: _Today) -> Iterator[tuple[str, str]]:
    """Yield the headings of a page that stand on one other page than `near`, where the page itself leads."""
    for anchor, heading in before.headings.items():
        others = today.by_heading.get(heading, ())
        if anchor in today.anchors.get(near, ()) or len(others) != 1:
            continue
        [other] = others
        new = next((name for name, text in today.texts[other].headings.items() if text == heading), "")
        if other != near and new in today.anchors.get(other, ()):
            yield f"{page}#{anchor}", f"{other}#{new}"


def _read(page: str) -> _Text:
    """Read a page as far as it matters: its lines outside of fences may be headings; the first one is its title."""
    lines: dict[str, int] = {}
    headings: dict[str, str] = {}
    fence = ""
    for line in (line.strip() for line in page.splitlines()):
        if len(line) >= _LEAST:
            lines[line] = len(line)
        if mark := _FENCE.match(line):
            fence = "" if fence and line.startswith(fence) else fence or mark[1]
        elif not fence and (heading := _HEADING.match(line)):
            headings.setdefault(make_id(heading[1]), heading[1])
    titles = list(headings)[:1]
    return _Text(
        lines=lines, headings={anchor: heading for anchor, heading in headings.items() if anchor not in titles}
    )
