"""Finds out which catalogues a file is a copy of by its messages, since it may be called anything and lie anywhere."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from handbook.catalogs.entries import Entry, active, fields
from handbook.catalogs.grammar import GrammarError
from handbook.catalogs.header import base_of
from handbook.catalogs.reader import catalogue_paths, read_entries
from handbook.findings.finding import shown
from handbook.findings.phrase import phrase
from handbook.project.project import Project

# The least share of its messages that a page has to have for a file to be a copy of its catalogue.
_LEAST = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class TreeCatalogue:
    """A catalogue of the project's tree: its path there, its language and its entries."""

    name: str
    language: str
    entries: Sequence[Entry]


def catalogues_of(project: Project) -> dict[str, TreeCatalogue]:
    """Return the catalogues of all languages by their names. Raises HandbookError where one cannot be read."""
    return {
        (name := shown(path, project.root)): TreeCatalogue(
            name=name, language=language, entries=read_entries(path, project.root)
        )
        for language in project.catalogued
        for path in catalogue_paths(project, language)[0].values()
    }


def messages_of(tree: Iterable[TreeCatalogue]) -> Mapping[str, Mapping[str, str]]:
    """Return the messages of all catalogues: for each, its translations by the name of the catalogue."""
    messages: dict[str, dict[str, str]] = {}
    for catalogue in tree:
        for msgid, entry in active(catalogue.entries).items():
            messages.setdefault(msgid, {})[catalogue.name] = entry.msgstr
    return messages


def homes_of(
    project: Project,
    theirs: Sequence[Entry],
    tree: Mapping[str, TreeCatalogue],
    messages: Mapping[str, Mapping[str, str]],
) -> list[str]:
    """Return the names of the catalogues that `theirs` was made of, as a rule one.

    It is the one that has the most messages of `theirs`, and of those the most translations; and, where somebody has
    joined several, each other one of which at least half is there. `messages` are those of `tree`. Raises GrammarError
    where none has them, or catalogues of several languages.
    """
    language = base_of(fields(theirs[0].msgstr).get("Language", ""))
    if language and language not in project.catalogued:
        message = phrase(
            "its header says Language: “{language}”, which is no translation of this handbook", language=language
        )
        raise GrammarError(1, message, "po-take")
    wanted = active(theirs)
    shared: dict[str, set[str]] = {}
    for msgid in wanted:
        for name in messages.get(msgid, ()):
            if language in ("", tree[name].language):
                shared.setdefault(name, set()).add(msgid)
    homes = [_nearest(wanted, tree, messages, shared)] if shared else []
    for name in sorted(shared):
        is_of_language = tree[name].language == tree[homes[0]].language
        if is_of_language and len(shared[name] - shared[homes[0]]) >= _LEAST * len(active(tree[name].entries)):
            homes.append(name)
    if not homes or len(set().union(*(shared[name] for name in homes))) < _LEAST * len(wanted):
        message = phrase("no page has its messages; open the right file, or run handbook po update first")
        raise GrammarError(1, message, "po-take")
    return homes


def _nearest(
    wanted: Mapping[str, Entry],
    tree: Mapping[str, TreeCatalogue],
    messages: Mapping[str, Mapping[str, str]],
    shared: Mapping[str, Collection[str]],
) -> str:
    pairs = {entry.pair for entry in wanted.values() if entry.msgstr.strip()}
    most = max(map(len, shared.values()))
    near = {
        name: sum(messages.get(msgid, {}).get(name) == msgstr for msgid, msgstr in pairs)
        for name, msgids in shared.items()
        if len(msgids) == most
    }
    nearest = [name for name, count in near.items() if count == max(near.values())]
    if len(languages := {tree[name].language for name in nearest}) > 1:
        message = phrase(
            "its header does not say its language; write “Language: {language}” there, or another",
            language=min(languages),
        )
        raise GrammarError(1, message, "po-take")
    return min(nearest)
