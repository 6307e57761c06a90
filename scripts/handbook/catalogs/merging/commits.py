"""The history of the catalogues of one language, as git has it: what each commit found, and what it left.

Merges are revisions with several parents, and the files of today are the last one. Commits that HEAD does not come from
are there as well, as long as git has them: after a squash, a rebase or a cherry-pick only they show what was joined.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath

from handbook.catalogs.entries import Entry, active
from handbook.catalogs.grammar import MAX_BYTES, GrammarError, parse
from handbook.catalogs.merging.memory import TIMES, memory_places
from handbook.catalogs.merging.recorded import merge_heads, read_blobs
from handbook.history.git import ask_git
from handbook.project.project import Project

# How the comment begins that stays with a translation which `make po` has marked, where the memory cannot tell so.
MARK = "read again: "

# A translation that stands for more messages than so many is a general one, like “Sources”, and tells nothing.
MANY = 20
# A message and its translation.
Pair = tuple[str, str]

_HEADER = b'msgid ""\nmsgstr ""\n\n'


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The entries of one catalogue, or of the memory, without its header; `blob` is git's name for the file."""

    entries: tuple[Entry, ...] = ()
    blob: str = ""

    @cached_property
    def in_use(self) -> Mapping[str, Entry]:
        """The entries that are not obsolete, by message."""
        return active(self.entries)

    @cached_property
    def finished(self) -> frozenset[Pair]:
        """Every finished pair, obsolete ones too."""
        return frozenset([entry.pair for entry in self.entries if entry.is_done])

    def messages(self, msgstr: str) -> Sequence[str]:
        """Return the messages that a finished translation stands for, none where they are more than `MANY`."""
        msgids = self._messages.get(msgstr, ())
        return msgids if len(msgids) <= MANY else ()

    @cached_property
    def _messages(self) -> Mapping[str, Sequence[str]]:
        msgids: dict[str, list[str]] = defaultdict(list)
        for msgid, msgstr in sorted(self.finished):
            msgids[msgstr].append(msgid)
        return msgids

    @property
    def marked(self) -> Iterable[Pair]:
        """The pairs that bear `MARK`."""
        return (entry.pair for entry in self.entries if any(line.startswith(MARK) for line in entry.comments))


class SnapshotReader:
    """Reads versions of catalogues, each part between empty lines once: versions differ by few."""

    def __init__(self) -> None:
        self._parts: dict[bytes, tuple[Entry, ...]] = {}

    def read(self, data: bytes, blob: str = "") -> Snapshot | None:
        """Return what a file says, or None where it is no catalogue."""
        if len(data) > MAX_BYTES * TIMES:
            return None
        entries: list[Entry] = []
        comments: list[bytes] = []
        try:
            for part in (data.replace(b"\r\n", b"\n") if b"\r" in data else data).split(b"\n\n"):
                parsed = self._parsed(part)
                if not parsed:  # comments alone, which belong to what follows
                    comments.append(part)
                elif comments:
                    entries += self._parsed(b"\n".join([*comments, part]))
                    comments = []
                else:
                    entries += parsed
        except GrammarError:
            return None
        return Snapshot(entries=tuple(entry for entry in entries if entry.msgid), blob=blob)

    def _parsed(self, part: bytes) -> tuple[Entry, ...]:
        if part not in self._parts:
            self._parts[part] = tuple(parse(_HEADER + part, times=TIMES, is_unique=False)[1:])
        return self._parts[part]


# The catalogues of a language at some time, by their paths from the project's root.
State = Mapping[str, Snapshot]

# The files of so many commits are read at once.
_BATCH = 50


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A commit: the catalogues of its parents, its own, and which of those are like none of the parents'.

    `commit` is empty for the files of today; the parents are the nearest commits that touch the catalogues. `written`
    is when its author made it, in seconds: whoever rebases or picks a commit leaves that as it was.
    """

    commit: str
    written: int
    parents: tuple[str, ...]
    before: tuple[State, ...]
    after: State
    changed: tuple[str, ...]

    def sides(self, path: str) -> tuple[Snapshot, ...]:
        """Return the catalogue as each parent had it; where it had none of that name, all that are gone since."""
        return tuple(state[path] if path in state else self._gone_from(state) for state in self.before)

    def _gone_from(self, state: State) -> Snapshot:
        gone = (snapshot for path, snapshot in state.items() if path not in self.after)
        return Snapshot(entries=tuple(entry for snapshot in gone for entry in snapshot.entries))

    def had(self, pair: tuple[str, str]) -> bool:
        """Whether a parent had a pair in any catalogue, or in the memory."""
        return any(pair in snapshot.finished for state in self.before for snapshot in state.values())


def revisions(project: Project, language: str, today: State, *, is_wide: bool) -> Iterator[Revision]:
    """Yield every revision, parents before their children; those that HEAD does not come from where it `is_wide`.

    Raises HandbookError where git lacks a part of the history.
    """
    # Where catalogues lie, or have lain: the folder of the pages, and the memory.
    places = [f"locales/{language}/LC_MESSAGES", *map(str, memory_places(PurePosixPath("locales"), language))]
    tips = ["HEAD", *merge_heads(project)]
    graph, times = _graph(project, places, [*tips, "--all", "--reflog"] if is_wide else tips)
    changes = _changes(project, places, graph)
    last = tuple(_standing(project, tip, places) for tip in tips)
    waited_for = Counter([*last, *chain.from_iterable(parents for _, *parents in graph)])
    states: dict[str, State] = {"": {}}
    reader = SnapshotReader()
    for start in range(0, len(graph), _BATCH):
        some = graph[start : start + _BATCH]
        snapshots = _snapshots(project, (changes.get(commit, {}) for commit, *_ in some), reader)
        for commit, *parents in some:
            before = tuple(states[parent] for parent in parents)
            own = changes.pop(commit, {})
            after = states[commit] = _changed(before[0] if before else {}, own, snapshots)
            changed = tuple(path for path in own if path in after and _is_new(path, after, before))
            yield Revision(
                commit=commit,
                written=times[commit],
                parents=tuple(parents),
                before=before,
                after=after,
                changed=changed,
            )
            waited_for.subtract(parents)
            for done in (parent for parent in parents if not waited_for[parent]):
                states.pop(done, None)
    before = tuple(states.get(commit, {}) for commit in last)
    now = max(times.values(), default=0)
    yield Revision(commit="", written=now, parents=tuple(tips), before=before, after=today, changed=tuple(today))


def is_ancestor(project: Project, one: str, other: str) -> bool:
    """Whether `other` comes from `one`; both are commits, an empty `other` is what is there today."""
    if not one:
        return False
    others = [other] if other else ["HEAD", *merge_heads(project)]
    return any(ask_git(project.root, "merge-base", "--is-ancestor", one, commit) is not None for commit in others)


def _graph(
    project: Project, places: Sequence[str], tips: Sequence[str]
) -> tuple[Sequence[Sequence[str]], Mapping[str, int]]:
    """Return each commit that touches a catalogue, and each merge, with its parents before it; and when it was made."""
    order = ("--full-history", "--parents", "--topo-order", "--reverse", "--format=%at")
    listed = ask_git(project.root, "rev-list", *order, *tips, "--", *places) or b""
    lines = listed.decode("ascii").splitlines()
    graph = [line.split()[1:] for line in lines[::2]]  # a line that begins with “commit”, then one in our form
    return graph, {commit: int(written) for (commit, *_), written in zip(graph, lines[1::2], strict=True)}


def _snapshots(
    project: Project, changes: Iterable[Mapping[str, str]], reader: SnapshotReader
) -> Mapping[str, Snapshot]:
    """Return what the files say that commits have changed, by git's name for them."""
    wanted = [blob for changed in changes for blob in changed.values() if blob]
    read = ((blob, reader.read(data, blob)) for blob, data in read_blobs(project, wanted).items())
    return {blob: snapshot for blob, snapshot in read if snapshot}


def _changes(project: Project, places: Sequence[str], graph: Iterable[Sequence[str]]) -> dict[str, dict[str, str]]:
    """Return, by commit and path, git's name for each file that is not as its first parent has it; "" where it went."""
    asked = "".join(f"{' '.join(commits[:2])}\n" for commits in graph).encode("ascii")
    form = ("--stdin", "-r", "-z", "-m", "--root", "--raw", "--no-renames", "--relative")
    listed = ask_git(project.root, "diff-tree", *form, "--", *places, stdin=asked) or b""
    changes: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    words = iter(listed.split(b"\0"))
    for word in words:
        if not word.startswith(b":"):
            commit = word.decode("ascii")
            # A commit whose parents never had catalogues is listed once for each of them.
            current = {} if commit in changes else changes.setdefault(commit, {})
            continue
        _, mode, _, blob, _ = word.decode("ascii").split()
        path = next(words).decode("utf-8", "surrogateescape")
        if path.endswith(".po"):
            current[path] = blob if mode.startswith("100") else ""
    return changes


def _changed(state: State, changes: Mapping[str, str], snapshots: Mapping[str, Snapshot]) -> State:
    """Return the catalogues after a commit; one that cannot be read any more says what it said before."""
    if not changes:
        return state
    after = dict(state)
    for path, blob in changes.items():
        if not blob:
            after.pop(path, None)
        elif blob in snapshots:
            after[path] = snapshots[blob]
    return after


def _is_new(path: str, after: State, before: Iterable[State]) -> bool:
    return all(path not in state or state[path].blob != after[path].blob for state in before)


def _standing(project: Project, tip: str, places: Sequence[str]) -> str:
    """Return the commit of the timeline whose catalogues are those of `tip`, or nothing where none touched them."""
    order = ("--full-history", "--parents", "--topo-order", "--max-count=1")
    listed = ask_git(project.root, "rev-list", *order, tip, "--", *places) or b""
    return listed.decode("ascii").partition(" ")[0].strip()
