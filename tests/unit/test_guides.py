"""The guides for people show commands that exist, and pages that exist; in English and in French alike."""

import re
from pathlib import Path

import pytest
from known_commands import is_known
from small_handbook import ROOT

from manual.blocks import blocks
from manual.site import listed

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
    "howto/import-pages.md": "comment/importer-des-pages.md",
    "howto/upgrade.md": "comment/mettre-a-niveau.md",
}
# And those that say what there is in their language, not the same.
TWINS = {**PAIRS, "index.md": "accueil.md", "reference/commands.md": "reference/commandes.md"}
# What is typed: in a code span, or on a line of a shell block.
TYPED = re.compile(
    r"`((?:make|(?:\.venv/bin/)?(?:python -m )?handbook) [^`\n]+)`|^ *((?:make|\.venv/bin/)\S*(?: .*)?)$", re.MULTILINE
)
# The line below a title that leads to the page in the other language; a way back to the guide may follow it.
TWIN = re.compile(r"# [^\n]+\n\n\*\[(En français|In English)\]\(([^)\s]+)\)\*(?: · \[[^\]\n]+\]\([^)\s]+\))?\n\n")
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
    """It has as many headings, and the same commands but for what is said in them."""
    pages = [DOCS / english, DOCS / french]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    assert len({text.count("\n#") for text in texts}) == 1
    assert len({tuple(sorted(map(said_once, typed(text)))) for text in texts}) == 1
    assert len({tuple(block.text for block in blocks(page) if block.kind in ("diff", "po")) for page in pages}) == 1


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


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=name)
def test_a_page_in_two_languages_leads_to_the_other_below_its_title(page):
    """In one line of one form, from both sides; a page in one language leads nowhere."""
    others = {**TWINS, **{french: english for english, french in TWINS.items()}}
    place = page.relative_to(DOCS).as_posix()
    words = "In English" if place in TWINS.values() else "En français"
    twin = TWIN.match(page.read_text(encoding="utf-8"))
    aim = twin and (page.parent / twin[2]).resolve().relative_to(DOCS).as_posix()
    assert (twin and (twin[1], aim)) == ((words, others[place]) if place in others else None)


def test_each_french_page_has_its_english_one():
    """Those that the French contents list are the others of those pairs."""
    assert sorted(listed(DOCS, "fr")) == sorted(TWINS.values())
