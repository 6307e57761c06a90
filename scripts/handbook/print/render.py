"""Lays HTML out on pages with WeasyPrint; whatever WeasyPrint complains of is a finding."""

import logging
import mimetypes
import os
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.writing import face_file
from handbook.pictures.maps import load_world
from handbook.print.line_ends import set_line_ends
from handbook.print.linking.page_numbers import ATTRIBUTE
from handbook.print.list_numbers import number_lists
from handbook.print.tagging.finish import write_tagged
from handbook.print.weasyprint_defaults import LeanHTML, forgetting_page_styles
from handbook.print.whole_words import leaving_words_whole

if TYPE_CHECKING:
    from PIL.Image import Image


def cover_picture(land: str) -> str:
    """Return the map of the world that a cover has, as SVG; `land` is its colour."""
    world = load_world()
    paths = "".join(f'<path d="{path}"/>' for path in world.land.values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {world.width} {world.height}">'
        # The line closes the seams between neighbours.
        f'<g fill="{land}" stroke="{land}" stroke-width="2">{paths}</g></svg>'
    )


_SIGN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 35 40.6" width="35" height="40.6"'
    ' preserveAspectRatio="none">{drawn}</svg>'
)
# Beside each line of code, and over the first of them; the ground is that of code in the stylesheet.
_CODE_MARKS = {
    "goes-on.svg": _SIGN.format(
        drawn='<path d="M6 8v14h17m-6-6l6 6l-6 6" fill="none" stroke="#b3541e" stroke-width="2.5"/>'
    ),
    "ground.svg": _SIGN.format(drawn='<path d="M0 0h35v40.6h-35z" fill="#f3efe4"/>'),
}

# Fixed addresses for what the pages use, so that the bytes do not depend on the folder and nothing else is fetched.
BASE = "handbook:///"
# The faces of every PDF, which `python -m webfaces.paper` draws.
FACES = Path(__file__).with_name("faces")
# Where Fontconfig reads which fonts there are, each time that it is asked for a configuration.
_FONTCONFIG = "FONTCONFIG_FILE"
# WORKAROUND: WeasyPrint 70 breaks down where there is no font at all.
_LAST_RESORT = '@font-face { font-family: "Handbook Sans"; src: url(handbook:///fonts/HandbookSans-Regular.ttf) }'


# Pixels of CSS to a point.
_TO_PIXELS = 96 / 72


class BundledFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives WeasyPrint the fonts of the pinned packages and the handbook's pictures, and nothing from elsewhere."""

    def __init__(self, images: Mapping[str, Path | bytes]) -> None:
        """Take the pictures by name: their files, or what is in them."""
        super().__init__(allowed_protocols={"handbook"}, allow_redirects=False)
        self._images = images

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        folder, _, name = url.removeprefix(BASE).partition("/")
        if url.startswith(BASE) and folder == "fonts":
            data = font(name)
        elif url.startswith(BASE) and folder == "images" and name in self._images:
            picture = self._images[name]
            data = picture if isinstance(picture, bytes) else picture.read_bytes()
        elif url.startswith(BASE) and folder == "world":
            data = cover_picture(f"#{name.removesuffix('.svg')}").encode()
        elif url.startswith(BASE) and folder == "cover":
            data = urlsafe_b64decode(name)
            name = "cover.png" if data.startswith(b"\x89PNG") else "cover.jpg"
        elif url.startswith(BASE) and folder == "logo":
            data = urlsafe_b64decode(name)
            name = "logo.png" if data.startswith(b"\x89PNG") else "logo.svg"
        elif url.removeprefix(BASE) in _CODE_MARKS:
            data = _CODE_MARKS[url.removeprefix(BASE)].encode()
        else:
            raise ValueError(f"{url} lies outside the handbook")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, data, {"Content-Type": kind})


def font(name: str) -> bytes:
    """Return a font file, like ``HandbookSans-Regular.ttf``. Raises OSError or LookupError where there is none."""
    return (FACES / name).read_bytes() if name.startswith("Handbook") else face_file(name)


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


class Press:
    """Lays out documents with one stylesheet: it is read once, and so are its fonts.

    `complaints` are what WeasyPrint has to say of the stylesheet.
    """

    def __init__(self, css: str) -> None:
        fetcher = BundledFetcher({})
        with hearing_complaints() as self.complaints:
            self._fonts = bundled_fonts(fetcher)
            self._sheet = CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=self._fonts)

    def lay_out(
        self, html: str, pictures: Mapping[str, Path | bytes], digits: Mapping[str, int]
    ) -> tuple[Document, list[str]]:
        """Return the pages of `html`, and what WeasyPrint has to say of them and of the stylesheet.

        `digits` are how many there are in the number of the page that a link leads to, by anchor.
        """
        with hearing_complaints() as complaints, forgetting_page_styles(), leaving_words_whole():
            source = LeanHTML(string=html, base_url=BASE, url_fetcher=BundledFetcher(pictures))
            for link in source.etree_element.iter("a"):
                if (anchor := link.get("href", "")[1:]) in digits:
                    link.set(ATTRIBUTE, "0" * digits[anchor])
            set_line_ends(source.etree_element)
            number_lists(source.etree_element)
            document = source.render(stylesheets=[self._sheet], font_config=self._fonts)
        return document, [*self.complaints, *complaints]


def pixels_of_svg(svg: bytes, ground: str, side: int) -> "Image":
    """Return a drawing as an image of `side` pixels in width and height, on a ground ``#rrggbb``, as PDFs show it."""
    import pypdfium2

    css = f"@page {{ size: {side}px; margin: 0; background: {ground} }} img {{ width: {side}px }}"
    document, _ = Press(css).lay_out('<img src="handbook:///images/drawn.svg">', {"drawn.svg": svg}, {})
    file = BytesIO()
    document.copy(document.pages[:1]).write_pdf(file)
    with pypdfium2.PdfDocument(file.getvalue()) as pdf:
        picture: Image = pdf[0].render(scale=_TO_PIXELS).to_pil()
    return picture.convert("RGB")


def lay_out(html: str, css: str, images: Mapping[str, Path], name: str) -> tuple[Document, list[Finding]]:
    """Return the pages of `html`, and what WeasyPrint had to say of the document `name` at WARNING or above."""
    document, complaints = Press(css).lay_out(html, images, {})
    return document, findings_of(complaints, name)


def write(document: Document, target: Path) -> list[Finding]:
    """Write the pages to `target`, PDF/UA-1 and PDF/A-2a. Returns what WeasyPrint and the tags have to say of them."""
    with hearing_complaints() as complaints:
        problems = write_tagged(document, target)
    return [*findings_of(complaints, target.name), *tag_findings(problems, target.name)]


def findings_of(complaints: Iterable[str], name: str) -> list[Finding]:
    """Return what WeasyPrint says of the document `name`, as findings."""
    messages = (
        phrase("WeasyPrint: {complaint}; mend the page or the print stylesheet", complaint=complaint)
        for complaint in complaints
    )
    return [Finding(path=name, line=1, message=message, rule="weasyprint") for message in messages]


def tag_findings(problems: Iterable[Phrase], name: str) -> list[Finding]:
    """Return what keeps the document `name` from being readable by everybody, as findings."""
    return [Finding(path=name, line=1, message=problem, rule="pdf-tags") for problem in problems]


class _Collector(logging.Handler):
    def __init__(self, complaints: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:
        self._complaints.append(record.getMessage())


@contextmanager
def hearing_complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint says meanwhile."""
    complaints: list[str] = []
    collector, logger = _Collector(complaints), logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield complaints
    finally:
        logger.removeHandler(collector)
