"""Clears up after a program that was killed in a build folder, and ends what it had begun."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import listed, phrase
from handbook.project.project import Project
from handbook.publication.release import print_place, site_place, trial_link
from handbook.publication.swap import settle
from handbook.publication.trees import ARRIVING, LEAVING

# What the folder begins with in which a build writes until it publishes.
STAGE = "stage-"


def recover(project: Project) -> list[Finding]:
    """Clear up in a build folder that nobody else works in. Returns notices: there is nothing to say as a rule."""
    notices = []
    for place in (site_place(project), print_place(project)):
        if settle(place):
            message = phrase("a build was stopped while it published; what readers get is whole")
            notices.append(Finding(path=shown(place.link, project.root), line=1, message=message, rule="recovered"))
        trial_link(place).unlink(missing_ok=True)
    left = sorted(path for path in _left_behind(project) if path.is_dir() and not path.is_symlink())
    for path in left:
        shutil.rmtree(path)
    if left:
        names = listed(shown(path, project.build) for path in left)
        message = phrase("a build was stopped before it had cleared up; it is done now: {folders}", folders=names)
        notices.append(Finding(path="build", line=1, message=message, rule="recovered"))
    return notices


def _left_behind(project: Project) -> Iterator[Path]:
    for folder in (project.build, project.kept):
        yield from folder.glob(f"{STAGE}*")
    for place in (site_place(project), print_place(project)):
        for prefix in (ARRIVING, LEAVING):
            yield from place.folder.glob(f"{prefix}*")
