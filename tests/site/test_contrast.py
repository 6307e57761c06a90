"""Every text of a PDF stands out from what is behind it: WCAG 2.2, 1.4.3, level AA, measured on the printed page."""

import pypdfium2
import pytest
import weasyprint
from published_pages import LANGUAGES
from pypdfium2 import raw

LEAST, LEAST_LARGE = 4.5, 3.0
LARGE = 18  # points


def luminance(colour):
    """Return the relative luminance of an sRGB colour, as WCAG defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """Return the contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def fill_of(item):
    """Return the colour of a text object."""
    parts = [raw.ctypes.c_uint() for _ in range(4)]
    assert raw.FPDFPageObj_GetFillColor(item, *parts)
    return tuple(part.value for part in parts[:3])


def faint(path):
    """Yield (page, colour, background, ratio) of each text that is too faint, and of all that were looked at."""
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            height = page.get_height()
            picture = page.render(scale=1.5).to_pil().convert("RGB")
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3):
                left, bottom, right, top = item.get_bounds()
                box = [round(1.5 * each) for each in (left - 1, height - top - 1, right + 1, height - bottom + 1)]
                if box[2] <= box[0] or box[3] <= box[1] or right - left < 1:
                    continue
                # What there is most of around thin strokes is the ground they stand on.
                ground = picture.crop(box)
                _, background = max(ground.getcolors(ground.width * ground.height))
                size = raw.ctypes.c_float()
                raw.FPDFTextObj_GetFontSize(item, size)
                scale = item.get_matrix().a
                least = LEAST_LARGE if size.value * scale >= LARGE else LEAST
                yield number + 1, fill_of(item), background, contrast(fill_of(item), background), least


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_too_faint(published, language):
    """On white, on the cover and on the bands of the agencies; in the brochure and in each leaflet."""
    paths = sorted(published.site.glob(f"downloads/*-{language}.pdf"))
    assert len(paths) > 2
    for path in paths:
        seen = list(faint(path))
        assert len(seen) > 20
        assert [each[:4] for each in seen if each[3] < each[4]] == [], path.name


def test_grey_on_grey_would_be_found(tmp_path):
    """So that the test above can fail."""
    html = '<body style="background: #999"><p style="color: #777">Hardly to be seen on this ground</p>'
    weasyprint.HTML(string=html).write_pdf(tmp_path / "faint.pdf")
    assert all(ratio < least for *_, ratio, least in faint(tmp_path / "faint.pdf"))
    assert list(faint(tmp_path / "faint.pdf"))
