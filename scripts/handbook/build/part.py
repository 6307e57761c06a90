"""A part: editions that one machine has built for another to publish, with what they were made of.

It is a folder: ``site/`` and ``print/`` as a build stages them, ``states/LANGUAGE.json`` with what the next build can
take over, and ``part.json``, which lists all of these by sha256 and size. All of it is data. Its hashes show accidents:
who may hand in a part is for whoever runs the machines to say, and what readers get is proven from the files.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from handbook.build.plan import finding_of
from handbook.findings.finding import Finding, HandbookError, printable, shown
from handbook.findings.phrase import Phrase, as_data, phrase, some
from handbook.machine.disk import reason_of
from handbook.project.project import Project
from handbook.publication.carry_over import carry
from handbook.publication.manifest import ListedFile, Manifest, file_list, is_publishable
from handbook.publication.trees import FILE, FOLDER, list_tree, open_file

PART = "part.json"
SITE, PRINT, STATES = "site", "print", "states"
# Goes up when parts are written in another way.
_FORMAT = 1
# Bytes; a part lists its files and what they were made of, and no more.
_LARGEST = 64 * 2**20


@dataclass(frozen=True, kw_only=True, slots=True)
class PartEdition:
    """What the build of one language had to tell: the files of the project that ``conf.py`` has loaded, and notices."""

    modules: tuple[str, ...]
    allowed: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BuiltPart:
    """What ``part.json`` says: what was asked for, by language what came of it, the `inputs` it was made of.

    `files` are listed by their path in the part, once it is written.
    """

    outputs: tuple[str, ...]
    allow_incomplete: bool
    editions: Mapping[str, PartEdition]
    inputs: Mapping[str, str]
    files: Mapping[str, ListedFile] = field(default_factory=dict)


def wrong_part(folder: Path, root: Path, message: Phrase) -> HandbookError:
    """Return what to raise where a part cannot be used: one line."""
    return HandbookError([Finding(path=shown(folder / PART, root), line=1, message=message, rule="part")])


@contextmanager
def part_folder(project: Project, folder: Path) -> Iterator[None]:
    """Make the folder that a part is written into, and take it away again where none is.

    Raises HandbookError where it cannot be: it is for the part alone, and no content.
    """
    places = (project.source, project.locales, project.site, project.releases, project.print_edition, project.kept)
    is_new = not (folder.exists() or folder.is_symlink())
    message = None
    if any(folder.resolve().is_relative_to(place.resolve()) for place in places):
        message = phrase("a part cannot stand among pages, catalogues or what is published; name another folder")
    elif not is_new and not (folder.is_dir() and not any(folder.iterdir())):
        message = phrase("a part is written into a new or an empty folder, and there is something here; name another")
    else:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = phrase("this folder cannot be made ({reason}); name another", reason=reason_of(error))
    if message:
        raise HandbookError([Finding(path=shown(folder, project.root), line=1, message=message, rule="part")])
    try:
        yield
    except BaseException:
        if is_new:
            with suppress(OSError):  # somebody has put something there
                folder.rmdir()
        raise


def write_part(folder: Path, stage: Path, part: BuiltPart) -> None:
    """Copy the editions below `stage` into `folder`, and describe them: last, so that half a part is none.

    `part` says what they are, but for the files.
    """
    names = [name for name in (SITE, PRINT, STATES) if (stage / name).is_dir()]
    listed = {f"{name}/{path}": file for name in names for path, file in file_list(stage / name).items()}
    try:
        for name in names:
            shutil.copytree(stage / name, folder / name)
        editions = {language: _edition_data(edition) for language, edition in part.editions.items()}
        (folder / PART).write_bytes(_text({**asdict(part), "editions": editions, "files": listed}))
    except BaseException:
        for name in names:
            shutil.rmtree(folder / name, ignore_errors=True)
        raise


def _edition_data(edition: PartEdition) -> dict[str, object]:
    allowed = [{**asdict(finding), "message": as_data(finding.message)} for finding in edition.allowed]
    return {"modules": edition.modules, "allowed": allowed}


def _text(part: object) -> bytes:
    """Return the bytes of ``part.json``: they are decided by what they say, and hold its hash."""
    text = json.dumps(part, indent=1, sort_keys=True)
    return f'{{"format": {_FORMAT}, "sha256": "{sha256(text.encode()).hexdigest()}", "part":\n{text}}}\n'.encode()


def read_part(folder: Path, project: Project) -> BuiltPart:
    """Return what ``part.json`` says. Raises HandbookError with one finding where it is not what a build writes."""
    data = _data(folder, project.root)
    try:
        part = BuiltPart(
            outputs=tuple(map(_text_of, data["outputs"])),
            allow_incomplete=bool(data["allow_incomplete"]),
            editions={str(language): _edition(edition) for language, edition in data["editions"].items()},
            inputs={str(name): _text_of(text) for name, text in data["inputs"].items()},
            files={str(name): ListedFile(**file) for name, file in data["files"].items()},
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise wrong_part(folder, project.root, _not_written()) from None
    if strange := sorted(_strange(part, project)):
        message = phrase("this lists what no build of these languages writes: {files}", files=_names(strange))
        raise wrong_part(folder, project.root, message)
    return part


def _not_written() -> Phrase:
    return phrase("this is not as a build has written it; build the part again")


def _data(folder: Path, root: Path) -> Any:
    """Return the data of ``part.json``, whose bytes are those that a build writes for them."""
    try:
        with open_file(folder / PART) as file:
            text = file.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        message = phrase("there is no part here: handbook build --part writes one")
        raise wrong_part(folder, root, message) from None
    except OSError as error:
        message = phrase("this cannot be read ({reason})", reason=reason_of(error))
        raise wrong_part(folder, root, message) from None
    if len(text) > _LARGEST:
        raise wrong_part(folder, root, phrase("this is larger than any part’s"))
    try:
        data = json.loads(text)
        if type(number := data["format"]) is int and number > _FORMAT:
            message = phrase("a newer version of the program has written this; use the same one everywhere")
            raise wrong_part(folder, root, message)
        if text != _text(data["part"]):
            raise wrong_part(folder, root, _not_written())
    except (ValueError, TypeError, LookupError, RecursionError):
        raise wrong_part(folder, root, _not_written()) from None
    return data["part"]


def _edition(data: Mapping[str, Any]) -> PartEdition:
    modules = tuple(map(_text_of, data["modules"]))
    if not all(map(is_publishable, modules)):
        raise ValueError(modules)
    return PartEdition(modules=modules, allowed=tuple(map(finding_of, data["allowed"])))


def _text_of(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value))
    return value


def _strange(part: BuiltPart, project: Project) -> Iterator[str]:
    """Yield the names of listed files, and of languages, that no build of a part writes."""
    languages = [language for language in part.editions if language in project.languages]
    yield from part.editions.keys() - set(languages)
    leaflets = {project.leaflet_name(docname, language) for docname in project.pages() for language in languages}
    downloads = {*leaflets, *map(project.brochure_name, languages)}
    on_paper = {name for language in languages for name in project.print_names(language)}
    single = {
        *(f"{SITE}/downloads/{name}" for name in downloads),
        *(f"{PRINT}/{name}" for name in on_paper),
        *(f"{STATES}/{language}.json" for language in languages),
    }
    folders = tuple(f"{SITE}/{language}/" for language in languages)
    for name, file in part.files.items():
        is_file = isinstance(file.sha256, str) and type(file.size) is int
        if not is_file or not is_publishable(name) or not (name in single or name.startswith(folders)):
            yield name


def take_part(folder: Path, part: BuiltPart, root: Path, stage: Path) -> None:
    """Copy the files of a part into `stage`. Raises HandbookError where they are not as it lists them."""
    kinds = list_tree(folder)
    extra = [name for name, kind in kinds.items() if kind != FOLDER and name not in part.files and name != PART]
    if extra:
        message = phrase("there is more in the part than a build has put there: {files}", files=_names(extra))
        raise wrong_part(folder, root, message)
    odd = [name for name in part.files if kinds.get(name) != FILE]
    manifest = Manifest(files=part.files, earlier=frozenset(), data={}, text=b"")
    if harmed := odd or carry(folder, manifest, sorted(part.files), stage):
        message = phrase("missing, or not as it was built; build the part again: {files}", files=_names(harmed))
        raise wrong_part(folder, root, message)


def _names(names: Iterable[str]) -> Phrase:
    return some([printable(name) for name in sorted(names)])
