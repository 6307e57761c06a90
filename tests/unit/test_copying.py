"""What counts as a paragraph that was copied whole, and what does not."""

from pathlib import Path

import pikepdf
import pytest

from conformance.copies import check_syntax, read_with
from conformance.copying import Reader, in_words, lost, paragraphs, with_page_ends

ADDRESS = "https://a.example/one-two/"
LINKED = f'See <a class="reference" href="{ADDRESS}">the co-op</a>, then go on.'
PLACED = 'See <a class="reference" href="#b">the glossary</a>.'


def paragraph(text):
    """Return the one paragraph of a page."""
    [found] = paragraphs(f"<html><main><p>{text}</p></main></html>")
    return found


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("a long mission", "so a long\nmission on"),
        ("a long mission", "a long\f\nmission"),
        ("a long mission", "a long\n1 https://a.example/\nThe foot  7\n\fmission"),
        (LINKED, f"See the\nco-op {ADDRESS}, then go on."),
        (LINKED, f"See the co-op\n{ADDRESS}\n, then go on."),
        (LINKED, "See the co-op1, then go on."),
        (PLACED, "See the glossary (p. 12)."),
        (PLACED, "See the glossary (in the handbook)."),
        ("oﬃce", "oﬃce"),
    ],
)
def test_what_was_written_is_copied(text, copied):
    """With line ends between words, and with what paper adds to a link or at the end of a page."""
    assert not lost(paragraph(text), copied)


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("a long mission", "a long mis-\nsion"),
        ("a long mission", "a long mis-sion"),
        ("a long mission", "a long mis\nsion"),
        ("a long mission", "a long mis\u00adsion"),
        ("a long mission", "a • long mission"),
        ("a long mission", "a long\nThe foot  7\nmission"),
        ("a long mission", "mission a long"),
        ("a co-op", "a coop"),
        (LINKED, "See the co-op https://a.example/one- two/, then go on."),
        (LINKED, "See the co-op https://b.example/, then go on."),
        (PLACED, "See the glossary (12)."),
        (PLACED, "See the glossary (or not)."),
    ],
)
def test_what_was_not_written_is_no_copy(text, copied):
    """Hyphens of the layout, line ends in words, bullets, feet, torn addresses."""
    assert lost(paragraph(text), copied)


def test_a_reader_may_be_forgiven_line_ends_in_words():
    """And in addresses; nothing else."""
    assert not lost(paragraph("a long mission"), "a long mis\nsion", divides=True)
    assert not lost(paragraph(LINKED), "See the co-\nop https://\na.example/one\n-two/, then go on.", divides=True)
    assert lost(paragraph("a long mission"), "a long mis-\nsion", divides=True)


def test_headings_and_terms_are_paragraphs_and_what_is_for_the_screen_is_not():
    """Nor the sign beside a heading that leads to it."""
    heading = '<h2>One<a class="headerlink" href="#one">#</a></h2>'
    page = f'<main>{heading}<dl><dt>Two</dt></dl><p class="source-line">Three</p><p> </p></main><p>Four</p>'
    assert [in_words(each) for each in paragraphs(page)] == ["One", "Two"]


def test_pages_end_at_their_feet():
    """In their order, and where a line is one; a foot that is not there ends nothing."""
    text = "one\nThe end 1\ntwo, The end  2\nThe end  2\nthree\n"
    assert with_page_ends(text, ["The end 1", "nothing", "The end 2", ""]).split("\f") == [
        "one\nThe end 1",
        "\ntwo, The end  2\nThe end  2",
        "\nthree\n",
    ]


@pytest.mark.parametrize(
    ("copied", "divides", "rules"),
    [
        ("a mission", "", []),
        ("a mis\nsion", "", ["copied"]),
        ("a mis\nsion", "it divides", []),
        ("a mission", "it divides", ["forgiven"]),
        ("", "", ["copied"]),
    ],
)
def test_what_a_reader_loses_is_named_and_what_it_is_forgiven_for_nothing_too(copied, divides, rules, tmp_path):
    """With its file and its words."""
    path = tmp_path / "a.pdf"
    reader = Reader(name="one", read=lambda paths: dict.fromkeys(paths, copied), divides=divides)
    verdict = read_with(reader, {path: [paragraph("a mission")]}, tmp_path)
    assert [each.rule for each in verdict.broken] == rules
    assert verdict.pages == 1
    assert all("a.pdf:1: one loses: a mission" in str(each) for each in verdict.broken if each.rule == "copied")


def test_a_damaged_file_is_named(tmp_path: Path):
    """With the first that qpdf says."""
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(good)
    bad.write_bytes(good.read_bytes().replace(b"startxref", b"startxxxx"))
    assert check_syntax([good], tmp_path).broken == ()
    [found] = check_syntax([good, bad], tmp_path).broken
    assert found.path == "bad.pdf"
