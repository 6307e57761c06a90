"""A cover with a picture of the handbook's own, laid out: its words stand on their ground, however long they are."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from small_handbook import append, replace, write_small_handbook

from handbook.facts.registry import load_registry
from handbook.history.last_changes import History
from handbook.print.document import Imprint, brochure_parts, part_html, stylesheet
from handbook.print.render import Press
from handbook.project.project import Edition, load_project

PICTURE = (255, 0, 255)


@pytest.fixture
def cover(tmp_path):
    """Return what lays out the cover of the small handbook in a language, with a picture of one colour."""
    root = write_small_handbook(tmp_path / "guide")
    Image.new("RGB", (900, 700), PICTURE).save(root / "source/ground.png")
    append(root / "pyproject.toml", 'cover = "ground.png"\n')

    def lay_out(title):
        replace(root / "pyproject.toml", 'en = "A Small Handbook"', f'en = "{title}"')
        project = load_project(root)
        edition = Edition(project=project, language="en", siblings=())
        history = History(day=None)
        imprint = Imprint(edition=edition, registry=load_registry(project), history=history, translate=str)
        html = part_html(edition, brochure_parts(imprint, [])[0].body)
        document, _ = Press(stylesheet(edition)).lay_out(html, {}, {})
        file = BytesIO()
        document.copy(document.pages[:1]).write_pdf(file)
        return pypdfium2.PdfDocument(file.getvalue())[0]

    return lay_out


@pytest.mark.parametrize("title", ["Short", "A title that is much too long for anybody to say in one breath " * 2])
def test_words_on_a_cover_never_stand_on_its_picture(cover, title):
    """Where a letter stands, its ground is that of the page; and some of the picture is seen."""
    page = cover(title)
    drawn = page.render(scale=1).to_pil().convert("RGB")
    text = page.get_textpage()
    assert text.count_chars() > 50
    for number in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(number, loose=True)
        corners = [(x, page.get_height() - y) for x in (left, right) for y in (bottom, top)]
        assert all(drawn.getpixel((int(x), int(y))) != PICTURE for x, y in corners if right > left)
    assert sum(count for count, colour in drawn.getcolors(drawn.width * drawn.height) if colour == PICTURE) > 10_000
