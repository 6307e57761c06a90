"""Brings catalogues up to date with the pages: Sphinx extracts, sphinx-intl merges."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace
from sphinx_intl.basic import update as sphinx_intl_update

from handbook.catalogs.annotate import annotate
from handbook.catalogs.strings import DOMAIN
from handbook.facts.registry import load_registry
from handbook.finding import HandbookError
from handbook.project import SOURCE_LANGUAGE, Project
from handbook.upstream import WarningStream, findings

LINE_WIDTH = 80
PACKAGE = Path(__file__).parent.parent
# Our own strings are said through a function of this name, in Python and in templates.
_KEYWORDS = {"translate": None}
_METHODS = [("**.py", "python"), ("**.html", "jinja2")]


def update_catalogues(project: Project) -> None:
    """Extract every message and merge it into the catalogues. Raises HandbookError when a page cannot be read."""
    registry = load_registry(project)
    templates = project.build / "gettext"
    shutil.rmtree(templates, ignore_errors=True)
    with docutils_namespace():  # else the directives stay registered, and the next Sphinx of this process complains
        _extract_pages(project, templates)
    _extract_strings(project, templates / f"{DOMAIN}.pot")
    languages = [language for language in project.languages if language != SOURCE_LANGUAGE]
    sphinx_intl_update(str(project.locales), str(templates), languages, line_width=LINE_WIDTH)
    for language in languages:
        annotate(project, registry, language, LINE_WIDTH)


def _extract_pages(project: Project, templates: Path) -> None:
    warnings = WarningStream()
    app = Sphinx(
        srcdir=project.source,
        confdir=project.source,
        outdir=templates,
        doctreedir=project.build / "gettext-doctrees",
        buildername="gettext",
        confoverrides={"nitpicky": True},
        status=None,
        warning=warnings,
        freshenv=True,
    )
    app.build(force_all=True)
    if warnings.records:
        raise HandbookError(findings(warnings.records, project, SOURCE_LANGUAGE))


def _extract_strings(project: Project, target: Path) -> None:
    template = Catalog(project=project.title[SOURCE_LANGUAGE], charset="utf-8")
    for path, line, msgid in _strings():
        template.add(msgid, locations=[(path, line)])
    with target.open("wb") as file:
        write_po(file, template, sort_by_file=True, include_lineno=False)


def _strings() -> Iterator[tuple[str, int, str]]:
    extracted = extract_from_dir(PACKAGE, method_map=_METHODS, keywords=_KEYWORDS)
    for path, line, msgid, _, _ in extracted:
        yield f"scripts/handbook/{path}", line, msgid
