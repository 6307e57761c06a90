"""Makes a release of a staged tree: lists its files, moves it beside other releases, links to it, removes old ones."""

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
from handbook.publication.release import CURRENT, Release, ReleasePlace, unread
from handbook.publication.signature import signature_of
from handbook.publication.swap import put_in_place, release_name
from handbook.publication.trees import remove, remove_empty_folders
from handbook.publication.verify import verify

# By-products of Sphinx that no reader asks for.
_BY_PRODUCTS = (".buildinfo", ".buildinfo.bak", "_sources")
# For how many seconds a release stays after readers got the next one: a server, or a copy of it all, may be slow.
GRACE = 60.0


def publish(place: ReleasePlace, staged: Path, history: History, keep: int, key: Path | None = None) -> list[Finding]:
    """Publish the tree `staged`, signed by `key`, and keep the last `keep` releases. Returns notices for the publisher.

    Nothing changes where readers get the same tree already.
    """
    remove_by_products(staged)
    remove_empty_folders(staged)
    earlier = carry_assets(staying(place, keep), staged, place.root)
    return release_tree(place, staged, make_manifest(staged, history, earlier), keep, key)


def remove_by_products(staged: Path) -> None:
    """Remove from the editions below `staged` what Sphinx has left for itself."""
    for by_product in (path for name in _BY_PRODUCTS for path in staged.glob(f"*/{name}")):
        by_product.rmdir() if by_product.is_dir() else by_product.unlink()


def staying(place: ReleasePlace, keep: int) -> list[Release]:
    """Return the releases that stay beside the next one."""
    releases = place.releases()
    return releases[max(0, len(releases) - keep + 1) :]


def release_tree(
    place: ReleasePlace, staged: Path, data: dict[str, object], keep: int, key: Path | None = None
) -> list[Finding]:
    """Publish a tree whose manifest is `data`. Returns notices for whoever publishes."""
    text = manifest_text(data)
    (staged / MANIFEST).write_bytes(text)
    current = place.current()
    damage = verify(current.folder, place.root) if current else []
    if current and not damage and _is_published(current, staged, place.root, is_signed=key is not None):
        return []
    if key:
        (staged / SIGNATURE).write_bytes(signature_of(text, key))
    notices = [*_notices(place), *_of_damage(place, damage)]
    put_in_place(place, staged, _next_release(place, text))
    return [*notices, *_prune(place, keep)]


def _is_published(current: Release, staged: Path, root: Path, *, is_signed: bool) -> bool:
    """Whether readers of `current` get what is `staged`, apart from files for pages of earlier releases."""
    if (current.folder / SIGNATURE).exists() != is_signed:
        return False
    return _own(read_manifest(current.folder, root)) == _own(read_manifest(staged, root))


def _own(manifest: Manifest) -> dict[str, object]:
    return {**manifest.data, "files": manifest.own, "earlier": []}


def _of_damage(place: ReleasePlace, damage: list[Finding]) -> list[Finding]:
    if not damage:
        return []
    files = some([finding.path for finding in damage])
    message = phrase("this was no longer what had been published, and is published anew: {files}", files=files)
    return [place.finding("release", message)]


def _next_release(place: ReleasePlace, manifest: bytes) -> Release:
    releases = place.releases()
    number = (releases[-1].number if releases else 0) + 1
    if place.is_unlinked:  # a folder of before there were releases is counted as well
        number += 1
    return Release(number=number, folder=place.folder / release_name(number, sha256(manifest).hexdigest()))


def _notices(place: ReleasePlace) -> list[Finding]:
    """Return a notice where a folder becomes a link, or where the link is put inside a folder."""
    folder = shown(place.folder, place.root)
    if place.is_unlinked:
        message = phrase(
            "this was a folder, and is a link to a release from now on; the folder is in {folder}", folder=folder
        )
    elif place.link.name == CURRENT and place.current() is None:
        message = phrase("published here, inside a folder that was there before; point the server to this link")
    else:
        return []
    return [place.finding("release", message)]


def _was_published_just_now(release: Release) -> bool:
    """Whether somebody may still be reading the release before this one; a clock that was set back says nothing."""
    try:
        age = time.time() - (release.folder / MANIFEST).stat().st_mtime
    except OSError:
        return False
    return 0 <= age < GRACE


def _prune(place: ReleasePlace, keep: int) -> list[Finding]:
    """Remove all but the last `keep` releases, and those that are still read or were replaced just now."""
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
