"""Looks at the sources before Sphinx does: what cannot be read, and what says nothing."""

import re
from collections.abc import Iterator

from handbook.addresses import ALL_PAGES, FACTS
from handbook.checks.limits import check_limits, check_tree
from handbook.finding import Finding, HandbookError, shown
from handbook.project import Project
from handbook.reading import read_text

# The pages that the handbook writes itself.
_WRITTEN = re.compile(rf"search|(?:{FACTS}|{ALL_PAGES})(?:-\d+)?")


def check_sources(project: Project) -> Iterator[Finding]:
    """Yield a finding for each page that is missing, empty or not UTF-8."""
    if not project.page("index").is_file():
        yield Finding(path="source/index.md", line=1, message="there is no first page; write it", rule="page-missing")
    yield from _taken(project)
    misplaced = list(check_tree(project))
    yield from misplaced
    unread = {finding.path for finding in misplaced}
    for docname in project.pages():
        path = project.page(docname)
        if shown(path, project.root) in unread:
            continue
        try:
            text = read_text(path, project.root)
            yield from check_limits(docname, text, project)
            if not text.strip():
                message = "the page is empty; write it, or remove it from source/ and from the toctree"
                yield Finding(path=shown(path, project.root), line=1, message=message, rule="page-empty")
        except HandbookError as error:
            yield from error.findings


def _taken(project: Project) -> Iterator[Finding]:
    """Yield a finding for each page whose file, or whose leaflet, has the name of another one that is published."""
    leaflets = {"brochure", "handbook"}
    for docname in project.pages():
        name = docname.rpartition("/")[2]
        is_agency = docname.startswith("agencies/")
        if _WRITTEN.fullmatch(docname) or (is_agency and name in leaflets):
            message = f"the name {name!r} is taken by a file of the handbook itself; give the page another name"
            yield Finding(path=shown(project.page(docname), project.root), line=1, message=message, rule="name-taken")
        if is_agency:
            leaflets.add(name)
