"""Text that reaches over the margins of a finished brochure is found when it is read back."""

import pytest
import weasyprint

from handbook.project.paper import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP
from handbook.readback.pdf_text import read_brochure

PAGE = f"""<style>
@page {{ size: Letter; margin: {MARGIN_TOP}mm {MARGIN_SIDE}mm {MARGIN_BOTTOM}mm; @bottom-right {{ content: "foot" }} }}
@page cover {{ margin: 0; @bottom-right {{ content: none }} }}
body {{ margin: 0; font: 14pt/18pt serif }}
section {{ break-before: page }}
.cover {{ page: cover }}
p {{ margin: 0; position: relative }}
</style><body><section class="cover"><p style="top: 2mm; left: 2mm">%s</p></section>
<section><p>Words as they should be.</p>%s</section>
<section class="cover">The end</section>"""


@pytest.fixture
def outside(tmp_path):
    """Return the function that prints a cover and a page, and says what stands outside."""

    def look(body="", cover="Cover"):
        weasyprint.HTML(string=PAGE % (cover, body)).write_pdf(tmp_path / "brochure-en.pdf", pdf_variant="pdf/ua-1")
        return read_brochure(tmp_path / "brochure-en.pdf").outside

    return look


def test_text_inside_the_margins_is_not_found(outside):
    """Nor what stands in the head or the foot, nor what a cover has at its edge."""
    assert outside(f"<p>{'words ' * 2000}</p>") == ()


@pytest.mark.parametrize(
    "style",
    [
        "left: 150mm",
        "left: -20mm",
        "left: 190mm",
        "top: 232mm; font-size: 40pt",
        "top: 256mm",
        "top: -9mm; font-size: 40pt",
        "top: -30mm",
    ],
)
def test_text_over_the_margins_is_found(outside, style):
    """With its page: to the sides, half in the foot or in the head, over the edge of the sheet."""
    [(page, words)] = outside(f'<p style="{style}">A few words too far</p>')
    assert page == 2
    assert words.endswith("A few words too far")


def test_text_over_the_edge_of_a_cover_is_found(outside):
    """Where there is no margin, there is the edge of the sheet."""
    assert outside(cover="x" * 200)[0][0] == 1
