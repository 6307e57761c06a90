"""Names the translations that git has put beside another text, and marks them, so that somebody looks at them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from handbook.catalogs.entries import Entry, united
from handbook.catalogs.merging.commits import is_ancestor, is_shallow
from handbook.catalogs.merging.conflicts import decision
from handbook.catalogs.merging.lost import current_entries, path_of
from handbook.catalogs.merging.memory import MEMORY
from handbook.catalogs.merging.merge import Event
from handbook.catalogs.merging.mispaired import Mispaired, References, mispaired
from handbook.catalogs.merging.recorded import MARK, Pair, Snapshot
from handbook.findings.finding import Finding, excerpt, shown
from handbook.findings.phrase import Phrase, phrase
from handbook.project.project import Project

Domains = Mapping[str, Sequence[Entry]]

_NOTE = f"{MARK}git has put this translation beside another text"
_LED_IN = 3  # so many words stand before the first that differs


def wrongly_joined(project: Project, references: References, since: str | None = None) -> Iterator[Finding]:
    """Yield a finding for each finished entry that git has made of several, in any commit or in those after `since`.

    Where git has not the whole history nobody can tell; that is a finding for whoever has asked `since` when.
    Raises HandbookError when a catalogue cannot be read, or git lacks a part of the history.
    """
    if is_shallow(project):
        if since is not None:
            yield Finding(path="locales", line=1, message=SHALLOW, rule="git-history")
        return
    for language in project.catalogued:
        catalogues, memory = current_entries(project, language)
        domains = {**catalogues, MEMORY: memory}
        for found in find_mispaired(project, language, domains, references).values():
            if since is None or not all(commit and is_ancestor(project, commit, since) for commit in found.commits):
                yield from _findings(project, language, domains, found)


def find_mispaired(
    project: Project, language: str, domains: Domains, references: References
) -> Mapping[Pair, Mispaired]:
    """Return the finished pairs of these catalogues, the memory among them, that git has made.

    Nothing is returned where git has not the whole history to tell from.
    """
    if is_shallow(project):
        return {}
    today = {
        shown(path_of(project, language, domain), project.root): Snapshot(entries=tuple(entries[1:]))
        for domain, entries in domains.items()
    }
    return {each.pair: each for each in mispaired(project, language, today, references)}


def marked(domains: Domains, found: Mapping[Pair, Mispaired]) -> Domains:
    """Return the catalogues with these pairs fuzzy, each with the text that it translates."""
    if not found:
        return domains
    finished = {entry.pair for entries in domains.values() for entry in entries if entry.is_done}
    return {
        domain: [
            _marked(entry, found[entry.pair], finished) if entry.is_done and entry.pair in found else entry
            for entry in entries
        ]
        for domain, entries in domains.items()
    }


def doubted(recorded: Domains, today: Domains, found: Mapping[Pair, Mispaired]) -> Domains:
    """Return the catalogues of a commit with those pairs fuzzy that are so today: no page is given them as finished."""
    drafts = {entry.pair for entries in today.values() for entry in entries if entry.is_fuzzy} | found.keys()
    return {
        domain: [replace(entry, flags=entry.flags | {"fuzzy"}) if entry.pair in drafts else entry for entry in entries]
        for domain, entries in recorded.items()
    }


def marked_memory(memory: Sequence[Entry], found: Mapping[Pair, Mispaired], header: Entry) -> Sequence[Entry]:
    """Return the memory with the pairs that people made and git has lost; `header` is for one that is empty."""
    if not found:
        return memory
    first, *entries = marked({MEMORY: memory or [replace(header, comments=())]}, found)[MEMORY]
    lost = dict.fromkeys(pair for each in found.values() for pair in each.hides if pair not in found)
    return [first, *entries, *(Entry(msgid=msgid, msgstr=msgstr) for msgid, msgstr in lost)]


def with_mispaired(events: Iterable[Event], found: Mapping[Pair, Mispaired]) -> list[Event]:
    """Return what became of the messages, and which of those that wait do so since git has put them together."""
    texts = {msgid: each.previous or "" for (msgid, _), each in found.items()}
    return [
        replace(event, kind="mispaired", source=texts[event.msgid])
        if event.kind in ("waiting", "undecided") and event.msgid in texts
        else event
        for event in events
    ]


def _marked(entry: Entry, found: Mispaired, finished: set[Pair]) -> Entry:
    notes = [decision(msgstr) for msgstr in _choices(found)]
    # It was a draft, or another page says the text: the memory will not tell that somebody was asked.
    if not finished.isdisjoint(found.hides):
        notes.append(_NOTE)
    comments = united(entry.comments, notes)
    return replace(entry, flags=entry.flags | {"fuzzy"}, previous=found.previous, comments=comments)


def _findings(project: Project, language: str, domains: Domains, found: Mispaired) -> Iterator[Finding]:
    for domain, entries in domains.items():
        name = shown(path_of(project, language, domain), project.root)
        for entry in entries[1:]:
            if entry.is_done and entry.pair == found.pair:
                yield Finding(path=name, line=entry.line, message=_message(found), rule="po-mispaired")


def _choices(found: Mispaired) -> list[str]:
    """Return the translations of the message that git has mixed."""
    return [msgstr for msgid, msgstr in found.hides if msgid == found.pair[0] and msgstr != found.pair[1]]


def _message(found: Mispaired) -> Phrase:
    commit = found.commits[-1][:10]
    place = phrase("in commit {commit}", commit=commit) if commit else phrase("in files that are not committed yet")
    if _choices(found):
        return phrase(
            "git has made one translation of “{message}” out of two {place}; run make po, which marks it, and choose",
            message=excerpt(found.pair[0]),
            place=place,
        )
    if found.previous is None:
        return phrase(
            "git has taken “{message}” for finished {place}; run make po, which marks it, and look at it",
            message=excerpt(found.pair[0]),
            place=place,
        )
    old, new = _apart(found.previous, found.pair[0])
    return phrase(
        "this translates “{old}”, and git has put it beside “{new}” {place}; run make po, which marks it, and correct "
        "it",
        old=old,
        new=new,
        place=place,
    )


def _apart(one: str, other: str) -> tuple[str, str]:
    """Return two texts as reports quote them, from a little before the first word in which they differ."""
    words, others = one.split(), other.split()
    same = next((number for number, pair in enumerate(zip(words, others, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, same - _LED_IN)
    lead = "… " if start else ""
    return lead + excerpt(" ".join(words[start:])), lead + excerpt(" ".join(others[start:]))


SHALLOW = phrase(
    "git has only the end of the history here, so nobody can tell which translations it has put beside another text; "
    "run git fetch --unshallow"
)
