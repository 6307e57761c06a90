"""The manifest of a release: every file with its sha256 and size, and what they were made from."""

import json
import platform
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from handbook.findings.finding import Finding, HandbookError, excerpt, shown
from handbook.findings.phrase import Phrase, phrase
from handbook.history.last_changes import History
from handbook.machine.disk import reason_of
from handbook.machine.versions import package_versions, system_versions
from handbook.publication.trees import FILE, FOLDER, list_tree, open_file

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
# The files of a release that its manifest does not list.
OWN = (MANIFEST, SIGNATURE)

# Bytes; the manifest of a thousand chapters has one of these sixty-four million.
_LARGEST = 64 * 2**20
# Characters; what Linux and macOS allow for a path.
_LONGEST = 4096
_SHA256 = re.compile("[0-9a-f]{64}")
# Control characters, and halves of characters, which is how Python reads bytes that are no UTF-8.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedFile:
    """A file that a manifest lists: its sha256 in hexadecimal, its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """A well-formed manifest: its files by their path in the release, with forward slashes.

    `earlier` are the files that only pages of earlier releases ask for; `data` is the whole manifest, `text` its bytes.
    """

    files: Mapping[str, ListedFile]
    earlier: frozenset[str]
    data: Mapping[str, Any]
    text: bytes

    @property
    def own(self) -> Mapping[str, ListedFile]:
        """The files that readers of this release ask for."""
        return {name: file for name, file in self.files.items() if name not in self.earlier}


def make_manifest(site: Path, history: History, earlier: Collection[str] = ()) -> dict[str, object]:
    """Return every file with its sha256 and size in bytes, the commit, and the libraries that made them."""
    return {
        "commit": history.commit,
        "date": history.day.isoformat() if history.day else None,
        "draft": history.differs,
        "python": platform.python_version(),
        "libraries": package_versions(),
        "system": system_versions(),
        "files": file_list(site),
        "earlier": sorted(earlier),
    }


def file_list(folder: Path) -> dict[str, dict[str, object]]:
    """Return sha256 and size of each file of a tree, by its path in it. Raises HandbookError for what is no file."""
    kinds = {name: kind for name, kind in list_tree(folder).items() if kind != FOLDER and name not in OWN}
    if odd := sorted(name for name, kind in kinds.items() if kind != FILE or not is_publishable(name)):
        message = phrase("this cannot be published; put a file itself in its place, with a name of letters and digits")
        raise HandbookError(
            Finding(path=excerpt(ascii(name)[1:-1]), line=1, message=message, rule="file-name") for name in odd
        )
    return {name: asdict(listed_file(folder / name)) for name in sorted(kinds)}


def listed_file(path: Path) -> ListedFile:
    """Return what a manifest lists of a file. Raises OSError where it is no plain file, or cannot be read."""
    with open_file(path) as file:
        digest = file_digest(file, "sha256").hexdigest()
        return ListedFile(sha256=digest, size=file.tell())


def manifest_text(data: Mapping[str, object]) -> bytes:
    """Return the bytes of a manifest; the same data give the same bytes."""
    return f"{json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True)}\n".encode()


def read_manifest(folder: Path, root: Path) -> Manifest:
    """Read the manifest of a release. Raises HandbookError with one finding where it is missing or malformed."""
    path = folder / MANIFEST
    try:
        with open_file(path) as file:
            text = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise _unfit(path, root, phrase("there is no manifest; nothing can be held to it")) from None
    except OSError as error:
        reason = reason_of(error)
        raise _unfit(path, root, phrase("the manifest cannot be read ({reason})", reason=reason)) from None
    if len(text) > _LARGEST:
        raise _unfit(path, root, phrase("the manifest is larger than any handbook’s"))
    try:
        data = json.loads(text, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as error:
        raise _unfit(path, root, phrase("the manifest is no JSON"), getattr(error, "lineno", 1)) from None
    if complaint := next(_complaints(data), None):
        raise _unfit(path, root, complaint)
    files = {name: ListedFile(sha256=file["sha256"], size=file["size"]) for name, file in data["files"].items()}
    return Manifest(files=files, earlier=frozenset(data.get("earlier", [])), data=data, text=text)


def _unfit(path: Path, root: Path, message: Phrase, line: int = 1) -> HandbookError:
    return HandbookError([Finding(path=shown(path, root), line=line, message=message, rule="manifest")])


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a dictionary. Raises ValueError where a name stands twice: readers of JSON differ in which one they take."""
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a name stands twice")
    return data


def _complaints(data: Any) -> Iterator[Phrase]:
    """Yield a message for each way in which the data are not those of a manifest."""
    files = data.get("files") if isinstance(data, dict) else None
    if not isinstance(files, dict):
        yield phrase("the manifest lists no files")
        return
    for name, file in files.items():
        if not is_publishable(name):
            yield phrase("the manifest lists “{name}”, which is no file of a release", name=excerpt(ascii(name)[1:-1]))
        elif not _is_listed_file(file):
            yield phrase("the manifest does not give sha256 and size of “{name}”", name=name)
    folders = {name[:index] for name in files for index, letter in enumerate(name) if letter == "/"}
    for name in sorted(folders & files.keys()):
        yield phrase("the manifest lists “{name}” as a file and as a folder", name=name)
    earlier = data.get("earlier", [])
    if not isinstance(earlier, list) or not all(isinstance(name, str) and name in files for name in earlier):
        yield phrase("the manifest names files of earlier releases that it does not list")


def is_publishable(name: str) -> bool:
    """Whether a path can be that of a published file: below the folder it starts from, and written in one way only."""
    parts = name.split("/")
    is_inside = len(name) <= _LONGEST and all(part not in ("", ".", "..") for part in parts)
    return is_inside and not _UNWRITABLE.search(name) and name not in OWN


def _is_listed_file(file: Any) -> bool:
    return (
        isinstance(file, dict)
        and isinstance(file.get("sha256"), str)
        and bool(_SHA256.fullmatch(file["sha256"]))
        and type(file.get("size")) is int
        and file["size"] >= 0
    )
