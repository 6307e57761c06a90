"""Joins the sides of a merge by lines once more, as git did, so that one can tell what git made and what people did."""

from collections.abc import Sequence

from handbook.catalogs.merging.conflict import divide
from handbook.catalogs.merging.snapshot import Snapshot, SnapshotReader
from handbook.catalogs.merging.timeline import Step
from handbook.git import ask_git, merge_lines
from handbook.project import Project


def rejoined(project: Project, step: Step, path: str) -> Sequence[Snapshot]:
    """Return what git's joining of a catalogue gives, for each commit both parents come from; of a conflict both sides.

    Returns nothing for merges of more than two branches, and where a side has no file of that name.
    """
    if len(step.before) != 2 or not all(path in state and state[path].blob for state in step.before):
        return ()
    ours, theirs = (ask_git(project.root, "cat-file", "blob", state[path].blob) or b"" for state in step.before)
    bases = (ask_git(project.root, "merge-base", "--all", *step.parents) or b"").decode("ascii").split()
    before = (ask_git(project.root, "cat-file", "blob", f"{base}:./{path}") for base in bases)
    sides = dict.fromkeys(
        side for each in before if each is not None for side in divide(merge_lines(each, ours, theirs))
    )
    reader = SnapshotReader()
    return [snapshot for side in sides if (snapshot := reader.read(side))]
