"""Were a hostile msgstr to pass the review, it would still be inline text: it runs and embeds nothing."""

import re
import shutil
from urllib.parse import urlsplit

import pytest
from hostile_tree import CATALOGUES, SECRET, WATCH, corpus
from lxml import html

from handbook.catalogs.grammar import GrammarError, parse
from handbook.commands import cli

# How Python looks for the libraries of WeasyPrint, and Git for the date; and Python's own module `secrets`.
_LIBRARIES = re.compile(
    r"subprocess\.Popen \('(?:[\w/]*/)?(?:ldconfig|ld|g?cc|objdump|git)'"
    r"|open \('[^']*/secrets\.(?:py|cpython-\d+\.pyc)'"
)


def hostile_texts():
    """Return each msgstr of the corpus that is sound PO."""
    for name, (data, _, _) in corpus().items():
        try:
            entry = parse(data)[-1]
        except GrammarError:
            continue
        if not name.startswith("nesting"):
            yield entry.msgstr


@pytest.fixture(scope="module")
def unguarded(published, tmp_path_factory):
    """Build the French edition with every hostile text on one page, and without the review."""
    folder = tmp_path_factory.mktemp("sans garde")
    for secret in published.parent.glob("secret.*"):
        shutil.copy(secret, folder)
    root = shutil.copytree(published, folder / "guide", ignore=shutil.ignore_patterns("build"))
    page, catalogue = root / "source/page.md", root / CATALOGUES / "page.po"
    for number, text in enumerate(hostile_texts()):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        with page.open("a", encoding="utf-8") as file:
            file.write(f"\nHostile text of the letter {number}.\n")
        with catalogue.open("a", encoding="utf-8") as file:
            file.write(f'\nmsgid "Hostile text of the letter {number}."\nmsgstr "{escaped}"\n')
    with pytest.MonkeyPatch.context() as patch, WATCH.over(folder / "events"):
        patch.chdir(root)
        patch.setattr("handbook.catalogs.checking.review", lambda *arguments: [])
        patch.setattr("handbook.build.judging.run_checks", lambda *arguments: [])
        patch.setattr("handbook.build.edition.findings", lambda *arguments: [])
        assert cli.main(["build", "--language", "fr", "--output", "html", "--allow-incomplete"]) == 0
    return root


def test_nothing_runs_and_nothing_outside_is_read(unguarded):
    """No program, no address, no file of the neighbour."""
    events = (unguarded.parent / "events").read_text("utf-8").splitlines()
    assert [each for each in events if not _LIBRARIES.match(each)] == []
    assert list(unguarded.rglob("touched")) == []
    for path in (unguarded / "build").rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


def test_no_markup_of_a_translation_reaches_the_page(unguarded):
    """No script, no handler, no style, no frame; no address but of the web."""
    page = html.parse(unguarded / "build/site/fr/page.html").getroot()
    assert page.xpath("//main//script | //main//style | //main//iframe | //main//svg") == []
    assert [name for node in page.iter("*") for name in node.attrib if name.startswith("on") or name == "style"] == []
    schemes = {urlsplit(link.get("href")).scheme for link in page.xpath("//a[@href]")}
    assert schemes <= {"", "http", "https", "mailto"}
    ids = [node.get("id") for node in page.xpath("//*[@id]")]
    assert len(ids) == len(set(ids)), "no anchor stands twice"
