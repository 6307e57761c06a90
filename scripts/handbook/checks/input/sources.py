"""The tree of ``source/`` before Sphinx reads it: what cannot be read, what says nothing, what nobody sees."""

import os
from collections.abc import Iterator
from pathlib import Path

from handbook.checks.input.own_pictures import check_cover, check_logo
from handbook.findings.finding import Finding, HandbookError, printable, shown
from handbook.findings.phrase import Phrase, phrase
from handbook.project.page_names import check_names
from handbook.project.project import Project
from handbook.sphinx.wall.limits import PICTURES
from handbook.texts.text_files import lies_in, read_text


def check_tree(project: Project) -> Iterator[Finding]:
    """Yield a finding for each thing in ``source/`` that Sphinx reads and no check sees, or that nobody can read."""
    for folder, folders, names in os.walk(project.source):
        for path in sorted(Path(folder, name) for name in [*folders, *names]):
            if fault := _misplaced(path, project.source) or _without_original(path, project):
                yield Finding(path=shown(path, project.root), line=1, message=fault[0], rule=fault[1])


def _misplaced(path: Path, source: Path) -> tuple[Phrase, str] | None:
    """Return what is wrong with a path below `source`, and the rule."""
    if path.is_symlink() and (path.is_dir() or not lies_in(path, source)):
        return phrase("the link leads out of its folder; put the file itself here"), "file-outside"
    if (path.is_symlink() or path.suffix == ".md") and not path.is_file():
        return phrase("there is no file behind this name; put one here, or remove it"), "missing-file"
    if path.suffix == ".rst":
        return phrase("pages are written in Markdown; move the text to a .md file"), "page-suffix"
    if path.suffix != ".md" and path.suffix.lower() in (".md", ".markdown", ".mkd"):
        return phrase("nobody reads a page with this ending; call it “{name}.md”", name=path.stem), "page-suffix"
    return None


def _without_original(path: Path, project: Project) -> tuple[Phrase, str] | None:
    """Return what is wrong with a picture for one language, ``leaf.fr.png``: Sphinx looks for it beside the other."""
    original, _, language = path.stem.rpartition(".")
    if (
        path.suffix.lower() not in PICTURES
        or not original
        or language not in {*project.languages, *project.unpublished}
    ):
        return None
    if not path.with_name(f"{original}{path.suffix}").exists():
        message = phrase(
            "no page shows this picture for “{language}”: there is no {original} beside it; add that, or rename this",
            language=language,
            original=f"{original}{path.suffix}",
        )
        return message, "picture"
    return None


def check_sources(project: Project) -> Iterator[Finding]:
    """Yield a finding for each page that is missing, empty or not UTF-8."""
    if not project.page("index").is_file():
        message = phrase("there is no first page; write it")
        yield Finding(path="source/index.md", line=1, message=message, rule="page-missing")
    yield from check_names(project)
    yield from check_cover(project)
    yield from check_logo(project)
    misplaced = list(check_tree(project))
    yield from misplaced
    unread = {finding.path for finding in misplaced}
    for docname in project.pages():
        path = project.page(docname)
        if printable(shown(path, project.root)) in unread:
            continue
        try:
            text = read_text(path, project.root)
            if not text.strip():
                message = phrase("the page is empty; write it, or remove it from source/ and from the toctree")
                yield Finding(path=shown(path, project.root), line=1, message=message, rule="page-empty")
        except HandbookError as error:
            yield from error.findings
