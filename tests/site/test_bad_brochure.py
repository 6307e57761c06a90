"""What cannot be printed is named with its place, rule and remedy, all at once, and leaves the published brochures."""

import contextlib
import errno
import io
import os
import shutil
import subprocess
import sys

import pyphen
import pytest
from conftest import Outcome
from damage import Damages
from small_handbook import LEAF, add_page, append, fingerprint, left_in_build, line_of, replace, write

from handbook.commands import cli

INPUT, LAYOUT = Damages(), Damages()
WORD = "x" * 90


def page(root, name, text, french=""):
    """Add a page whose title is its name, with French in place of its text."""
    add_page(
        root,
        name,
        f"# {name}\n\n{text}\n",
        {name: f"{name} fr", **({text.replace("\n", " "): french} if french else {})},
    )
    return root / f"source/{name}.md"


@INPUT.case("source/broken.md", "picture-unreadable", "“broken.png” cannot be read")
def broken_picture(root):
    (root / "source/broken.png").write_bytes(LEAF[:50])
    page(
        root, "broken", "Words and a picture,\n![broken](broken.png).", "Des mots et une image, ![cassée](broken.png)."
    )
    return 4


@INPUT.case("source/empty.md", "picture-unreadable", "save it again as PNG, JPEG or SVG")
def empty_picture_of_a_figure(root):
    write(root / "source/empty.png", "")
    page(root, "empty", "Words.\n\n```{figure} empty.png\n:alt: Nothing\n\nA caption.\n```")
    return 5


@INPUT.case("source/hyphen.md", "missing-glyph", "U+2010 HYPHEN; write a plain hyphen")
def hyphen_that_the_fonts_lack(root):
    page(root, "hyphen", "A paragraph\nof two\u2010line text.")
    return 4


@INPUT.case("source/thai.md", "missing-glyph", "U+0E01 THAI CHARACTER KO KAI")
def letter_in_a_caption(root):
    (root / "source/leaf.png").write_bytes(LEAF)
    page(root, "thai", "```{figure} leaf.png\n:alt: A leaf\n\nA caption ก.\n```")
    return 6


@INPUT.case("source/cell.md", "missing-glyph", "ARABIC LETTER MEEM")
def arabic_in_a_cell(root):
    page(root, "cell", "| a | b |\n| - | - |\n| c | مرحبا |")
    return 5


@INPUT.case("source/facts/maple.toml", "missing-glyph", "U+0E01 THAI CHARACTER KO KAI")
def character_of_a_fact(root):
    return replace(root / "source/facts/maple.toml", 'text.en = "created in 1970"', 'text.en = "created in 1970 ก"')


@INPUT.case("locales/fr/LC_MESSAGES/chinese.po", "missing-glyph", "U+5408 CJK UNIFIED IDEOGRAPH-5408")
def character_of_a_translation(root):
    page(root, "chinese", "A co-operative.", "Une coopérative (合作社).")
    return line_of(root / "locales/fr/LC_MESSAGES/chinese.po", "合")


@INPUT.case("pyproject.toml", "missing-glyph", "U+0E02 THAI CHARACTER KHO KHAI")
def character_of_the_cover(root):
    return replace(root / "pyproject.toml", "Deux organismes, en bref", "Deux organismes ข")


@LAYOUT.case("source/word.md", "too-wide", "mm too wide for its place; shorten it, or divide it")
def word_too_long_for_its_line(root):
    page(root, "word", f"A paragraph with\na word {WORD} of ninety letters.")
    return 4


@LAYOUT.case("source/address.md", "too-wide", "a table is")
def address_too_long_for_its_cell(root):
    page(root, "address", f"| a | b | c |\n| - | - | - |\n| d | https://example.org/{WORD} | e |")
    return 3


@LAYOUT.case("locales/fr/LC_MESSAGES/french.po", "too-wide", "of brochure-fr.pdf: “xxxx")
def word_too_long_in_the_translation_alone(root):
    page(root, "french", "A short word.", f"Le mot {WORD} est long.")
    return line_of(root / "locales/fr/LC_MESSAGES/french.po", WORD)


def copy_of(printed, folder):
    """Copy a handbook; what is kept of its brochures would spare a test its printing."""
    return shutil.copytree(printed, folder, symlinks=True, ignore=shutil.ignore_patterns("kept"))


@pytest.fixture
def handbook(small_brochures, tmp_path):
    """Return a copy of the small handbook that a test may damage, its brochures published."""
    return copy_of(small_brochures, tmp_path / "petit guide")


def build(root, *arguments):
    """Build what is damaged, English where French is missing."""
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stderr(io.StringIO()) as errors:
        patch.chdir(root)
        code = cli.main(["build", "--allow-incomplete", *arguments])
    return Outcome(code=code, output="", errors=errors.getvalue())


@pytest.fixture(scope="module")
def told(small_brochures, tmp_path_factory):
    """Return what a build says of all damages of a kind done at once, by kind: the lines of each, and the outcome."""
    tellings = {}
    for kind, damages in (("input", INPUT), ("layout", LAYOUT)):
        root = copy_of(small_brochures, tmp_path_factory.mktemp("abîmé") / kind)
        before = fingerprint(root / "build/site")
        lines = {damage.do.__name__: damage.do(root) for damage in damages}
        tellings[kind] = lines, build(root)
        assert fingerprint(root / "build/site") == before
        assert_nothing_is_left(root)
    return tellings


def assert_nothing_is_left(root):
    """Assert that there is but the site, and what is kept of PDFs to spare their printing."""
    assert left_in_build(root) == set()
    assert not [each for each in root.glob("build/kept/*/*") if not each.is_dir()]
    assert not list(root.glob("build/kept/stage-*"))


def assert_told(told, damage):
    """Assert that one line says where, what and how to mend it."""
    lines, outcome = told
    reported = [each for each in outcome.errors.splitlines() if each.endswith(f"[{damage.rule}]")]
    begin = f"{damage.path}:{lines[damage.do.__name__]}: "
    assert outcome.code == 1
    assert any(each.startswith(begin) and damage.remedy in each and ";" in each for each in reported), outcome.errors


@INPUT.parameters()
def test_what_cannot_be_printed_is_named(told, damage):
    """Before anything is laid out; whatever else is wrong is told as well."""
    assert_told(told["input"], damage)


@LAYOUT.parameters()
def test_what_does_not_fit_is_named(told, damage):
    """With its page, and in which brochure."""
    assert_told(told["layout"], damage)


@pytest.mark.parametrize(("kind", "damages"), [("input", INPUT), ("layout", LAYOUT)], ids=["input", "layout"])
def test_nothing_else_is_told(told, kind, damages):
    """A picture is named once for both languages; what is too wide, in each brochure."""
    lines, outcome = told[kind]
    places = {f"{each.path}:{lines[each.do.__name__]}:" for each in damages}
    assert {each.partition(" ")[0] for each in outcome.errors.splitlines()} == places
    assert "Traceback" not in outcome.errors


def refused(root, *words, asked=()):
    """Assert that a build of what is damaged says all the words in one line, and that the brochures stay."""
    before = fingerprint(root / "build/site")
    outcome = build(root, *asked)
    assert outcome.code == 1
    assert any(all(word in each for word in words) for each in outcome.errors.splitlines()), outcome.errors
    assert "Traceback" not in outcome.errors
    assert fingerprint(root / "build/site") == before
    assert_nothing_is_left(root)
    return outcome


def test_missing_picture_is_named(handbook):
    """Sphinx sees it first, when it reads the page."""
    page(handbook, "absent", "Words.\n\n![A leaf](absent.png)")
    words = ("source/absent.md:5: ", "; restore the picture, or correct its path [image.not_readable]")
    refused(handbook, *words, asked=("--language", "en"))


def test_picture_without_words_in_the_translation_is_named(handbook):
    """Its catalogue is refused before anything is built."""
    (handbook / "source/leaf.png").write_bytes(LEAF)
    page(handbook, "leaf", "See ![a leaf](leaf.png) here.", "Voici ![](leaf.png) là.")
    refused(handbook, "locales/fr/LC_MESSAGES/leaf.po:", "the picture leaf.png is missing", "put it back [image]")


def test_language_without_hyphenation_patterns_is_named(handbook, monkeypatch):
    """Not here, where there are two languages; but another project may have others."""
    known = pyphen.language_fallback
    monkeypatch.setattr(pyphen, "language_fallback", lambda tag: None if tag == "fr-CA" else known(tag))
    line = line_of(handbook / "pyproject.toml", "languages")
    words = (f"pyproject.toml:{line}: ", "no hyphenation patterns for “fr-CA”; ", "[hyphenation]")
    refused(handbook, *words, asked=("--language", "fr"))


def no_space(*arguments, **options):
    """Refuse as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[-1]))


@pytest.mark.parametrize(
    ("output", "place"),
    [
        ("pdf", "handbook.print.printing.link"),
        pytest.param("html", "handbook.build.pipeline.publish", marks=pytest.mark.whole),
        pytest.param("html", "handbook.build.pipeline.carry_over", marks=pytest.mark.whole),
        ("html", "handbook.publication.swap._swap"),
    ],
)
def test_full_disk_is_told_in_one_line(handbook, monkeypatch, output, place):
    """In the process of a language, where the brochure is written, and in the one that publishes."""
    append(handbook / "source/compare.md", "So that there is something to publish.")
    monkeypatch.setattr(place, no_space)
    words = ("build:1: the disk is full (No space left on device); free some space", "[disk]")
    outcome = refused(handbook, *words, asked=("--output", output))
    assert outcome.errors.count("\n") == 1


@pytest.mark.parametrize("limit", [pytest.param(500, marks=pytest.mark.whole), 20_000])
def test_limit_on_files_is_told_as_a_full_disk(handbook, limit):
    """The system itself refuses: pages at once, or what is larger than a page."""
    before = fingerprint(handbook / "build/site")
    program = (
        "import resource, sys; from handbook.commands import cli;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "sys.exit(cli.main(['build']))"
    )
    # What is noted of the coverage of tests is a file as well.
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, cwd=handbook, env=environ, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1), ended.stderr
    assert ended.stderr.startswith("build:1: the disk is full (File too large); ")
    assert fingerprint(handbook / "build/site") == before
    assert_nothing_is_left(handbook)


def test_lines_of_pages_do_not_reach_the_pdf(small_brochures, monkeypatch, handbook):
    """They tell where to mend what is wrong, and are of no use to readers."""
    monkeypatch.setattr("handbook.print.flat_html.line_attribute", lambda *arguments: None)
    assert build(handbook, "--language", "en", "--output", "pdf").code == 0
    for name in ("brochure-en.pdf", "maple-en.pdf", "birch-en.pdf"):
        printed, here = (root / "build/site/downloads" / name for root in (small_brochures, handbook))
        assert here.read_bytes() == printed.read_bytes()
