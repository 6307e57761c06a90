"""What a release takes over from the last: parts not built anew, and files that open pages still ask for."""

import errno
import re
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import phrase
from handbook.project.project import Project
from handbook.publication.manifest import ListedFile, Manifest, listed_file, read_manifest
from handbook.publication.release import Release
from handbook.publication.trees import clone
from handbook.publication.verify import CHANGED

# Where what pages of all languages ask for stands, from the root of the site.
STATIC = "_static"
# Errors of reading a file that is gone, is no plain file any more, or lies on a broken disk.
_UNREADABLE = {
    *(errno.ENOENT, errno.ELOOP, errno.EINVAL, errno.ENOTDIR, errno.EISDIR),
    *(errno.EIO, errno.EACCES, errno.EPERM, errno.ENXIO),
}


def carry(release: Path, manifest: Manifest, names: Iterable[str], target: Path) -> list[str]:
    """Copy files of a release into `target`. Returns those that are not what was published: they are left out."""
    differing = []
    for name in names:
        try:
            clone(release / name, target / name)
            is_same = listed_file(target / name) == manifest.files[name]
        except OSError as error:
            if error.errno not in _UNREADABLE:
                raise
            is_same = False
        if not is_same:
            (target / name).unlink(missing_ok=True)
            differing.append(name)
    return differing


def carry_over(
    project: Project, published: Path | None, site: Path, languages: Collection[str], outputs: Collection[str]
) -> None:
    """Copy into `site`, from the release `published`, what this build was not asked for: other languages and outputs.

    Raises HandbookError where a file of it is no longer what was published.
    """
    folders, names = set(), set()
    for language in project.languages:
        if language not in languages:
            names.add(f"downloads/{project.offline_name(language)}")
        if language not in languages or "html" not in outputs:
            folders.add(language)
        if language not in languages or "pdf" not in outputs:
            leaflets = (project.leaflet_name(docname, language) for docname in project.pages())
            names |= {f"downloads/{name}" for name in (project.brochure_name(language), *leaflets)}
    _carry_parts(project.root, published, site, folders, names)


def carry_over_print(project: Project, published: Path | None, folder: Path, languages: Collection[str]) -> None:
    """Copy into `folder`, from the release `published`, the print editions of the languages not asked for."""
    others = [language for language in project.languages if language not in languages]
    names = {name for language in others for name in project.print_names(language)}
    _carry_parts(project.root, published, folder, set(), names)


def asked_for(pages: Iterable[bytes], names: Iterable[str], site: Path) -> set[str]:
    """Return those of `names`, of files in `STATIC`, that one of these pages asks for, or a stylesheet that it has.

    The files stand in the folder `site`.
    """
    wanted = {name.rpartition("/")[2].encode(): name for name in names}

    def named_in(texts: Iterable[bytes]) -> set[str]:
        return {name for text in texts for coded, name in wanted.items() if coded in text}

    asked = named_in(pages) if wanted else set()
    return asked | named_in((site / name).read_bytes() for name in sorted(asked) if name.endswith(".css"))


def _carry_parts(root: Path, published: Path | None, staged: Path, folders: set[str], names: set[str]) -> None:
    """Make these folders and files of `staged` the same as in the release `published`, where there is one."""
    for folder in folders:
        shutil.rmtree(staged / folder, ignore_errors=True)
    for name in names:
        (staged / name).unlink(missing_ok=True)
    if published is None:
        return
    manifest = read_manifest(published, root)
    parts = sorted(name for name in manifest.own if name in names or name.partition("/")[0] in folders)
    differing = carry(published, manifest, parts, staged)
    assets = (name for name in manifest.own if name.startswith(f"{STATIC}/"))
    pages = ((staged / name).read_bytes() for name in parts if name.endswith(".html") and name not in differing)
    if differing := [*differing, *carry(published, manifest, sorted(asked_for(pages, assets, published)), staged)]:
        message = phrase("this is not what was published, and is not published again; build all of it: make")
        places = (shown(published / name, root) for name in differing)
        raise HandbookError(Finding(path=place, line=1, message=message, rule=CHANGED) for place in places)


# The signs between the parts of a file's name, and a part that may be the beginning of a sha256.
_BETWEEN = re.compile("[._-]")
_HASH = re.compile("[0-9a-f]{8,64}")


def is_named_by_hash(name: str, file: ListedFile) -> bool:
    """Whether a part of a file's name is the beginning of its own sha256: such a file never changes."""
    parts = _BETWEEN.split(name.rpartition("/")[2])
    return any(_HASH.fullmatch(part) and file.sha256.startswith(part) for part in parts)


def carry_assets(releases: Iterable[Release], staged: Path, root: Path) -> list[str]:
    """Copy into `staged` the files of `releases` that are named by their hash, and return those that it did not have.

    A file that is damaged is left out.
    """
    carried = []
    for release in releases:
        try:
            manifest = read_manifest(release.folder, root)
        except HandbookError:
            continue
        names = sorted(name for name, file in manifest.own.items() if is_named_by_hash(name, file))
        wanted = [name for name in names if not (staged / name).exists()]
        damaged = set(carry(release.folder, manifest, wanted, staged))
        carried += [name for name in wanted if name not in damaged]
    return carried
