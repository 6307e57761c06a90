"""Files that open pages of earlier releases still ask for: those that are named by their own hash go along for a while.

A file whose name stays has a newer one in its place, but `book.1a2b3c4d.css` is gone with the release that has it.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from handbook.finding import HandbookError
from handbook.publication.carry import carry
from handbook.publication.manifest import Entry, read_manifest
from handbook.publication.release import Release

# What divides the name of a file into parts, and what a part that is the beginning of a sha256 looks like.
_BETWEEN = re.compile("[._-]")
_HASH = re.compile("[0-9a-f]{8,64}")


def is_named_by_hash(name: str, entry: Entry) -> bool:
    """Whether a part of a file's name is the beginning of its own sha256: such a file never changes."""
    parts = _BETWEEN.split(name.rpartition("/")[2])
    return any(_HASH.fullmatch(part) and entry.sha256.startswith(part) for part in parts)


def carry_assets(releases: Iterable[Release], staged: Path, root: Path) -> list[str]:
    """Bring into `staged` the files of `releases` that are named by their hash. Returns the paths of those it lacked.

    What is damaged is left behind: its reader cannot be helped.
    """
    carried = []
    for release in releases:
        try:
            manifest = read_manifest(release.folder, root)
        except HandbookError:
            continue
        names = sorted(name for name, entry in manifest.own.items() if is_named_by_hash(name, entry))
        wanted = [name for name in names if not (staged / name).exists()]
        damaged = set(carry(release.folder, manifest, wanted, staged))
        carried += [name for name in wanted if name not in damaged]
    return carried
