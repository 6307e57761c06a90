"""Compares a release with its manifest: names each file or folder that was changed, is missing or was added."""

import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import Phrase, phrase
from handbook.machine.disk import reason_of
from handbook.publication.manifest import OWN, ListedFile, Manifest, listed_file, read_manifest
from handbook.publication.signature import unsigned
from handbook.publication.trees import FILE, FOLDER, LINK, list_tree

CHANGED, MISSING, EXTRA = "site-changed", "site-missing", "site-extra"


def verify(folder: Path, root: Path, signers: Path | None = None) -> list[Finding]:
    """Hash every file of a release, and return what is not as its manifest says, with paths relative to `root`.

    With `signers`, one of them must have signed the manifest. Where that cannot be read, it is the only finding.
    """
    try:
        manifest = read_manifest(folder, root)
        signed = unsigned(folder, manifest.text, signers, root) if signers else []
        return [*signed, *differences(folder, manifest, root)]
    except HandbookError as error:
        return error.findings


def differences(folder: Path, manifest: Manifest, root: Path) -> list[Finding]:
    """Return what in `folder` is not as `manifest` says."""
    kinds = list_tree(folder)
    extra = set(_extra(kinds, manifest.files))
    changed = {name: _difference(folder, name, file, kinds) for name, file in manifest.files.items()}
    faults = [
        *((name, *fault) for name, fault in changed.items() if fault),
        *((name, _extra_message(kinds[name]), EXTRA) for name in extra - manifest.files.keys()),
        *((name, phrase("the folder cannot be opened by its owner"), CHANGED) for name in _closed(folder, kinds)),
    ]
    renamed = {_folded(name): name for name in extra}
    return sorted(
        Finding(path=shown(folder / name, root), line=1, message=_or_renamed(name, message, rule, renamed), rule=rule)
        for name, message, rule in faults
    )


def _difference(folder: Path, name: str, file: ListedFile, kinds: Mapping[str, str]) -> tuple[Phrase, str] | None:
    """Return what is wrong with a file that is listed, and the rule."""
    if name not in kinds:
        return phrase("the file is missing"), MISSING
    if kinds[name] != FILE:
        return _in_its_place(kinds[name]), CHANGED
    try:
        if not stat.S_IMODE(os.lstat(folder / name).st_mode) & stat.S_IRUSR:
            return phrase("the file cannot be read by its owner"), CHANGED
        size = os.lstat(folder / name).st_size  # a file that is much larger need not be read
        is_same = size == file.size and listed_file(folder / name) == file
    except OSError as error:
        return phrase("the file cannot be read ({reason})", reason=reason_of(error)), CHANGED
    return None if is_same else (phrase("the file is not the one that was published"), CHANGED)


def _in_its_place(kind: str) -> Phrase:
    messages = {
        FOLDER: phrase("a folder stands where a file was published"),
        LINK: phrase("a link stands where a file was published"),
    }
    return messages.get(kind, phrase("what stands here is no file"))


def _extra(kinds: Mapping[str, str], files: Mapping[str, ListedFile]) -> Iterator[str]:
    """Yield what the manifest does not list: files of every kind, and empty folders."""
    holding = {name.rpartition("/")[0] for name in (*kinds, *files)}
    for name, kind in kinds.items():
        if name not in files and name not in OWN and not (kind == FOLDER and name in holding):
            yield name


def _extra_message(kind: str) -> Phrase:
    messages = {
        FILE: phrase("no release has this file; take it away"),
        FOLDER: phrase("no release has this folder; take it away"),
        LINK: phrase("no release has this link; take it away"),
    }
    return messages.get(kind, phrase("no release has this, which is no file; take it away"))


def _or_renamed(name: str, message: Phrase, rule: str, renamed: Mapping[str, str]) -> Phrase:
    """Return the message, or one that names the file which some systems take for the missing one."""
    if rule == MISSING and (other := renamed.get(_folded(name))):
        return phrase("the file is missing; “{other}” is another name", other=other)
    return message


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _closed(folder: Path, kinds: Mapping[str, str]) -> Iterator[str]:
    """Yield the folders that their owner cannot open, which a program with more rights would not notice."""
    needed = stat.S_IRUSR | stat.S_IXUSR
    for name, kind in kinds.items():
        if kind == FOLDER and os.lstat(folder / name).st_mode & needed != needed:
            yield name
