"""Begins a handbook in an empty folder, with the catalogues of each language that its first pages are written in."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.catalogs.entries import Entry
from handbook.catalogs.header import new_header
from handbook.catalogs.writer import put, write
from handbook.desk.new_language import add_language
from handbook.desk.update import extract
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import Translate, phrase
from handbook.founding.answers import Answers
from handbook.founding.first_files import first_files
from handbook.founding.wheel import Wheel, program_wheel
from handbook.project.project import DOMAIN, load_project


def begin(folder: Path, answers: Answers, translate: Translate) -> list[str]:
    """Write a handbook into `folder`, which is made. Returns lines on what is left to do in it.

    Raises HandbookError, with nothing written, where something is there already.
    """
    _refuse_taken(folder)
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        return _begun(folder, answers, translate)
    except BaseException:  # half a handbook would be in the way of the next try
        _take_back(folder, made)
        raise


def _refuse_taken(folder: Path) -> None:
    message = None
    if folder.is_symlink() and not folder.exists():
        message = phrase("it is a link that leads nowhere; name a new folder")
    elif folder.exists() and not folder.is_dir():
        message = phrase("a file stands there; name a new folder")
    elif folder.exists() and any(folder.iterdir()):
        message = phrase("the folder is not empty; name one that is, or a new one")
    if message:
        raise HandbookError([Finding(path=folder.as_posix(), line=1, message=message, rule="init")])


def _take_back(folder: Path, made: Sequence[Path]) -> None:
    """Take away what stands in the folder, and those folders that were made for it; what cannot go is left."""
    with suppress(OSError):
        for path in folder.iterdir():
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
    for path in made:
        with suppress(OSError):
            path.rmdir()


def _begun(folder: Path, answers: Answers, translate: Translate) -> list[str]:
    wheel = program_wheel()
    _write(folder, first_files(answers, wheel, translate))
    project = load_project(folder)
    templates = extract(project)
    for language in project.translations:
        for domain, entries in _translated(templates, replace(answers, source_language=language), wheel, translate):
            put(project.catalogue(language, domain), write([new_header(project, language), *entries]))
    lines: list[str] = []
    for language in answers.begun:
        lines += add_language(load_project(folder).with_unpublished(), language)
    shutil.rmtree(project.build)
    return lines


def _translated(
    templates: Mapping[str, Sequence[Entry]], answers: Answers, wheel: Wheel, translate: Translate
) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the catalogue of each page: the same pages are written in either language, message for message."""
    with TemporaryDirectory() as other:
        root = Path(other)
        _write(root, first_files(answers, wheel, translate))
        texts = extract(load_project(root))
    for domain, entries in templates.items():
        if domain != DOMAIN:
            pairs = zip(entries, texts[domain], strict=True)
            yield domain, [replace(entry, msgstr=text.msgid) for entry, text in pairs]


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
