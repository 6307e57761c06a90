"""What a build refuses before it has read a page, and what then follows from it: the rest is judged all the same.

Whoever writes is told all that is wrong in one round. What only follows from something that was named already, like
anchors that a page lacks whose translation was refused, would be noise, and is left out.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.findings.finding import Finding, shown
from handbook.project.project import Project

# Rules that speak of how a page hangs together as a whole: of one that is refused in part, they can say nothing.
_OF_WHOLE_PAGES = frozenset(
    (
        *("anchors", "blank-page", "chapter-missing", "data", "dead-link", "fact-card", "fact-sourced"),
        *("heading-alone", "leaflet-length", "leaflet-missing", "line-alone", "number", "open-graph"),
        *("organization", "page-count", "page-empty", "page-missing", "row-torn", "source-left"),
    )
)
# Rules by which a page is refused that asks for facts; where no facts can be read it asks for none that are not there.
_OF_FACTS = frozenset(("directory", "map-place", "map-region", "name-unknown", "timeline"))
_LEADING_NOWHERE = frozenset(("myst.xref_missing", "ref.doc", "ref.ref", "toc.excluded", "toc.not_readable"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Unfit:
    """What is wrong with the files of a project before Sphinx starts, and what is left out of its pages for it.

    `pages` are those that cannot be read, by docname; `messages` the msgids that may not be shown, by language and
    domain; `unread` the catalogues that cannot be read, as (language, domain). Without facts there is no layout.
    """

    findings: tuple[Finding, ...] = ()
    pages: frozenset[str] = frozenset()
    messages: Mapping[str, Mapping[str, Collection[str]]] = field(default_factory=dict)
    unread: frozenset[tuple[str, str]] = frozenset()
    has_facts: bool = True

    def spoils(self, language: str, docname: str) -> bool:
        """Whether a page is shown without translations that it has."""
        return (language, docname) in self.unread or docname in self.messages.get(language, ())

    def own(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return `findings` on the pages of an edition, without those that only say that something is left out."""
        return [
            finding
            for finding in findings
            if not (finding.rule in _LEADING_NOWHERE and any(_leads_to(page, finding) for page in self.pages))
            and not (not self.has_facts and (finding.rule in _OF_FACTS or finding.rule.startswith("fact")))
        ]


def _leads_to(page: str, finding: Finding) -> bool:
    """Whether a finding quotes an address of a page: from wherever it is, with or without ``.md`` and a place on it."""
    name = re.escape(page.rpartition("/")[2])
    return re.search(rf"[“'/]{name}(?:\.md)?[#”']", finding.message) is not None


def without_consequences(
    findings: Iterable[Finding], causes: Collection[Finding], project: Project, absent: Collection[str] = ()
) -> list[Finding]:
    """Return what is found on built pages, without what follows from `causes`: what was refused of those pages.

    `absent` are the names of files that were not made for it, and that pages lead to.
    """
    spoiled = {page_of(finding, project) for finding in causes} - {None}
    places = {(finding.path, finding.line) for finding in causes}
    return [
        finding
        for finding in findings
        if (finding.rule not in _OF_WHOLE_PAGES or page_of(finding, project) not in spoiled)
        and not (finding.rule == "picture-unreadable" and (finding.path, finding.line) in places)
        and not (finding.rule == "weasyprint" and places)  # of links that lead nowhere, which has been said
        and not any(name in finding.message for name in absent)
    ]


def said_of(error: Exception) -> str:
    """Return an error that nobody foresaw in a line: without it, one of the program would pass for one of a page."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


def page_of(finding: Finding, project: Project) -> str | None:
    """Return the docname of the page that a finding is about: in its source, its catalogue, or as it was built."""
    path = Path(finding.path)
    source, locales = shown(project.source, project.root), shown(project.locales, project.root)
    if path.suffix == ".md" and path.is_relative_to(source):
        return path.relative_to(source).with_suffix("").as_posix()
    if path.suffix == ".po" and path.is_relative_to(locales):
        return "/".join(path.with_suffix("").relative_to(locales).parts[2:]) or None
    if path.suffix == ".html" and "site" in path.parts:
        return "/".join(path.with_suffix("").parts[path.parts.index("site") + 2 :]) or None
    return None
