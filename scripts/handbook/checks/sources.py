"""Looks at the sources before Sphinx does: what cannot be read, and what says nothing."""

from collections.abc import Iterator

from handbook.checks.tree import check_tree
from handbook.finding import Finding, HandbookError, printable, shown
from handbook.page_names import check_names
from handbook.phrase import phrase
from handbook.project import Project
from handbook.reading import read_text


def check_sources(project: Project) -> Iterator[Finding]:
    """Yield a finding for each page that is missing, empty or not UTF-8."""
    if not project.page("index").is_file():
        message = phrase("there is no first page; write it")
        yield Finding(path="source/index.md", line=1, message=message, rule="page-missing")
    yield from check_names(project)
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
