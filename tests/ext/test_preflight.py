"""What goes into a brochure is looked at before layout: characters and pictures, told where they are written."""

import io

import pyphen
import pytest
from PIL import Image
from small_handbook import LEAF, PO_HEADER, append, line_of, replace, write, write_small_handbook

from handbook.print.document import stylesheet
from handbook.print.preflight import check_input, picture_fault
from handbook.print.source_lines import Origins
from handbook.project.project import Edition, load_project

MAPLE = "source/agencies/maple.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


@pytest.fixture
def tree(tmp_path):
    """Return the sources of the small handbook."""
    return write_small_handbook(tmp_path)


@pytest.fixture
def findings(tree):
    """Return the function that looks at a chapter of HTML as a part of the brochure."""

    def look(body, language="en"):
        edition = Edition(project=load_project(tree), language=language, siblings=())
        docnames = {"agencies-maple": "agencies/maple"}
        origins = Origins(edition=edition, source=tree / "source", docnames=docnames, wanted={})
        html = f"<html><head><title>合</title></head><body>{body}</body></html>"
        return check_input([], html, stylesheet(edition), origins)

    return look


def chapter(line, text):
    """Return a chapter with one paragraph."""
    return f'<section class="chapter" id="agencies-maple"><p data-line="{line}">{text}</p></section>'


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u2010", "U+2010 HYPHEN; write a plain hyphen"),
        ("ก", "U+0E01 THAI CHARACTER KO KAI; write it in other letters"),
        ("合", "U+5408 CJK UNIFIED IDEOGRAPH-5408; write"),
        ("م", "U+0645 ARABIC LETTER MEEM; write"),
        ("\ue000", "U+E000 without a name; write"),
        ("合作社员", "U+793E CJK UNIFIED IDEOGRAPH-793E and 1 more; write them in other"),
    ],
)
def test_character_without_glyph_is_named(findings, character, name):
    """By number and name, with what to write instead, and the paragraph’s line."""
    [finding] = findings(chapter(5, f"word{character}word"))
    assert (finding.path, finding.line, finding.rule) == (MAPLE, 5, "missing-glyph")
    assert name.replace("write them", "write it") in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "\u00a0",
        "\u00ad",
        "\u200b",
        "\u2060",
        "œ Œ « » ’ – — • …",
        "a\u2011b\u202fc\u2009d",
        "→ ├── ✔ 😀 ©\ufe0f",
        "e\u0301",
        "12\u00a0%\n\t",
    ],
)
def test_character_that_the_fonts_have_or_do_not_need_is_not_found(findings, text):
    """No-break spaces are there, and what only tells where a line may break is never drawn."""
    assert findings(chapter(5, text)) == []


def test_only_what_is_shown_needs_a_glyph(findings):
    """Not an alternative text, nor the title of a drawing; the address of a link is printed."""
    assert findings(chapter(5, '<img alt="合" src="x"><svg><title>合</title></svg>')) == []
    assert len(findings(chapter(5, '<a href="https://example.org/合">there</a>'))) == 1


def test_line_is_that_on_which_the_character_stands(findings, tree):
    """A paragraph may have several."""
    line = append(tree / MAPLE, "A paragraph of\ntwo ก lines.\n")
    [finding] = findings(chapter(line, "A paragraph of two ก lines."))
    assert finding.line == line + 1


def test_character_of_a_fact_is_found_in_its_file(findings, tree):
    """The page has but a panel there."""
    facts = tree / "source/facts/maple.toml"
    line = replace(facts, 'text.en = "created in 1970"', 'text.en = "created in 1970 ก"')
    panel = line_of(tree / MAPLE, "{key-facts}")
    [finding] = findings(chapter(panel, "created in 1970 ก"))
    assert (finding.path, finding.line) == ("source/facts/maple.toml", line)


def test_character_of_a_paragraph_is_found_there_first(findings, tree):
    """Whatever the facts, or the next paragraphs, have of it."""
    replace(tree / "source/facts/maple.toml", 'text.en = "created in 1970"', 'text.en = "created in 1970 ก"')
    line = append(tree / MAPLE, "One ก.\n\nTwo.\n\nThree ก.\n")
    assert [each.line for each in findings(chapter(line, "One ก."))] == [line]
    assert [each.path for each in findings(chapter(line + 2, "Two ก."))] == ["source/facts/maple.toml"]


def test_character_of_a_translation_is_found_in_its_catalogue(findings, tree):
    """The page may be without fault."""
    catalogue = tree / "locales/fr/LC_MESSAGES/agencies/maple.po"
    line = replace(catalogue, "Un dépliant", "Un ก dépliant")
    [finding] = findings(chapter(10, "Un ก dépliant"), "fr")
    assert (finding.path, finding.line) == ("locales/fr/LC_MESSAGES/agencies/maple.po", line)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_character_of_the_cover_is_found_in_the_settings(findings, tree, language):
    """Nothing on a cover comes from a page."""
    line = replace(tree / "pyproject.toml", "Deux organismes, en bref", "Deux organismes ก")
    [finding] = findings('<section class="cover"><p>Deux organismes ก</p></section>', language)
    assert (finding.path, finding.line) == ("pyproject.toml", line)


def test_character_of_our_strings_is_found_in_their_catalogue(findings, tree):
    """They are translated as well."""
    catalogue = tree / "locales/fr/LC_MESSAGES/handbook.po"
    write(catalogue, f'{PO_HEADER}\nmsgid "Contents"\nmsgstr "Table ก"\n')
    line = line_of(catalogue, "ก")
    [finding] = findings('<section class="contents"><h1>Table ก</h1></section>', "fr")
    assert (finding.path, finding.line) == ("locales/fr/LC_MESSAGES/handbook.po", line)


def test_title_repeated_by_the_contents_is_told_once(findings):
    """As that of its page, even where it is written in another way there: &#3585;."""
    contents = '<section class="contents"><a href="#agencies-maple">Maple ก</a></section>'
    [finding] = findings(contents + chapter(1, "Maple ก"))
    assert (finding.path, finding.line) == (MAPLE, 1)


def test_language_without_patterns_is_named(findings, monkeypatch):
    """On its line of the settings."""
    known = pyphen.language_fallback
    assert known("iu-CA") is None
    monkeypatch.setattr(pyphen, "language_fallback", lambda tag: None if tag == "fr-CA" else known(tag))
    [finding] = findings(chapter(5, "text"), "fr")
    assert (finding.path, finding.line, finding.rule) == ("pyproject.toml", 8, "hyphenation")
    assert "“fr-CA”; leave" in finding.message


def picture(form, size=(60, 40)):
    """Return a picture that does not compress."""
    data = io.BytesIO()
    Image.effect_noise(size, 90).save(data, form)
    return data.getvalue()


FAULTS = {
    "missing.png": (None, "No such file"),
    "empty.png": (b"", "no picture"),
    "text.png": (b"A text that took a picture's name.", "no picture"),
    "broken.png": (LEAF[:50], "Truncated"),
    "checksum.png": (LEAF.replace(b"IDATx", b"IDATy"), "broken PNG"),
    "truncated.png": (picture("PNG")[:-600], "Truncated"),
    "truncated.jpg": (picture("JPEG")[:-600], "truncated"),
    "malformed.svg": (SVG.replace("/>", ">").encode(), "mismatch"),
    "empty.svg": (b"", "no XML"),
    "page.svg": (b"<html/>", "no SVG"),
    "entity.svg": (f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{SVG}".encode(), "entities"),
}


@pytest.mark.parametrize(("name", "data", "fault"), [(k, *v) for k, v in FAULTS.items()], ids=FAULTS.keys())
def test_picture_that_cannot_be_printed_is_found(tmp_path, name, data, fault):
    """WeasyPrint would leave it out, or print the half of it that is there."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert fault in (picture_fault(tmp_path / name) or "nothing")


@pytest.mark.parametrize("name", ["leaf.png", "leaf.jpg", "leaf.gif", "leaf.svg"])
def test_whole_picture_is_not_found(tmp_path, name):
    """Whatever Pillow or WeasyPrint can draw."""
    forms = {"jpg": "JPEG", "png": "PNG", "gif": "GIF"}
    ending = name.rpartition(".")[2]
    (tmp_path / name).write_bytes(picture(forms[ending]) if ending in forms else SVG.encode())
    assert picture_fault(tmp_path / name) is None


def test_entities_and_files_of_an_svg_are_not_read(tmp_path):
    """A picture from elsewhere must neither grow without end nor show a file of this machine."""
    secret = tmp_path / "secret"
    write(secret, "not for print")
    doctype = f"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file://{secret}'>]>"
    write(tmp_path / "a.svg", f"{doctype}{SVG.replace('<rect', '<desc>&a;</desc><rect')}")
    assert "it declares entities" in (picture_fault(tmp_path / "a.svg") or "nothing")
