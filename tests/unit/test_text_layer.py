"""A fact whose words are torn in the text layer of a PDF is not proven: whoever searches the file does not find it."""

import pytest

from handbook.facts.proof import prove
from handbook.print.linking import page_numbers
from handbook.print.render import lay_out, write
from handbook.project.paper import MARGIN_SIDE
from handbook.readback.pdf_text import read_brochure

EVIDENCE = "an internationally well-established office"
# A column in which each word but the first two ends a line, one of them in its midst.
CSS = f"""
@font-face {{ font-family: Test; src: url(handbook:///fonts/HandbookSerif-Regular.ttf) }}
@page {{ size: 200mm 200mm; margin: {MARGIN_SIDE}mm }}
html {{ font: 10pt/14pt Test }}
p {{ width: 24mm; hyphens: auto; hyphenate-character: '\u2010'; hyphenate-limit-chars: 7 3 3 }}
"""
BODY = f"<p>It has {EVIDENCE}, and others.</p>"


def laid_out(body=BODY, css=""):
    """Lay out a page."""
    html = f'<!DOCTYPE html><html lang="en-CA"><head><title>Test</title></head><body>{body}</body></html>'
    document, findings = lay_out(html, CSS + css, {}, "a.pdf")
    assert findings == []
    return document


def _as_published(target, monkeypatch):
    write(laid_out(), target)


def _words_say_nothing(target, monkeypatch):
    monkeypatch.setattr(page_numbers, "say", lambda *_: None)
    write(laid_out(), target)


def _hyphens_are_letters(target, monkeypatch):
    laid_out().write_pdf(target)


def _plain_hyphens(target, monkeypatch):
    laid_out(css="p { hyphenate-character: '-' }").write_pdf(target)


def _ends_in_a_word_with_a_hyphen(target, monkeypatch):
    laid_out(BODY.replace("well-", "well-<br>")).write_pdf(target)


def _letters_apart(target, monkeypatch):
    write(laid_out(css="p { letter-spacing: 3mm; width: 140mm }"), target)


def _words_run_together(target, monkeypatch):
    write(laid_out(BODY.replace("established office", "established<b></b>office")), target)


TORN = [
    _words_say_nothing,
    _hyphens_are_letters,
    _plain_hyphens,
    _ends_in_a_word_with_a_hyphen,
    _letters_apart,
    _words_run_together,
]


@pytest.mark.parametrize("make", [_as_published, *TORN])
def test_a_torn_word_proves_nothing(make, make_fact, tmp_path, monkeypatch):
    """However it is torn; as it is published, it is found."""
    make(tmp_path / "a.pdf", monkeypatch)
    brochure = read_brochure(tmp_path / "a.pdf")
    assert brochure.texts[0].count("\n") > 1
    [proof] = prove([make_fact(evidence={"en": EVIDENCE})], {"agencies/did": "\n".join(brochure.texts)}, "en", "pdf")
    assert proof.is_found == (make is _as_published), brochure.texts
