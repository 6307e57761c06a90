"""Takes catalogues that came by mail into the tree, message by message.

A file may be weeks old. What its sender changed is told from the version in git that it was made from, the one with
the most translations in common; everything else in it is older than what the tree has, and stays out. Where the tree
has changed the same message since, somebody decides, as after any merge. What came back empty was emptied by a program.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.catalogs.damage.diagnosis import breaks_off
from handbook.catalogs.damage.mangled import broken_letters
from handbook.catalogs.entries import Entry, active
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.merging.conflicts import is_undecided, join
from handbook.catalogs.merging.recorded import versions
from handbook.catalogs.writer import alone, put, write
from handbook.desk.mail.home import TreeCatalogue, catalogues_of, homes_of, messages_of
from handbook.desk.mail.parcel import opened, refusal
from handbook.findings.finding import Finding, HandbookError, excerpt
from handbook.findings.phrase import Phrase, listed, phrase
from handbook.project.project import Project

_SHOWN = 70


@dataclass(frozen=True, kw_only=True, slots=True)
class _Mail:
    """A catalogue as it came (`theirs`), the version that it was made from, and the one of the tree."""

    base: Mapping[str, Entry]
    ours: Mapping[str, Entry]
    theirs: Mapping[str, Entry]

    @property
    def emptied(self) -> list[str]:
        """The messages that had a translation when the file was sent, and came back without one."""
        before = self.base or self.ours
        return [m for m, e in self.theirs.items() if m in self.ours and not _has_text(e) and _has_text(before.get(m))]

    @property
    def drafts(self) -> list[str]:
        """The messages that are finished here, and of which the file has another translation that is not."""
        return [msgid for msgid, entry in self.theirs.items() if self.is_lesser(entry)]

    def is_lesser(self, entry: Entry) -> bool:
        """Whether an entry that was sent is a draft of what is finished here; with the same words, it is a doubt."""
        before, here = self.base.get(entry.msgid), self.ours.get(entry.msgid)
        is_as_it_was = before is not None and before.is_fuzzy and before.msgstr == entry.msgstr
        is_draft = entry.is_fuzzy and _has_text(entry) and not is_as_it_was
        return is_draft and here is not None and here.is_done and here.msgstr != entry.msgstr

    @property
    def absent(self) -> list[str]:
        """The messages that were in the file when it was sent, and are not in it any more."""
        return [m for m, e in self.base.items() if m in self.ours and m not in self.theirs and _has_text(e)]


def take(project: Project, paths: Sequence[Path]) -> list[str]:
    """Join the catalogues in the files at `paths` with those of their pages, and return what was taken, in lines.

    Raises HandbookError where one cannot be read, or is of no page or language of the project; then nothing is written.
    """
    mailed, aside = opened(paths)
    lines: list[str] = [phrase("{file}: left aside, since it is no catalogue", file=name) for name in aside]
    findings: list[Finding] = []
    with alone(project):
        tree = catalogues_of(project)
        messages = messages_of(tree.values())
        translations = {msgid: set(of_pages.values()) for msgid, of_pages in messages.items()}
        changed: dict[str, Sequence[Entry]] = {}
        for mail in mailed:
            try:
                if broken := broken_letters(mail.entries, translations):
                    raise broken
                homes = homes_of(project, mail.entries, tree, messages)
                parts = _divided(mail.entries, {name: active(tree[name].entries) for name in homes})
                joined = {name: _joined(project, tree[name], part) for name, part in parts.items()}
            except GrammarError as error:
                findings.append(refusal(mail.name, error))
                continue
            for name, (entries, account) in joined.items():
                tree[name] = replace(tree[name], entries=entries)
                changed[name] = entries
                lines += (phrase("{file}: {line}", file=name, line=line) for line in account)
        if findings:
            raise HandbookError(findings)
        for name, entries in changed.items():
            put(project.root / name, write(entries))
    return lines


def _divided(theirs: Sequence[Entry], homes: Mapping[str, Collection[str]]) -> Mapping[str, Sequence[Entry]]:
    """Return the entries for each of the catalogues that a file was joined from; what is of none goes to the first."""
    header, *entries = theirs
    first, of_some = next(iter(homes)), set().union(*homes.values())
    return {
        name: [header, *(e for e in entries if e.msgid in messages or (name == first and e.msgid not in of_some))]
        for name, messages in homes.items()
    }


def _joined(project: Project, ours: TreeCatalogue, theirs: Sequence[Entry]) -> tuple[Sequence[Entry], Iterable[Phrase]]:
    """Return the catalogue with what the sender has changed, and an account of that.

    Raises GrammarError where `theirs` has arrived by half.
    """
    base = _origin(versions(project, ours.name), theirs)
    mail = _Mail(base=active(base), ours=active(ours.entries), theirs=active(theirs))
    if mail.ours.keys() - mail.theirs.keys() and (cut := breaks_off(theirs)):
        raise cut
    retired = {entry.pair for entry in ours.entries if entry.is_obsolete}
    joined = join(base, ours.entries, [theirs[0], *_sent(mail, theirs[1:], retired)])
    return joined, _account(mail, active(joined))


def _sent(mail: _Mail, theirs: Iterable[Entry], retired: set[tuple[str, str]]) -> Iterator[Entry]:
    """Yield what the sender means: an entry that is empty or absent is as it was, since programs do that."""
    for entry in theirs:
        here = mail.ours.get(entry.msgid)
        if entry.is_obsolete:
            yield entry
        elif here and mail.is_lesser(entry):
            yield from (here, replace(entry, flags=frozenset(), previous=None, is_obsolete=True))
        elif _has_text(entry) and (here or entry.pair not in retired):
            is_draft = entry.is_fuzzy and entry.previous is None
            yield replace(entry, previous=here.previous) if here and is_draft else entry
    for msgid, entry in mail.base.items():
        if msgid in mail.ours and not _has_text(mail.theirs.get(msgid)):
            yield entry


def _has_text(entry: Entry | None) -> bool:
    return entry is not None and bool(entry.msgstr.strip())


def _origin(versions: Iterable[bytes], theirs: Sequence[Entry]) -> Sequence[Entry]:
    """Return the one of `versions`, the newest first, that `theirs` was made from; nothing where none can be read.

    Of two that are as near the older one is taken: then nothing that came after it is undone.
    """
    pairs = {entry.pair for entry in theirs if entry.msgid and _has_text(entry)}
    best: Sequence[Entry] = ()
    most = 0
    for data in versions:
        try:
            entries = parse(data)
        except GrammarError:
            continue  # a version that git had in conflict
        if (common := len(pairs & {entry.pair for entry in entries})) >= max(most, 1):
            best, most = entries, common
    return best


def _account(mail: _Mail, after: Mapping[str, Entry]) -> Iterator[Phrase]:
    """Yield what has become of the messages, in numbers and names."""
    before = mail.ours
    changed = [msgid for msgid in after if msgid in before and _content(after[msgid]) != _content(before[msgid])]
    kinds: tuple[tuple[Phrase, Phrase | None, list[str]], ...] = (
        (
            phrase("{count} taken"),
            phrase("taken: “{message}”"),
            [msgid for msgid in changed if not is_undecided(after[msgid])],
        ),
        (
            phrase("{count} to decide"),
            phrase("to decide: “{message}”"),
            [msgid for msgid in changed if is_undecided(after[msgid])],
        ),
        (
            phrase("{count} not on the page any more"),
            phrase("not on the page any more: “{message}”"),
            [msgid for msgid in after if msgid not in before],
        ),
        (
            phrase("{count} came back as drafts; kept what was finished"),
            phrase("came back as a draft: “{message}”"),
            mail.drafts,
        ),
        (
            phrase("{count} came back empty; kept what was there"),
            phrase("came back empty: “{message}”"),
            mail.emptied,
        ),
        (phrase("{count} not in the file; kept what was there"), None, mail.absent),
    )
    counts = [text.format(count=len(messages)) for text, _, messages in kinds if messages]
    yield listed(counts) if counts else phrase("nothing new in the file")
    for _, text, messages in kinds:
        if text is not None:
            yield from (text.format(message=excerpt(msgid, _SHOWN)) for msgid in messages)


def _content(entry: Entry) -> tuple[str, bool, tuple[str, ...]]:
    return entry.msgstr, entry.is_fuzzy, entry.comments
