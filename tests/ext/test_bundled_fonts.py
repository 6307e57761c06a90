"""A PDF has the fonts of the pinned packages and no others, whatever the machine has: code, pictures, proofs."""

import os
from io import BytesIO

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from small_handbook import append, write
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from handbook.print.render import FACES, lay_out

POSTSCRIPT_NAME = 6
PAGES = ("agencies/maple", "agencies/birch")
# A tree is drawn with signs that only the face for code has; a list in a list has a mark of its own.
CODE = """\
Write `code`, **`bold`** and *`italic`* of it.[^note] See {fact}`birch.offices`.

- A list
  - in `a list`
    - in a list.

| `in` | a table |
|---|---|
| `x` | `y` |

```python
def code(value):  # a comment
    return f"{value}"
```

```text
source
└── pages
```

![A drawing](drawing.svg)

[^note]: And `in a note`.
"""
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20" font-size="8"><text y="9">Plain</text>
<text y="18" font-family="DejaVu Sans, Arial, monospace" font-weight="700">Named</text></svg>
"""


@pytest.fixture(scope="module")
def pinned():
    """Return the names of all faces of the pinned packages."""
    folders = [FACES]
    faces = [each for folder in folders for each in folder.iterdir() if each.name.endswith((".ttf", ".otf"))]
    return {name_of(each.read_bytes()) for each in faces}


def name_of(font):
    """Return the PostScript name of a font file."""
    return TTFont(BytesIO(font), lazy=True)["name"].getDebugName(POSTSCRIPT_NAME)


def fonts_in(path):
    """Return the names of the fonts in a PDF, from the font files in it; a font that is only named is None."""
    found = set()
    with pikepdf.open(path) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                file = each.get("/FontFile2") or each.get("/FontFile3") or each.get("/FontFile")
                found.add(name_of(file.read_bytes()) if file is not None else None)
    return found


@pytest.fixture(scope="module")
def tree(build_small):
    """Make every PDF of a handbook that has code and a drawing in each of them, and return its folder."""

    def change(root):
        for docname in PAGES:
            page = root / f"source/{docname}.md"
            append(page, CODE)
            write(page.with_name("drawing.svg"), DRAWING)

    site = build_small(change, "--allow-incomplete", "--output", "html", "--output", "pdf", "--output", "print")
    return site.parents[1]


def assert_pinned(path, pinned):
    """Hold a PDF to the pinned fonts, with those for code among them."""
    names = fonts_in(path)
    assert names <= pinned, f"{path.name}: {names - pinned}"
    assert {"HandbookMono-Regular", "HandbookMono-Semibold", "HandbookMono-Italic"} <= names


def test_every_pdf_has_pinned_fonts_only(tree, pinned):
    """Brochures, leaflets, what goes to a print shop and the booklets, in both languages."""
    paths = [*(tree / "build/site/downloads").glob("*.pdf"), *(tree / "build/print").glob("*.pdf")]
    kinds = {path.name.removesuffix(".pdf").replace("-en", "").replace("-fr", "") for path in paths}
    whole = {f"{name}{end}" for name in ("brochure", "maple", "birch") for end in ("", "-print")}
    assert kinds == whole | {"brochure-booklet", "brochure-bilingual-booklet"}
    for path in paths:
        assert_pinned(path, pinned)


def test_a_proof_has_pinned_fonts_only(tree, pinned, run):
    """It shows code of either language."""
    assert run(tree, "po", "proof").code == 0
    assert_pinned(tree / "build/reports/proof-fr.pdf", pinned)


def test_a_font_that_is_not_pinned_would_be_seen(tmp_path, pinned):
    """By the name in its file, whatever the stylesheet calls it."""
    font = TTFont(FACES / "HandbookSans-Regular.ttf")
    font["name"].setName("Another", POSTSCRIPT_NAME, 3, 1, 0x409)
    font["name"].setName("Another", POSTSCRIPT_NAME, 1, 0, 0)
    font.save(tmp_path / "another.ttf")
    face = f"@font-face {{ font-family: Another; src: url({(tmp_path / 'another.ttf').as_uri()}) }}"
    fonts = FontConfiguration()
    sheet = CSS(string=face, font_config=fonts)
    page = HTML(string='<p style="font-family: Another">Text')
    page.write_pdf(tmp_path / "text.pdf", stylesheets=[sheet], font_config=fonts)
    assert fonts_in(tmp_path / "text.pdf") - pinned == {"Another"}


def test_no_font_of_the_machine_is_there(tmp_path, monkeypatch):
    """Not even for a character that no bundled face has; what is set for the process stays as it was."""
    monkeypatch.setenv("FONTCONFIG_FILE", "as it was")
    document, _ = lay_out('<html lang="en"><p style="font-family: DejaVu Sans, sans-serif">Text 合', "", {}, "text")
    document.write_pdf(tmp_path / "text.pdf")
    assert fonts_in(tmp_path / "text.pdf") == {"HandbookSans-Regular"}
    assert os.environ["FONTCONFIG_FILE"] == "as it was"


def test_a_character_that_a_drawing_cannot_show_is_named(small, run):
    """As in a text: nobody would see it in the PDF."""
    line = append(small / "source/compare.md", "![A drawing](drawing.svg)\n")
    write(small / "source/drawing.svg", DRAWING.replace("Plain", "Plain 合"))
    outcome = run(small, "build", "--language", "en", "--output", "pdf")
    assert outcome.code == 1
    assert f"source/compare.md:{line}: the brochure’s fonts have no glyph for U+5408" in outcome.errors
    assert "[missing-glyph]" in outcome.errors


def test_a_character_is_held_against_the_face_that_it_is_set_in(small, run):
    """Code has a face of its own, which lends others its signs."""
    page = small / "source/compare.md"
    lines = {text: append(page, f"Here: {text}\n") for text in ("`└──`", "└──", "`合`", "―")}
    outcome = run(small, "build", "--language", "en", "--output", "pdf")
    assert outcome.code == 1
    places = [each.split(": ")[0] for each in outcome.errors.splitlines() if each.endswith("[missing-glyph]")]
    assert set(places) == {f"source/compare.md:{lines[text]}" for text in ("`合`",)}


def test_a_proof_of_what_no_bundled_face_can_show_is_the_page(small, run):
    """The PDF would show boxes; the message says what to read."""
    append(small / "source/compare.md", "Some 合 here.\n")
    outcome = run(small, "po", "proof")
    assert outcome.code == 1
    assert "proof-fr.pdf:1: the fonts of the PDF have no glyph for U+5408" in outcome.errors
    assert "合" in (small / "build/reports/proof-fr.html").read_text(encoding="utf-8")
    assert not (small / "build/reports/proof-fr.pdf").exists()
