"""Has readers get another release by one rename, and clears up after a program that was killed while it did that."""

import errno
import os
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import listed, phrase
from handbook.project.project import Project
from handbook.publication.manifest import MANIFEST
from handbook.publication.release import Release, ReleasePlace, print_place, site_place, trial_link, waiting_link
from handbook.publication.trees import ARRIVING, LEAVING, exchange, move, remove, sync

# The beginning of the name of the folder in which a build writes until it publishes.
STAGE = "stage-"


def recover(project: Project) -> list[Finding]:
    """Clear up after killed programs, in a build folder that nobody else works in. Returns a notice of what it did."""
    notices = []
    for place in (site_place(project), print_place(project)):
        if settle(place):
            message = phrase("a build was stopped while it published; what readers get is whole")
            notices.append(place.finding("recovered", message))
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


# How many digits the number of a release has at least, so that names sort as numbers do.
_DIGITS = 4


def release_name(number: int, digest: str) -> str:
    """Return the name of a release: which publication it is, and the beginning of the sha256 of its manifest."""
    return f"{number:0{_DIGITS}}-{digest[:12]}"


def needs_links(place: ReleasePlace) -> None:
    """Raise HandbookError where the disk has no symbolic links: asked before a build rather than after it."""
    place.link.parent.mkdir(parents=True, exist_ok=True)
    trial = trial_link(place)
    try:
        trial.unlink(missing_ok=True)
        trial.symlink_to(place.folder.name)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
            raise
        message = phrase(
            "the site is a symbolic link, and this disk has none; keep the handbook on a disk that has them"
        )
        raise HandbookError([place.finding("not-ours", message)]) from None
    trial.unlink()


def put_in_place(place: ReleasePlace, staged: Path, release: Release) -> None:
    """Make the tree `staged` the release `release`, and have readers get it; the release before it is kept.

    At any moment readers get either the one or the other. Where this is killed, `settle` finishes it or takes it back.
    """
    new = waiting_link(place)
    new.unlink(missing_ok=True)
    new.symlink_to(os.path.relpath(release.folder, place.link.parent))  # tells `settle` what had begun
    sync(new.parent)
    try:
        move(staged, release.folder)
        _swap(place, new, release)
    except BaseException as error:
        settle(place)
        if not isinstance(error, OSError) or error.errno != errno.EBUSY:
            raise
        message = phrase("this folder is in use as a mount point; empty it, and what is built is put inside")
        raise HandbookError([place.finding("not-ours", message)]) from None
    sync(place.link.parent)


def _swap(place: ReleasePlace, new: Path, release: Release) -> None:
    if not place.is_unlinked:
        new.replace(place.link)
    elif exchange(new, place.link):
        settle(place)
    else:  # for a moment, once, there is nothing
        before = _first(place, place.link, release)
        place.link.rename(before)
        try:
            new.replace(place.link)
        except OSError:
            before.rename(place.link)
            raise


def settle(place: ReleasePlace) -> bool:
    """Finish, or take back, what a killed `put_in_place` has left half done. Returns whether there was anything."""
    new = waiting_link(place)
    if not os.path.lexists(new):
        return False
    if not new.is_symlink():  # the folder of before there were releases, exchanged for the link
        new.rename(_first(place, new, place.current()))
    elif not os.path.lexists(place.link) and new.is_dir():  # the first release, whole and with nothing before it
        new.replace(place.link)
    else:
        _withdraw(place, new)
    sync(place.link.parent)
    return True


def _withdraw(place: ReleasePlace, new: Path) -> None:
    """Remove a link that was not put in place, and the release that it leads to, which no reader has seen."""
    current, name = place.current(), new.readlink().name
    for release in place.releases():
        if release.name == name and release != current:
            remove(release.folder)
    new.unlink()


def _first(place: ReleasePlace, folder: Path, following: Release | None) -> Path:
    """Return where a folder of the time before releases is kept among them: with the number before `following`."""
    digest = sha256((folder / MANIFEST).read_bytes()).hexdigest()
    return place.folder / release_name(following.number - 1 if following else 0, digest)
