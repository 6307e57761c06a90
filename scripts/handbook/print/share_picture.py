"""The picture that is shown where a page is shared: title and subtitle of an edition, laid out like the brochure.

So each script has its letters joined and in their order, in the bundled fonts; pdfium makes pixels of it.
"""

from io import BytesIO
from pathlib import Path

from markupsafe import escape

from handbook.print.cover import cover_rule, has_own_picture
from handbook.print.document import HERE, part_html, stylesheet
from handbook.project.project import Edition

# Pixels, as Open Graph's readers show it whole; the stylesheet says the same.
WIDTH, HEIGHT = 1200, 630
# Characters of a title that stands in large letters, on two lines.
_LONG = 50
# Pixels for a point of the PDF: a stylesheet has 96 to the inch.
_SCALE = 96 / 72
# Of the drawn one there are three colours, and what lies between each two of them at the edges of letters.
_COLOURS, _COLOURS_OF_OWN = 64, 256


def write_share_picture(edition: Edition, path: Path) -> None:
    """Write the picture of an edition as PNG; the same title and subtitle give the same bytes."""
    import pypdfium2
    from PIL import Image

    from handbook.print.render import Press

    colours = edition.project.colours
    cover = cover_rule(edition.project, "share", "0 130px/1200px", colours.land)
    css = stylesheet(edition) + colours.paint((HERE / "share.css").read_text(encoding="utf-8")) + cover
    document, _ = Press(css).lay_out(part_html(edition, _body(edition)), {}, {})
    file = BytesIO()
    document.copy(document.pages[:1]).write_pdf(file)
    with pypdfium2.PdfDocument(file.getvalue()) as pdf:
        picture = pdf[0].render(scale=_SCALE).to_pil()
    colours_kept = _COLOURS_OF_OWN if has_own_picture(edition.project) else _COLOURS
    picture = picture.convert("RGB").quantize(colours_kept, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    picture.save(path, format="PNG", optimize=True)


def _body(edition: Edition) -> str:
    title, subtitle = edition.title, edition.project.subtitle[edition.language]
    words = (
        f'<div class="cover-rule"></div><p class="cover-title">{escape(title)}</p>'
        f'<p class="cover-subtitle">{escape(subtitle)}</p>'
    )
    is_long = " long" if len(title) > _LONG else ""
    if not has_own_picture(edition.project):
        return f'<div class="share{is_long}">{words}</div>'
    picture = '<div class="cover-picture"></div>'
    return f'<div class="share pictured{is_long}">{picture}<div class="cover-head">{words}</div></div>'
