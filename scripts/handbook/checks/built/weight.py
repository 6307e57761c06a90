"""What a page costs a reader on a slow line: its bytes with all that it loads, and how many files it asks for."""

from collections import Counter
from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from handbook.checks.artefacts import Artefacts, Place, check
from handbook.findings.finding import shown
from handbook.findings.phrase import phrase
from handbook.readback.html_page import Page


@check
def check_page_weight(artefacts: Artefacts) -> Iterator[Place]:
    """A page, with all that it loads at first, must keep to ``page_budget_kb`` (60 unless set) and ``page_files`` (6).

    Kilobytes are 1,024 bytes, before any compression. The search index and the pictures
    below the first screen are loaded on use and are not counted.

    Bad: a page with a photograph of 200 KB. Good: the same photograph, 1,200 pixels wide and of 30 KB.
    """
    project = artefacts.project
    for edition, page in artefacts.fresh_pages():
        source = project.page(page.docname)
        place = shown(source if source.is_file() else page.path, project.root)
        sizes = sizes_of(page)
        weight = -(-sum(sizes.values()) // 1024)
        if weight > project.page_budget_kb:
            name, size = max(sizes.items(), key=lambda file: file[1])
            message = phrase(
                "in “{language}” the page weighs {weight} KB, most of it {name} ({size} KB); make that smaller, "
                "divide the page, or raise page_budget_kb in pyproject.toml",
                language=edition.language,
                weight=weight,
                name=name,
                size=-(-size // 1024),
            )
            yield place, 1, message
        if len(sizes) > project.page_files:
            message = phrase(
                "in “{language}” the page asks for {count} files at once, more than {most}; put fewer pictures at its "
                "beginning, divide it, or raise page_files in pyproject.toml",
                language=edition.language,
                count=len(sizes),
                most=project.page_files,
            )
            yield place, 1, message


def sizes_of(page: Page) -> dict[str, int]:
    """Return the size in bytes of each file that a browser fetches for a page at once, the page itself first."""
    sizes = {page.path.name: page.path.stat().st_size} if page.path.is_file() else {}
    later = Counter(page.later)
    for resource, times in Counter(page.resources).items():
        if times <= later[resource]:
            continue
        parts = urlsplit(resource)
        path = page.path.parent / unquote(parts.path)
        if not parts.scheme and path.is_file():
            sizes[normpath(unquote(parts.path))] = path.stat().st_size
    return sizes
