"""The guides for people show commands that exist, and pages that exist; in English and in French alike."""

import re
from pathlib import Path

import pytest
from known_commands import is_known
from small_handbook import ROOT

from manual.blocks import blocks

DOCS = ROOT / "docs"
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted(DOCS.rglob("*.md"))]
# Written from what argparse knows; its headings are commands without arguments.
WRITTEN = [DOCS / "reference/commands.md", DOCS / "reference/commandes.md"]
# The same page in either language.
PAIRS = {
    "translators.md": "traduire.md",
    "rules.md": "regles.md",
    "style.md": "ecrire.md",
    "translating/poedit.md": "traduire/poedit.md",
    "translating/programs.md": "traduire/programmes.md",
    "translating/weblate.md": "traduire/weblate.md",
    "translating/text-editor.md": "traduire/editeur-de-texte.md",
    "tutorials/first-change.md": "tutoriels/premiere-modification.md",
    "tutorials/first-translation.md": "tutoriels/premiere-traduction.md",
    "howto/correct-a-number.md": "comment/corriger-un-nombre.md",
    "howto/add-a-fact.md": "comment/ajouter-un-fait.md",
    "howto/add-a-subject.md": "comment/ajouter-un-sujet.md",
    "howto/rename-a-page.md": "comment/renommer-une-page.md",
    "howto/add-a-language.md": "comment/ajouter-une-langue.md",
}
# What is typed: in a code span, or on a line of a shell block.
TYPED = re.compile(
    r"`((?:make|(?:\.venv/bin/)?(?:python -m )?handbook) [^`\n]+)`|^ *((?:make|\.venv/bin/)\S*(?: .*)?)$", re.MULTILINE
)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def name(path):
    """Name a page in a report of pytest."""
    return path.relative_to(ROOT).as_posix()


def typed(text):
    """Return the commands that a text tells people to type."""
    return [first or second for first, second in TYPED.findall(text)]


def anchors(page):
    """Return the anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [page for page in GUIDES if page not in WRITTEN], ids=name)
def test_every_command_in_a_guide_exists(page):
    """With the options that it is shown with."""
    unknown = [command for command in typed(page.read_text(encoding="utf-8")) if not is_known(command)]
    assert unknown == []


def test_the_commands_of_the_desk_are_found():
    """Else the test above would have nothing to look at."""
    commands = typed((DOCS / "translating/text-editor.md").read_text(encoding="utf-8"))
    assert ".venv/bin/handbook po check --fix" in commands
    assert "make serve ARGS=--translate" in commands
    assert not is_known("handbook po check --mend")
    assert not is_known("make sense")


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_every_link_of_a_guide_leads_somewhere(page):
    """To a file, and to a heading of it."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in LINK.findall(re.sub(r"(`+).+?\1", "", text)):
        path, _, anchor = target.partition("#")
        if ":" in path:
            continue
        there = page.parent / path if path else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize(("english", "french"), PAIRS.items(), ids=str)
def test_a_guide_for_translators_is_the_same_in_both_languages(english, french):
    """It has as many headings, the same commands but for what is said in them, and a link to the other."""
    pages = [DOCS / english, DOCS / french]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    assert len({text.count("\n#") for text in texts}) == 1
    assert len({tuple(sorted(map(said_once, typed(text)))) for text in texts}) == 1
    assert len({tuple(block.text for block in blocks(page) if block.kind in ("diff", "po")) for page in pages}) == 1
    if "*[" in texts[0]:
        for page, text, other in zip(pages, texts, reversed(pages), strict=True):
            assert any((page.parent / target).resolve() == other for target in LINK.findall(text.splitlines()[2]))


def said_once(command):
    """Leave out what is said in a language of its own."""
    return re.sub(r'"[^"]*"', '""', command)


def test_the_pages_are_there():
    """All that the list above names, and no page of a folder for translators that it does not."""
    listed = {DOCS / page for pair in PAIRS.items() for page in pair}
    french = ("translating", "traduire", "tutoriels", "comment")
    folders: list[Path] = [page for folder in french for page in DOCS.glob(f"{folder}/*.md")]
    assert set(folders) <= listed
    assert all(page.is_file() for page in listed)
