"""What a reader gets, read back from the published files: the text and structure of a page, of a brochure."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.project.addresses import ALL_PAGES, FACTS
from handbook.project.project import Project
from handbook.readback.html_page import ListedFact, Page, read_listed_facts, read_page
from handbook.readback.pdf_text import BookmarkedChapter, Brochure, read_brochure


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionArtefacts:
    """The outputs of one language: its pages by docname, its brochure where there is one, its leaflets by docname.

    `fact_pages` are the pages that no editor writes: the facts of each page, and what leads to them; `listed` is what
    they say of each fact, by its id. Pages that are `judged`, by docname, are published as they are, and made of what
    they were made of then: whatever looks at one page alone has had nothing to say of them.
    """

    language: str
    pages: Mapping[str, Page]
    brochure: Brochure | None
    leaflets: Mapping[str, Brochure]
    fact_pages: Mapping[str, Page] = field(default_factory=dict)
    listed: Mapping[str, ListedFact] = field(default_factory=dict)
    judged: frozenset[str] = frozenset()

    @property
    def all_pages(self) -> list[Page]:
        """Every page of the language, whoever wrote it."""
        return [*self.pages.values(), *self.fact_pages.values()]

    @property
    def fresh_pages(self) -> list[Page]:
        """The pages of the language that nobody has judged yet."""
        return [page for page in self.all_pages if page.docname not in self.judged]

    def sections(self, output: str) -> Mapping[str, str]:
        """Return the text of each page's own section: its main element, its chapter's pages, or its leaflet."""
        if output == "html":
            return {docname: page.text for docname, page in self.pages.items()}
        if output == "leaflet":
            return {docname: "\n".join(leaflet.texts) for docname, leaflet in self.leaflets.items()}
        chapters = self.brochure.chapters if self.brochure else ()
        return {docname: _chapter_of(page, chapters) for docname, page in self.pages.items()}


def _chapter_of(page: Page, chapters: Iterable[BookmarkedChapter]) -> str:
    """Return the text of the chapter that a page has become; of several of its title, the most like it."""
    texts = [chapter.text for chapter in chapters if chapter.title == page.bookmark]
    words = Counter(page.text.split())
    return max(texts, key=lambda text: (words & Counter(text.split())).total(), default="")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadBefore:
    """What an earlier build has read: its `pages`, by docname, and which of them it has judged, by their digests."""

    pages: Mapping[str, Page] = field(default_factory=dict)
    judged: Mapping[str, str] = field(default_factory=dict)


def read_edition(project: Project, site: Path, language: str, before: ReadBefore = ReadBefore()) -> EditionArtefacts:
    """Read what stands in the folder `site` in one language, but for pages that are as they were read `before`."""
    folder = site / language
    paths = (folder / f"{docname}.html" for docname in project.pages())
    pages = [read_page(path, folder, before.pages) for path in paths if path.is_file()]
    downloads = site / "downloads"
    brochure = downloads / project.brochure_name(language)
    fact_pages = list(_fact_pages(folder, set(project.pages()), before.pages))
    leaflets = {docname: downloads / project.leaflet_name(docname, language) for docname in project.pages()}
    return EditionArtefacts(
        language=language,
        pages={page.docname: page for page in pages},
        brochure=read_brochure(brochure) if brochure.is_file() else None,
        fact_pages={page.docname: page for page in fact_pages},
        listed={fact.id: fact for page in fact_pages for fact in read_listed_facts(page.path)},
        judged=frozenset(
            page.docname for page in [*pages, *fact_pages] if before.judged.get(page.docname) == page.digest
        ),
        leaflets={docname: read_brochure(path) for docname, path in leaflets.items() if path.is_file()},
    )


def _fact_pages(folder: Path, written: Collection[str], before: Mapping[str, Page]) -> Iterator[Page]:
    """Read the pages of facts in the folder of a language; a page that an editor has `written` is none."""
    patterns = (f"{FACTS}.html", f"{FACTS}-*.html", f"{FACTS}/**/*.html", f"{ALL_PAGES}.html", f"{ALL_PAGES}-*.html")
    paths = [path for pattern in patterns for path in folder.glob(pattern)]
    for page in (read_page(path, folder, before) for path in sorted(paths)):
        if page.docname not in written:
            yield page
