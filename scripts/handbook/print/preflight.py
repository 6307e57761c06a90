"""Looks at what goes into the brochure before it is laid out: fonts, pictures, characters, hyphenation.

All faults are reported at once, each where it was written; a layout would break off at the first, or hide it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path

import pyphen
from docutils import nodes
from lxml import etree, html
from PIL import Image, ImageFile, UnidentifiedImageError

from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.typeset import faults_of
from handbook.languages.writing import Faces, faces_of, script_of
from handbook.machine.disk import reason_of
from handbook.print.assemble import Chapter
from handbook.print.glyphs import check_glyphs, named, undrawn
from handbook.print.source_lines import Origins, node_origin
from handbook.project.language_names import is_private
from handbook.readback.html_page import words_of
from handbook.sphinx.doctree import lineage
from handbook.sphinx.wall.svg_pictures import svg_fault


def check_input(chapters: Iterable[Chapter], document: str, stylesheet: str, origins: Origins) -> list[Finding]:
    """Return what is wrong with the pictures of `chapters`, and with the `document` in HTML that is made of them."""
    if missing := sorted(_fonts(origins)):
        return missing  # else each of their characters would be told
    return sorted(
        {
            *_hyphenation(origins),
            *_pictures(chapters, stylesheet, origins),
            *check_glyphs(document, stylesheet, origins),
            *_typography(document, origins),
        }
    )


def _typography(document: str, origins: Origins) -> Iterator[Finding]:
    """Yield a finding for each text that is not set as its language wants it; in the PDF all spaces look alike."""
    tag, name = origins.edition.tag, origins.project.brochure_name(origins.edition.language)
    for _, message, _ in faults_of(words_of(html.fromstring(document)), tag):
        yield Finding(path=name, line=1, message=message, rule="typography")


def has_patterns(tag: str, language: str) -> bool:
    """Whether lines of a language can be hyphenated, or need not be: its script divides no words."""
    return pyphen.language_fallback(tag) is not None or not script_of(tag).is_hyphenated or is_private(language)


def _hyphenation(origins: Origins) -> Iterator[Finding]:
    """Yield a finding where the language has no patterns: its lines would be ragged, and its long words too wide."""
    if not has_patterns(origins.edition.tag, origins.edition.language):
        message = phrase(
            "there are no hyphenation patterns for “{tag}”; leave the language or its PDF out", tag=origins.edition.tag
        )
        yield _of_languages(origins, message, "hyphenation")


def _fonts(origins: Origins) -> Iterator[Finding]:
    """Yield a finding for each script of the handbook whose fonts are not installed: every edition names the others."""
    project = origins.project
    for faces in faces_of([project.tag(language) for language in project.languages]):
        if not faces.is_installed:
            yield _of_languages(origins, not_installed(faces), "font")


def not_installed(faces: Faces) -> Phrase:
    """Return what to do about fonts that are missing."""
    return phrase(
        "the PDFs need the fonts of {packages}; install them: .venv/bin/python -m pip install {packages}",
        packages=" ".join(faces.packages),
    )


def _of_languages(origins: Origins, message: Phrase, rule: str) -> Finding:
    """Return a finding at the line of pyproject.toml that lists the languages."""
    lines = (origins.project.root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    line = next((number for number, text in enumerate(lines, 1) if text.startswith("languages")), 1)
    return Finding(path="pyproject.toml", line=line, message=message, rule=rule)


def _pictures(chapters: Iterable[Chapter], stylesheet: str, origins: Origins) -> Iterator[Finding]:
    for chapter in chapters:
        for image in chapter.document.findall(nodes.image) if chapter.document else ():
            around = (node_origin(node, chapter.docname, origins.source) for node in lineage(image))
            origin = next(filter(None, around))
            for name in sorted(set(image.get("candidates", {"*": image["uri"]}).values())):
                path, line = origins.place_in_page(origin, Path(name).name)
                picture = origins.project.source / name
                if fault := picture_fault(picture):
                    message = phrase(
                        "the picture “{name}” cannot be read: {reason}; save it again as PNG, JPEG or SVG",
                        name=name,
                        reason=fault,
                    )
                    yield Finding(path=path, line=line, message=message, rule="picture-unreadable")
                elif picture.suffix == ".svg" and (characters := undrawn(_svg_text(picture), stylesheet)):
                    message = phrase(
                        "the brochure’s fonts have no glyph for {characters} in the picture {name};"
                        " turn its texts into paths, or write them in other letters",
                        characters=named(characters),
                        name=name,
                    )
                    yield Finding(path=path, line=line, message=message, rule="missing-glyph")


def picture_fault(path: Path) -> str | None:
    """Return why the picture at `path` cannot be printed, or None. All of it is decoded, as a printer would."""
    try:
        return _fault(path, path.stat().st_mtime_ns)
    except OSError as error:
        return reason_of(error)


@cache
def _fault(path: Path, _changed: int) -> str | None:
    """Return the fault of a file as it is since `_changed`: brochure, leaflets and print edition ask for the same."""
    return svg_fault(path.read_bytes()) if path.suffix == ".svg" else _raster_fault(path.read_bytes())


def _raster_fault(data: bytes) -> str | None:
    try:
        with _whole_pictures_only():
            with Image.open(BytesIO(data)) as image:
                image.verify()  # checksums
            with Image.open(BytesIO(data)) as image:
                image.load()
                is_for_presses = image.mode == "CMYK"
    except UnidentifiedImageError:
        return phrase("it is no picture, whatever its name says")
    except Exception as error:  # a decoder raises whatever a broken file leads it to
        return str(error) or phrase("it is broken")
    # PDF/A has one kind of colours, and here that is RGB; browsers show the others as they like.
    return phrase("its colours are those of a press (CMYK), and not of a screen (RGB)") if is_for_presses else None


def _svg_text(path: Path) -> str:
    """Return the texts of an SVG that can be read."""
    texts = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).iter("{*}text")
    return "".join(chain.from_iterable(element.itertext() for element in texts))


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Have Pillow refuse a truncated picture.

    WeasyPrint 70 tells it not to, for the whole process, when it is imported (``weasyprint/images.py``). Once it does
    so around its own reading only, or not at all, the canary in tests/ext fails and this can go.
    """
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
