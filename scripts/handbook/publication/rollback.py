"""Returns to an earlier release: held to its manifest, copied, and published anew as the last one."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import Phrase, phrase
from handbook.publication.carry_over import carry, carry_assets
from handbook.publication.manifest import file_list, read_manifest
from handbook.publication.publish import release_tree, staying
from handbook.publication.release import Place, Release
from handbook.publication.swap import STAGE
from handbook.publication.verify import differences


@dataclass(frozen=True, kw_only=True, slots=True)
class Return:
    """What a rollback has done: from which release, to which one, under which new name; and what else is to be said."""

    before: Release | None
    wanted: Release
    now: Release | None
    notices: list[Finding]


def roll_back(place: Place, wanted: str | None, keep: int, build: Path, key: Path | None = None) -> Return:
    """Have readers get again what they got of the release `wanted`, or of the one before the last change.

    It becomes a release of its own, the last, signed by `key`, so that this can be taken back in the same way. Raises
    HandbookError where there is no such release, or where it is no longer what was published.
    """
    before = place.current()
    release = _named(place, wanted) if wanted else _previous(place, before)
    manifest = read_manifest(release.folder, place.root)
    if found := differences(release.folder, manifest, place.root):
        raise HandbookError(found)
    with tempfile.TemporaryDirectory(prefix=STAGE, dir=build, ignore_cleanup_errors=True) as folder:
        staged = Path(folder, "release")
        staged.mkdir()
        if carry(release.folder, manifest, sorted(manifest.own), staged):  # damaged since it was looked at
            raise HandbookError(differences(release.folder, manifest, place.root))
        earlier = carry_assets(staying(place, keep), staged, place.root)
        data = {**manifest.data, "files": file_list(staged), "earlier": sorted(earlier)}
        notices = release_tree(place, staged, data, keep, key)
    return Return(before=before, wanted=release, now=place.current(), notices=notices)


def _named(place: Place, wanted: str) -> Release:
    """Return the release of a name or of a number."""
    releases = place.releases()
    for each in releases:
        if wanted == each.name or (wanted.isdecimal() and int(wanted) == each.number):
            return each
    names = ", ".join(each.name for each in releases)
    message = phrase("there is no release “{name}”; there are: {names}", name=wanted, names=names or "–")
    raise HandbookError([_of(place, message)])


def _previous(place: Place, current: Release | None) -> Release:
    """Return the newest release in which readers got something else than they do now."""
    published = _files_of(place, current) if current else None
    for each in reversed(place.releases()):
        if each != current and _files_of(place, each) != published:
            return each
    raise HandbookError([_of(place, phrase("there is no earlier release to return to"))])


def _files_of(place: Place, release: Release) -> object:
    """Return what readers get of a release, to be compared; None where its manifest cannot be read."""
    try:
        return read_manifest(release.folder, place.root).own
    except HandbookError:
        return None


def _of(place: Place, message: Phrase) -> Finding:
    return Finding(path=shown(place.link, place.root), line=1, message=message, rule="release")
