"""All that decides what is published, and the record of what the last build was made of.

Inputs are known by their hashes, never by when they were written.
"""

import json
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from stat import S_IFMT
from typing import Any

from handbook.catalogs.entries import Entry
from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, as_data, as_phrase, phrase
from handbook.history.git import ask_git
from handbook.history.last_changes import History, read_history
from handbook.machine.needs import source_date_epoch
from handbook.machine.versions import PROGRAM, digest_of_tree, file_digest, system_versions
from handbook.project.project import Project, Request
from handbook.publication.inputs import Inputs, read_files
from handbook.publication.release import ReleasePlace, print_place, site_place

# Goes up when records are written in another way.
_FORMAT = 2
# Inputs: what git says of the files, and what decides that it says the same again.
GIT, HEAD = "git", "git HEAD"
# And the program itself.
PROGRAM_INPUT = "handbook"


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What a build was made of, and what it said.

    `inputs` are hashes or texts by name; `releases` the release that it published at each place. `messages` are those
    of each catalogue: a hash of the translation by a hash of the msgid. `states` are hashes of what is kept of each
    edition, by language.
    """

    inputs: Mapping[str, str]
    releases: Mapping[str, str]
    messages: Mapping[str, Mapping[str, str]]
    notices: tuple[Finding, ...]
    proofs: tuple[int, int]
    states: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Reason:
    """Why something has to be made again: an input, and what is the matter with it."""

    input: str
    message: Phrase


def inputs_of(project: Project, inputs: Inputs) -> dict[str, str]:
    """Return everything that decides the bytes of a build, by name, but for what ``conf.py`` loads: see `modules_of`.

    Asked before the build: a program that is replaced meanwhile is not the one that has built.
    """
    files = {name: digest for name, (digest, *_) in inputs.files.items()}
    return {**files, **_beside(project), GIT: _as_text(inputs.history), HEAD: _head(project)}


def modules_of(project: Project, names: Iterable[str]) -> dict[str, str]:
    """Return the files of the project that ``conf.py`` has loaded as Python, as inputs."""
    return {name: file_digest(project.root / name) for name in names}


def inputs_now(project: Project, record: Record) -> dict[str, str]:
    """Return the inputs of today. Git is asked to compare files only where it has another commit than on record."""
    modules = [name for name in record.inputs if name.endswith(".py")]
    files = {name: digest for name, (digest, *_) in read_files(project).items()}
    inputs = {**_beside(project), **modules_of(project, modules), **files, HEAD: _head(project)}
    is_as_recorded = all(record.inputs.get(name) == digest for name, digest in inputs.items())
    git = record.inputs.get(GIT, "") if is_as_recorded else _as_text(read_history(project))
    return {
        **inputs,
        GIT: git,
        HEAD: record.inputs.get(HEAD, "") if git == record.inputs.get(GIT) else inputs[HEAD],
    }


def _as_text(history: History) -> str:
    uncommitted = None if history.uncommitted is None else sorted(history.uncommitted)
    return json.dumps([str(history.day), history.commit, history.is_draft, history.reason, uncommitted])


def _head(project: Project) -> str:
    """Return what decides what git says of files that are the same: the commit, and whether all of history is there."""
    answer = ask_git(project.root, "rev-parse", "HEAD", "--is-shallow-repository")
    return (answer or b"").decode(errors="replace")


def _beside(project: Project) -> dict[str, str]:
    """Return the inputs that are neither content nor history."""
    return {
        "source+locales": _names(project),
        "SOURCE_DATE_EPOCH": str(source_date_epoch()),
        "last_edition": _last_edition(project),
        PROGRAM_INPUT: _of_program(),
        "python": f"{platform.python_version()} {sys.platform} {' '.join(_installed())}",
        "system": json.dumps(system_versions(), sort_keys=True),
    }


def differences(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Reason]:
    """Yield each input that is new, gone or another."""
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            yield Reason(input=name, message=_change(was_there=name in before, is_there=name in now))


def _change(*, was_there: bool, is_there: bool) -> Phrase:
    if not was_there:
        return phrase("new")
    return phrase("changed") if is_there else phrase("gone")


def digests(messages: Iterable[Entry]) -> dict[str, str]:
    """Return a hash of what a catalogue says of each message, by a hash of the msgid."""
    return {
        _short(message.msgid): _short("\0".join((message.msgstr, *sorted(message.flags), *message.comments)))
        for message in messages
    }


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def record_path(project: Project, request: Request) -> Path:
    """Return where it is noted what a build that was asked for in this way was made of."""
    asked = json.dumps([request.languages, request.outputs, request.allow_incomplete])
    return project.kept / "builds" / f"{sha256(asked.encode()).hexdigest()[:16]}.json"


def read_record(path: Path) -> Record | None:
    """Return what is noted of the last build of a kind; None where there is nothing, or nothing that can be read."""
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != _FORMAT:
            return None
        proven, required = map(int, data["proofs"])
        return Record(
            inputs=_texts(data["inputs"]),
            releases=_texts(data["releases"]),
            messages={str(name): _texts(digests) for name, digests in data["messages"].items()},
            notices=tuple(finding_of(notice) for notice in data["notices"]),
            proofs=(proven, required),
            states=_texts(data["states"]),
        )
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None  # harmed, or written by another version


def _texts(data: Mapping[object, object]) -> dict[str, str]:
    return {str(name): str(text) for name, text in data.items()}


def finding_of(data: Mapping[str, Any]) -> Finding:
    """Return a notice that was kept as data. Raises ValueError, TypeError or LookupError where it is none."""
    message = as_phrase(data["message"])
    return Finding(path=str(data["path"]), line=int(data["line"]), message=message, rule=str(data["rule"]))


def write_record(path: Path, record: Record) -> None:
    """Write down what a build was made of, whole or not at all."""
    notices = [{**asdict(notice), "message": as_data(notice.message)} for notice in record.notices]
    write_whole(path, json.dumps({"format": _FORMAT, **asdict(record), "notices": notices}))


def write_whole(path: Path, text: str) -> None:
    """Write a file and the folders it stands in, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def note(project: Project, request: Request, record: Record) -> None:
    """Note what the build that has just been published was made of."""
    current = {name: place.current() for name, place in places_of(project, request).items()}
    releases = {name: release.name for name, release in current.items() if release}
    with suppress(OSError):  # it costs the next build its time, and nothing else
        write_record(record_path(project, request), replace(record, releases=releases))


def places_of(project: Project, request: Request) -> dict[str, ReleasePlace]:
    """Return where what is asked for is published, by the name of the folder that it is staged in."""
    place_of = {"site": site_place, "print": print_place}
    return {name: place_of[name](project) for name in request.places}


def _names(project: Project) -> str:
    """Return a hash of the names of all that lies where content does, with what each is: links and folders as well."""
    folders = (project.source, project.locales)
    paths = sorted(path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts)
    lines = (f"{path.relative_to(project.root)} {S_IFMT(path.lstat().st_mode):o} {_target(path)}\n" for path in paths)
    return sha256("".join(lines).encode(errors="surrogateescape")).hexdigest()


def _target(path: Path) -> str:
    return str(path.readlink()) if path.is_symlink() else ""


def _of_program() -> str:
    """Return a hash of the whole program: templates, stylesheets and catalogues with it."""
    return digest_of_tree(PROGRAM)


def _installed() -> list[str]:
    """Return name and version of each package that Python finds, by the folders that installers leave."""
    folders = (Path(entry) for entry in sys.path if entry)
    return sorted({path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.dist-info")})


def _last_edition(project: Project) -> str:
    if project.last_edition is None:
        return ""
    return (ask_git(project.root, "rev-parse", f"{project.last_edition}^{{commit}}") or b"").decode().strip()
