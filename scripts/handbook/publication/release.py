"""Where releases are kept, and which one readers get: ``build/site`` is a link to one in ``build/releases/site``.

Where ``build/site`` is a folder that must stay (a mount point, an empty folder made for a server), the link ``current``
and the releases lie inside it. A folder as builds left it before there were releases, with nothing else in it, is taken
for the first of them.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import phrase
from handbook.project.project import Project
from handbook.publication.manifest import MANIFEST
from handbook.publication.verify import verify

# What stands in a folder that cannot become a link itself.
CURRENT, RELEASES = "current", "releases"
# What a file system of its own may begin with, and is nobody's.
_NOBODYS = {"lost+found"}
_NAME = re.compile(r"(\d{4,})-([0-9a-f]{12})")


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Release:
    """A published tree: `number` counts publications, so that no clock has a say in which came last."""

    number: int
    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleasePlace:
    """Where the site, or the print edition, is published: `link` leads to one of the releases in `folder`."""

    link: Path
    folder: Path
    root: Path

    def releases(self) -> list[Release]:
        """Return the releases that are there, the oldest first."""
        names = [path.name for path in self.folder.iterdir()] if self.folder.is_dir() else []
        numbers = {name: int(match[1]) for name in names if (match := _NAME.fullmatch(name))}
        return sorted(Release(number=number, folder=self.folder / name) for name, number in numbers.items())

    def current(self) -> Release | None:
        """Return the release that readers get."""
        folder = standing(self.link)
        return next((release for release in self.releases() if release.folder == folder), None)

    def finding(self, rule: str, message: str) -> Finding:
        """Return a finding on this place as a whole."""
        return Finding(path=shown(self.link, self.root), line=1, message=message, rule=rule)

    @property
    def is_unlinked(self) -> bool:
        """Whether a folder, as builds left it before there were releases, stands where the link belongs."""
        return self.link.is_dir() and not self.link.is_symlink()


def waiting_link(place: ReleasePlace) -> Path:
    """Return where the new link is made, before it replaces the published one."""
    return place.link.with_name(f".{place.link.name}.new")


def trial_link(place: ReleasePlace) -> Path:
    """Return where a link is made to find out whether the disk has links."""
    return place.link.with_name(f".{place.link.name}.trial")


def site_place(project: Project) -> ReleasePlace:
    """Return where the site is published. Raises HandbookError where something stands there that no build has made."""
    return _place(project.site, project.releases / "site", project.root)


def print_place(project: Project) -> ReleasePlace:
    """Return where the print edition is published. Raises HandbookError as `site_place` does."""
    return _place(project.print_edition, project.releases / "print", project.root)


def _place(path: Path, folder: Path, root: Path) -> ReleasePlace:
    outside = ReleasePlace(link=path, folder=folder, root=root)
    if path.is_symlink():
        if _target(path).parent != folder or not _NAME.fullmatch(path.readlink().name):
            message = phrase("this link is not one that a build has made; take it away")
            raise HandbookError([outside.finding("not-ours", message)])
        return outside
    if not path.exists():
        return outside
    if not path.is_dir():
        message = phrase("this is a file, and the link to what is built belongs here; move it away")
        raise HandbookError([outside.finding("not-ours", message)])
    inside = ReleasePlace(link=path / CURRENT, folder=path / RELEASES, root=root)
    if inside.link.is_symlink():
        if _target(inside.link).parent != inside.folder:
            message = phrase("this link is not one that a build has made; take it away")
            raise HandbookError([inside.finding("not-ours", message)])
        return inside
    names = {entry.name for entry in path.iterdir()} - _NOBODYS
    if not names - {RELEASES, waiting_link(inside).name, trial_link(inside).name}:
        return inside
    if MANIFEST in names and not path.is_mount() and not verify(path, root):
        return outside
    message = phrase("no build has made what lies in this folder; move it away, and what is built is put inside")
    raise HandbookError([outside.finding("not-ours", message)])


def _target(link: Path) -> Path:
    """Return where a link leads, following it one step only; a relative target starts at the link's folder."""
    return Path(os.path.normpath(link.parent / link.readlink()))


def published_at(path: Path) -> Path:
    """Return the link or the folder that readers of `path` (``build/site``) get: itself, or the link inside it."""
    inside = path / CURRENT
    return inside if not path.is_symlink() and inside.is_symlink() else path


def standing(path: Path) -> Path | None:
    """Return the folder that readers of `path` (``build/site``) get at this moment; None where there is none.

    Whoever reads more than one file asks once, and reads below what is returned: a link may lead elsewhere a moment on.
    """
    with suppress(OSError):
        link = published_at(path)
        folder = _target(link) if link.is_symlink() else link
        return folder if (folder / MANIFEST).is_file() else None
    return None


@contextmanager
def reading(path: Path) -> Iterator[Path | None]:
    """Give the folder that readers of `path` get, or None; it is not removed meanwhile by later builds."""
    while (folder := standing(path)) is not None:
        if (descriptor := _held(folder)) is not None:
            try:
                yield folder
            finally:
                os.close(descriptor)
            return
    yield None


def _held(folder: Path) -> int | None:
    """Return a descriptor that keeps a release from being removed until it is closed; None where it is gone already."""
    with suppress(FileNotFoundError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        with suppress(OSError):  # a disk that knows no locks
            fcntl.flock(descriptor, fcntl.LOCK_SH)
        if os.path.samestat(os.fstat(descriptor), folder.stat()):
            return descriptor
        os.close(descriptor)
    return None


@contextmanager
def unread(folder: Path) -> Iterator[bool]:
    """Give whether nobody is `reading` a release; if so, nobody can begin to meanwhile."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield _is_locked(descriptor)
    finally:
        os.close(descriptor)


def _is_locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk that knows no locks
        return True
    return True
