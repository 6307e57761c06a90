"""What stands at the end of a page: when it last changed in its language, and where its source can be edited."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx

from handbook.facts.model import Registry
from handbook.findings.finding import shown
from handbook.project.language_names import long_date
from handbook.project.project import Edition
from handbook.sphinx.editions import edition_of, registry_of, strings_of


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
    day = max(filter(None, days))
    return Changed(day=day, words=long_date(day, edition.tag))


def _files(edition: Edition, registry: Registry, pagename: str) -> Iterator[str]:
    """Yield the files that a page is made of, as paths from the root of the project."""
    project = edition.project
    yield shown(project.page(pagename), project.root)
    subjects = (subject for subject, page in registry.pages.items() if page == pagename)
    yield from (shown(project.facts / f"{subject}.toml", project.root) for subject in subjects)
    if not edition.is_source:
        yield shown(project.catalogue(edition.language, pagename), project.root)


@dataclass(frozen=True, kw_only=True, slots=True)
class Addresses:
    """Where a host shows a file to be edited, and a new report; `edit` takes branch and path, `report` a title."""

    edit: str
    report: str


# As GitHub (“Creating an issue from a URL query”) and GitLab (“Create an issue from a URL with prefilled values”) say.
# Forgejo and Gitea show the file, with a button to edit it for whoever may.
HOSTS: Mapping[str, Addresses] = {
    "github": Addresses(edit="/edit/{branch}/{path}", report="/issues/new?title={title}"),
    "gitlab": Addresses(edit="/-/edit/{branch}/{path}", report="/-/issues/new?issue%5Btitle%5D={title}"),
    "forgejo": Addresses(edit="/src/branch/{branch}/{path}", report="/issues/new?title={title}"),
    "bitbucket": Addresses(edit="/src/{branch}/{path}?mode=edit", report="/issues/new?title={title}"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RepositoryLinks:
    """Where a page can be edited, and an error on it reported."""

    edit: str
    report: str


def repository_links(edition: Edition, pagename: str, title: str) -> RepositoryLinks | None:
    """Return the links of a page; none where no ``repository_url`` is set, or where the page has no source file.

    `title` is that of a report.
    """
    project = edition.project
    if not (project.repository_url and project.repository_host and project.page(pagename).is_file()):
        return None
    is_source = edition.is_source
    path = project.page(pagename) if is_source else project.catalogue(edition.language, pagename)
    repository = project.repository_url.rstrip("/").removesuffix(".git")
    addresses = HOSTS[project.repository_host]
    place = {"branch": quote(project.repository_branch), "path": quote(shown(path, project.root))}
    return RepositoryLinks(
        edit=repository + addresses.edit.format(**place),
        report=repository + addresses.report.format(title=quote(title, safe="")),
    )


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    edition, translate = edition_of(app.config), strings_of(app.config)
    label = translate("Error on the page:")
    title = app.env.titles[pagename].astext() if pagename in app.env.titles else pagename
    context["changed"] = last_changed(edition, registry_of(app.config), pagename)
    context["repository"] = repository_links(edition, pagename, f"{label} {title} ({edition.language})")


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", on_html_page_context)
