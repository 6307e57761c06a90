"""Takes a catalogue that came by mail into the tree, message by message.

The file may be weeks old. What its sender changed is told from the version in git that it was made from, the one with
the most messages in common; everything else in it is older than what the tree has, and stays out. Where the tree has
changed the same message since, somebody decides, as after any merge.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from handbook.catalogs.entries import Entry, active, fields
from handbook.catalogs.files import alone, put
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.merging.conflict import is_undecided, join
from handbook.catalogs.merging.recorded import versions
from handbook.catalogs.reader import catalogue_paths, read_entries
from handbook.catalogs.writer import write
from handbook.finding import Finding, HandbookError, excerpt, shown
from handbook.phrase import Phrase, listed, phrase
from handbook.project import SOURCE_LANGUAGE, Project

# Below this share of messages that a page has, a file is none of it: editors would look for it in vain.
_LEAST = 0.5
_SHOWN = 70


def take(project: Project, path: Path) -> list[str]:
    """Join the catalogue at `path` with the one of its page, and return what was taken, in lines.

    Raises HandbookError where it cannot be read, or is of no page or language of the project; then nothing is written.
    """
    if not path.is_file():
        raise _refused(path, phrase("there is no such file; give the path of the catalogue that came by mail"))
    theirs = read_entries(path, path.parent)
    with alone(project):
        name, ours = _home(project, theirs, path)
        base = _origin(versions(project, name), theirs)
        joined = join(base, ours, theirs)
        put(project.root / name, write(joined))
    return [phrase("{file}: {line}", file=name, line=line) for line in _account(active(ours), active(joined))]


def _home(project: Project, theirs: Sequence[Entry], path: Path) -> tuple[str, Sequence[Entry]]:
    """Return the name and the entries of the catalogue that has the most messages of `theirs`."""
    language = fields(theirs[0].msgstr).get("Language", "").replace("-", "_").partition("_")[0]
    if language == SOURCE_LANGUAGE or language not in project.languages:
        message = phrase(
            "its header says Language: “{language}”, which is no translation of this handbook", language=language
        )
        raise _refused(path, message)
    catalogues = {
        shown(each, project.root): read_entries(each, project.root)
        for each in catalogue_paths(project, language)[0].values()
    }
    wanted = active(theirs).keys()
    shared = {name: len(wanted & active(entries).keys()) for name, entries in catalogues.items()}
    best = max(shared, key=lambda name: shared[name], default="")
    if not best or shared[best] < _LEAST * len(wanted) or not wanted:
        message = phrase("no page has its messages; open the right file, or run handbook po update first")
        raise _refused(path, message)
    return best, catalogues[best]


def _refused(path: Path, message: str) -> HandbookError:
    return HandbookError([Finding(path=path.name, line=1, message=message, rule="po-take")])


def _origin(versions: Iterable[bytes], theirs: Sequence[Entry]) -> Sequence[Entry]:
    """Return the one of `versions`, the newest first, that `theirs` was made from; nothing where none can be read.

    Of two that are as near the older one is taken: then nothing that came after it is undone.
    """
    pairs = {entry.pair for entry in theirs if entry.msgid}
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


def _account(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Iterable[Phrase]:
    """Yield what has become of the messages, in numbers and names."""
    changed = [msgid for msgid in after if msgid in before and _told(after[msgid]) != _told(before[msgid])]
    kinds = (
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
    )
    counts = [text.format(count=len(messages)) for text, _, messages in kinds if messages]
    yield listed(counts) if counts else phrase("nothing new in the file")
    for _, text, messages in kinds:
        yield from (text.format(message=excerpt(msgid, _SHOWN)) for msgid in messages)


def _told(entry: Entry) -> tuple[str, bool, tuple[str, ...]]:
    return entry.msgstr, entry.is_fuzzy, entry.comments
