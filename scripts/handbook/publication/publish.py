"""Makes a release of a staged tree: listed with its hashes, moved among the releases, put in place; the oldest go."""

import time
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import phrase, some
from handbook.history.last_changes import History
from handbook.machine.disk import reason_of
from handbook.publication.carry_over import carry_assets
from handbook.publication.manifest import MANIFEST, SIGNATURE, Manifest, make_manifest, manifest_text, read_manifest
from handbook.publication.release import CURRENT, Place, Release, unread
from handbook.publication.signature import signature_of
from handbook.publication.swap import put_in_place, release_name
from handbook.publication.trees import remove, remove_empty_folders
from handbook.publication.verify import verify

# By-products of Sphinx that no reader asks for.
_BY_PRODUCTS = (".buildinfo", ".buildinfo.bak", "_sources")
# For how many seconds a release stays after readers got the next one: a server, or a copy of it all, may be slow.
GRACE = 60.0


def publish(place: Place, staged: Path, history: History, keep: int, key: Path | None = None) -> list[Finding]:
    """Publish the tree `staged`, signed by `key`, and keep the last `keep` releases. Returns notices for the publisher.

    Where readers get the very same already, nothing changes.
    """
    for by_product in (path for name in _BY_PRODUCTS for path in staged.glob(f"*/{name}")):
        by_product.rmdir() if by_product.is_dir() else by_product.unlink()
    remove_empty_folders(staged)
    earlier = carry_assets(staying(place, keep), staged, place.root)
    return release_tree(place, staged, make_manifest(staged, history, earlier), keep, key)


def staying(place: Place, keep: int) -> list[Release]:
    """Return the releases that stay beside the next one."""
    releases = place.releases()
    return releases[max(0, len(releases) - keep + 1) :]


def release_tree(
    place: Place, staged: Path, data: dict[str, object], keep: int, key: Path | None = None
) -> list[Finding]:
    """Publish a tree whose manifest is `data`. Returns notices for whoever publishes."""
    text = manifest_text(data)
    (staged / MANIFEST).write_bytes(text)
    damage = _damage(place)
    if damage == [] and _is_published(place, staged, is_signed=key is not None):
        return []
    if key:
        (staged / SIGNATURE).write_bytes(signature_of(text, key))
    notices = [*_notices(place), *_of_damage(place, damage or [])]
    put_in_place(place, staged, _next_release(place, text))
    return [*notices, *_prune(place, keep)]


def _damage(place: Place) -> list[Finding] | None:
    """Return what is no longer as it was published; None where no release is."""
    current = place.current()
    return None if current is None else verify(current.folder, place.root)


def _is_published(place: Place, staged: Path, *, is_signed: bool) -> bool:
    """Whether readers get already what is `staged`, whatever is kept beside it for pages of earlier releases."""
    current = place.current()
    if current is None or (current.folder / SIGNATURE).exists() != is_signed:
        return False
    return _own(read_manifest(current.folder, place.root)) == _own(read_manifest(staged, place.root))


def _own(manifest: Manifest) -> dict[str, object]:
    return {**manifest.data, "files": manifest.own, "earlier": []}


def _of_damage(place: Place, damage: list[Finding]) -> list[Finding]:
    if not damage:
        return []
    files = some([each.path for each in damage])
    message = phrase("this was no longer what had been published, and is published anew: {files}", files=files)
    return [Finding(path=shown(place.link, place.root), line=1, message=message, rule="release")]


def _next_release(place: Place, manifest: bytes) -> Release:
    releases = place.releases()
    number = (releases[-1].number if releases else 0) + 1
    if place.is_unlinked:  # a folder of before there were releases is counted as well
        number += 1
    return Release(number=number, folder=place.folder / release_name(number, sha256(manifest).hexdigest()))


def _notices(place: Place) -> list[Finding]:
    """Return what there is to say of where something is about to be published."""
    folder = shown(place.folder, place.root)
    if place.is_unlinked:
        message = phrase(
            "this was a folder, and is a link to a release from now on; the folder is in {folder}", folder=folder
        )
    elif place.link.name == CURRENT and place.current() is None:
        message = phrase("published here, inside a folder that was there before; point the server to this link")
    else:
        return []
    return [Finding(path=shown(place.link, place.root), line=1, message=message, rule="release")]


def _was_published_just_now(release: Release) -> bool:
    """Whether somebody may still be reading the release before this one; a clock that was set back says nothing."""
    try:
        age = time.time() - (release.folder / MANIFEST).stat().st_mtime
    except OSError:
        return False
    return 0 <= age < GRACE


def _prune(place: Place, keep: int) -> list[Finding]:
    """Take away all but the last `keep` releases; one that is or was just now read stays for the next time."""
    notices = []
    releases = place.releases()
    for release, following in list(pairwise(releases))[: max(0, len(releases) - keep)]:
        if _was_published_just_now(following):
            continue
        try:
            with unread(release.folder) as is_unread:
                if is_unread:
                    remove(release.folder)
        except OSError as error:  # what is published is published
            path, reason = shown(release.folder, place.root), reason_of(error)
            message = phrase("an old release cannot be taken away ({reason}); take it away by hand", reason=reason)
            notices.append(Finding(path=path, line=1, message=message, rule="release"))
    return notices
