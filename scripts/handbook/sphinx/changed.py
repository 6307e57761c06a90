"""When a page last changed, in its language: the page itself, the facts that it tells, its catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from handbook.facts.model import Registry
from handbook.findings.finding import shown
from handbook.languages.dates import long_date
from handbook.project.project import Edition
from handbook.sphinx.editions import edition_of, registry_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """The day on which a page last changed, and how readers are told; a draft, not committed yet, has none."""

    day: date | None
    words: str = ""


def last_changed(edition: Edition, registry: Registry, pagename: str) -> Changed | None:
    """Return when a page last changed in an edition; nothing where that is not known, or where no file is behind it."""
    days = [edition.days[path] for path in _files(edition, registry, pagename) if path in edition.days]
    if not days or not edition.project.page(pagename).is_file():
        return None
    if None in days:
        return Changed(day=None)
    day = max(each for each in days if each)
    return Changed(day=day, words=long_date(day, edition.tag))


def _files(edition: Edition, registry: Registry, pagename: str) -> Iterator[str]:
    """Yield the files that a page is made of, as paths from the root of the project."""
    project = edition.project
    yield shown(project.page(pagename), project.root)
    subjects = (subject for subject, page in registry.pages.items() if page == pagename)
    yield from (shown(project.facts / f"{subject}.toml", project.root) for subject in subjects)
    if not edition.is_source:
        yield shown(project.catalogue(edition.language, pagename), project.root)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    context["changed"] = last_changed(edition_of(app.config), registry_of(app.config), pagename)


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", on_html_page_context)
