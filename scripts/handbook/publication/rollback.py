"""Returns to an earlier release: it is verified, copied, and published again as the newest one."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
from handbook.publication.carry_over import carry, carry_assets
from handbook.publication.manifest import file_list, read_manifest
from handbook.publication.publish import release_tree, staying
from handbook.publication.release import Release, ReleasePlace
from handbook.publication.swap import STAGE
from handbook.publication.verify import differences


@dataclass(frozen=True, kw_only=True, slots=True)
class Rollback:
    """What a rollback did: the release `before` it, the one `wanted`, and its copy, which is published `now`."""

    before: Release | None
    wanted: Release
    now: Release | None
    notices: list[Finding]


def roll_back(place: ReleasePlace, wanted: str | None, keep: int, build: Path, key: Path | None = None) -> Rollback:
    """Publish again the release `wanted`, or by default the one before the last change.

    The copy is a release of its own, the newest, signed by `key`, so that a rollback can be taken back in the same way.
    Raises HandbookError where there is no such release, or where it is no longer what was published.
    """
    before = place.current()
    release = _named(place, wanted) if wanted else _previous(place, before)
    manifest = read_manifest(release.folder, place.root)
    if damage := differences(release.folder, manifest, place.root):
        raise HandbookError(damage)
    with tempfile.TemporaryDirectory(prefix=STAGE, dir=build, ignore_cleanup_errors=True) as folder:
        staged = Path(folder, "release")
        staged.mkdir()
        if carry(release.folder, manifest, sorted(manifest.own), staged):  # damaged since it was looked at
            raise HandbookError(differences(release.folder, manifest, place.root))
        earlier = carry_assets(staying(place, keep), staged, place.root)
        data = {**manifest.data, "files": file_list(staged), "earlier": sorted(earlier)}
        notices = release_tree(place, staged, data, keep, key)
    return Rollback(before=before, wanted=release, now=place.current(), notices=notices)


def _named(place: ReleasePlace, wanted: str) -> Release:
    """Return the release of a name or of a number."""
    releases = place.releases()
    for release in releases:
        if wanted == release.name or (wanted.isdecimal() and int(wanted) == release.number):
            return release
    names = ", ".join(release.name for release in releases)
    message = phrase("there is no release “{name}”; there are: {names}", name=wanted, names=names or "–")
    raise HandbookError([place.finding("release", message)])


def _previous(place: ReleasePlace, current: Release | None) -> Release:
    """Return the newest release in which readers got something else than they do now."""
    published = _files_of(place, current) if current else None
    for release in reversed(place.releases()):
        if release != current and _files_of(place, release) != published:
            return release
    raise HandbookError([place.finding("release", phrase("there is no earlier release to return to"))])


def _files_of(place: ReleasePlace, release: Release) -> object:
    """Return what readers get of a release, to be compared; None where its manifest cannot be read."""
    try:
        return read_manifest(release.folder, place.root).own
    except HandbookError:
        return None
