"""Where the handbook stands on the web, for paper: the address, and a QR code (ISO/IEC 18004) for a phone."""

from dataclasses import dataclass

import segno

from handbook.findings.phrase import Translate
from handbook.project.addresses import page_path, site_url
from handbook.project.project import Edition


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """An address of the published handbook, and the same as an SVG element."""

    url: str
    qr_code: str


def page_url(edition: Edition, docname: str = "") -> str | None:
    """Return where the edition, or one of its pages, stands on the web; none where no ``base_url`` is set."""
    path = page_path(edition.language, docname) if docname else f"{edition.language}/"
    return site_url(edition.project, path)


def web_address(edition: Edition, translate: Translate, docname: str = "") -> Address | None:
    """Return the address of the edition, or of one of its pages; none where no ``base_url`` is set."""
    url = page_url(edition, docname)
    if url is None:
        return None
    words = translate("QR code of the address:")
    title = f"{words} {url}"
    code = segno.make(url, error="m", micro=False)
    return Address(
        url=url, qr_code=code.svg_inline(title=title, border=0, omitsize=True, svgclass=None, lineclass=None)
    )
