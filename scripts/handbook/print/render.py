"""Lays HTML out on pages with WeasyPrint; whatever WeasyPrint complains of is a finding."""

import logging
import mimetypes
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from handbook.findings.finding import Finding
from handbook.findings.phrase import phrase
from handbook.languages.writing import face_file
from handbook.pictures.maps import load_world
from handbook.print.tagging.finish import write_tagged
from handbook.print.weasyprint_defaults import LeanHTML, forgetting_page_styles

# A little lighter than the cover, so that white type on either has a contrast of more than 4.5 to 1.
_LAND = "#1a6a5a"


def cover_picture() -> str:
    """Return the picture as SVG."""
    world = load_world()
    paths = "".join(f'<path d="{path}"/>' for path in world.land.values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {world.width} {world.height}">'
        # The line closes the seams between neighbours.
        f'<g fill="{_LAND}" stroke="{_LAND}" stroke-width="2">{paths}</g></svg>'
    )


# Fixed addresses for what the pages use, so that the bytes do not depend on the folder and nothing else is fetched.
BASE = "handbook:///"
FONTS = {
    "SourceSansPro": "font_source_sans_pro",
    "SourceSerifPro": "font_source_serif_pro",
    "IBMPlexMono": "fontpkg_ibm_plex_mono",
}
# Where Fontconfig reads which fonts there are, each time that it is asked for a configuration.
_FONTCONFIG = "FONTCONFIG_FILE"
# WORKAROUND: WeasyPrint 70 breaks down where there is no font at all.
_LAST_RESORT = '@font-face { font-family: "Handbook Sans"; src: url(handbook:///fonts/SourceSansPro-Regular.ttf) }'


class BundledFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives WeasyPrint the fonts of the pinned packages and the handbook's pictures, and nothing from elsewhere."""

    def __init__(self, images: Mapping[str, Path]) -> None:
        super().__init__(allowed_protocols={"handbook"}, allow_redirects=False)
        self._images = images

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        folder, _, name = url.removeprefix(BASE).partition("/")
        if url.startswith(BASE) and folder == "fonts":
            data = font(name)
        elif url.startswith(BASE) and folder == "images" and name in self._images:
            data = self._images[name].read_bytes()
        elif url == f"{BASE}cover.svg":
            data = cover_picture().encode()
        else:
            raise ValueError(f"{url} lies outside the handbook")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, data, {"Content-Type": kind})


def font(name: str) -> bytes:
    """Return a bundled font file, like ``SourceSansPro-Regular.ttf``."""
    package = FONTS.get(name.partition("-")[0])
    return (files(package) / "files" / name).read_bytes() if package else face_file(name)


def bundled_fonts(fetcher: URLFetcher) -> FontConfiguration:
    """Return a configuration without the fonts of the machine: a PDF has the bundled ones that its stylesheet names."""
    before = os.environ.get(_FONTCONFIG)
    os.environ[_FONTCONFIG] = str(Path(__file__).with_name("fonts.conf"))
    try:
        fonts = FontConfiguration()
    finally:
        del os.environ[_FONTCONFIG]
        if before is not None:
            os.environ[_FONTCONFIG] = before
    CSS(string=_LAST_RESORT, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
    return fonts


def lay_out(html: str, css: str, images: Mapping[str, Path], name: str) -> tuple[Document, list[Finding]]:
    """Return the pages of `html`, and what WeasyPrint had to say of the document `name` at WARNING or above."""
    fetcher = BundledFetcher(images)
    with _complaints(name) as findings, forgetting_page_styles():
        fonts = bundled_fonts(fetcher)
        sheet = CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
        source = LeanHTML(string=html, base_url=BASE, url_fetcher=fetcher)
        return source.render(stylesheets=[sheet], font_config=fonts), findings


def write(document: Document, target: Path) -> list[Finding]:
    """Write the pages to `target`, PDF/UA-1 and PDF/A-2a. Returns what WeasyPrint and the tags have to say of them."""
    with _complaints(target.name) as findings:
        problems = write_tagged(document, target)
    return [*findings, *(Finding(path=target.name, line=1, message=problem, rule="pdf-tags") for problem in problems)]


class _Collector(logging.Handler):
    def __init__(self, name: str, findings: list[Finding]) -> None:
        super().__init__(logging.WARNING)
        self._name, self._findings = name, findings

    def emit(self, record: logging.LogRecord) -> None:
        message = phrase(
            "WeasyPrint: {complaint}; mend the page or the print stylesheet", complaint=record.getMessage()
        )
        self._findings.append(Finding(path=self._name, line=1, message=message, rule="weasyprint"))


@contextmanager
def _complaints(name: str) -> Iterator[list[Finding]]:
    findings: list[Finding] = []
    collector, logger = _Collector(name, findings), logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield findings
    finally:
        logger.removeHandler(collector)
