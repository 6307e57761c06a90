"""What a reader gets, read back from the published files: the text and structure of a page, of a brochure."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.artefacts.brochure import Brochure, read_brochure
from handbook.artefacts.page import Page, read_page
from handbook.project import Project


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionArtefacts:
    """The outputs of one language: its pages by docname, its brochure where there is one, its leaflets by docname."""

    language: str
    pages: Mapping[str, Page]
    brochure: Brochure | None
    leaflets: Mapping[str, Brochure]

    def sections(self, output: str) -> Mapping[str, str]:
        """Return the text of each page's own section: its main element, its chapter's pages, or its leaflet."""
        if output == "html":
            return {docname: page.text for docname, page in self.pages.items()}
        if output == "leaflet":
            return {docname: "\n".join(leaflet.texts) for docname, leaflet in self.leaflets.items()}
        chapters = {chapter.title: chapter.text for chapter in self.brochure.chapters} if self.brochure else {}
        return {docname: chapters.get(page.heading, "") for docname, page in self.pages.items()}


def read_edition(project: Project, site: Path, language: str) -> EditionArtefacts:
    """Read what stands in the folder `site` in one language."""
    folder = site / language
    paths = (folder / f"{docname}.html" for docname in project.pages())
    pages = [read_page(path, folder) for path in paths if path.is_file()]
    downloads = site / "downloads"
    brochure = downloads / project.brochure_name(language)
    leaflets = {docname: downloads / project.leaflet_name(docname, language) for docname in project.pages()}
    return EditionArtefacts(
        language=language,
        pages={page.docname: page for page in pages},
        brochure=read_brochure(brochure) if brochure.is_file() else None,
        leaflets={docname: read_brochure(path) for docname, path in leaflets.items() if path.is_file()},
    )
