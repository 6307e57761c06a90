"""The documentation is whole: its reference is what the code says, pages are listed, commands typed by a test."""

import re

import pytest
from docs_commands import DOCS, UNRUN, pages, reason_against, typed
from known_commands import is_known
from small_handbook import ROOT

from handbook.commands import cli
from handbook.facts import schema, vocabulary
from handbook.project.declarations import keys_of
from handbook.project.settings import Settings
from manual import commands, facts, settings
from manual.blocks import Block, blocks, edit, misspelt
from manual.reference import PAGES
from manual.site import FIRST, contents, listed, page_of

LEAVES = [(name, command) for name, _, command in commands.leaves(cli._parser(str), "handbook")]


@pytest.mark.parametrize("page", PAGES)
def test_the_reference_is_what_the_code_says(page):
    """Write it anew with ``python -m manual reference``."""
    assert (DOCS / page).read_text(encoding="utf-8") == PAGES[page]()


def test_what_is_said_of_a_key_is_said_of_one_that_there_is():
    """None too few, none too many: of settings, of facts, of the vocabulary."""
    assert settings.SAYS.keys() == keys_of(Settings).keys()
    assert facts.FILE.keys() == set(schema.FILE_KEYS)
    assert facts.TABLES.keys() == set(vocabulary.TABLES)
    assert set(schema.JUDGED_APART) <= facts.APART.keys()


def test_a_setting_of_which_nobody_says_a_word_is_seen(monkeypatch):
    """The page cannot be written without."""
    monkeypatch.setattr(settings, "SAYS", {key: text for key, text in settings.SAYS.items() if key != "paper"})
    with pytest.raises(KeyError, match="paper"):
        settings.settings()


@pytest.mark.parametrize("page", ["reference/commands.md", "reference/commandes.md"])
def test_each_command_and_option_stands_in_the_reference(page):
    """As argparse has them, whatever wrote the page."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for name, command in LEAVES:
        part = text.split(f"## `{name}`\n")[1].split("\n## ")[0]
        for option in [option for action in command._actions for option in action.option_strings]:
            assert option in ("-h", "--help", "--language-of-messages") or re.search(rf"{option}\b", part), (
                name,
                option,
            )


def test_each_page_is_listed_once():
    """In the contents of its language; a page that no contents list is one that nobody finds."""
    every = [page for language in FIRST for page in listed(DOCS, language)]
    assert sorted(every) == sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
    assert [part.caption for part in contents(DOCS, "en")] == [
        "Tutorials",
        "How to",
        "Guides",
        "Reference",
        "Explanation",
    ]


def test_a_link_leads_to_a_page_that_there_is_or_to_the_sources_or_is_words(tmp_path):
    """Where pages of the other language and of the sources have no address; code is left alone."""
    (tmp_path / "a.md").write_text(
        "# A\n\n*[En français](b.md)*\n\n[`one`](c.md#x), [two](b.md), `[three](b.md)`\n\n```\n[four](b.md)\n```\n"
    )
    of = {"repository_url": "https://code.example.org/h"}
    kept = "# A\n\n[`one`](c.md#x), {}, `[three](b.md)`\n\n```\n[four](b.md)\n```\n"
    assert page_of(tmp_path, "a.md", ["a.md", "c.md"], {}) == kept.format("two")
    assert page_of(tmp_path, "a.md", ["a.md", "c.md"], of) == kept.format(
        "[two](https://code.example.org/h/blob/main/docs/b.md)"
    )


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_command_is_typed_by_a_test_in_one_spelling(path):
    """Or is of a kind that cannot be; what is of this program exists, with its options."""
    for block, run in typed(path):
        assert misspelt(block) == []
        assert [command for command in run if re.match(r"make|\.venv", command) and not is_known(command)] == []


def test_kinds_that_cannot_be_typed_are_of_something():
    """A kind that no page has any more goes, and a test that a reason names is there."""
    for (page, kind), why in UNRUN.items():
        of = [
            (path, command)
            for path in pages()
            for block in blocks(path)
            if block.kind == "sh"
            for command in block.commands
        ]
        assert any(re.fullmatch(kind, command) and reason_against(path, command) == why for path, command in of), (
            page,
            kind,
        )
        assert all((ROOT / test).is_file() for test in re.findall(r"tests/\S+\.py|docs/\S+\.md", why))


@pytest.mark.parametrize("text", ["handbook plan", "$ make", "python -m handbook plan"])
def test_another_spelling_is_seen(text, tmp_path):
    """Of the program, and of the shell."""
    assert misspelt(Block(path=tmp_path, line=1, kind="sh", text=text)) == [text]
    assert misspelt(Block(path=tmp_path, line=1, kind="console", text="make")) == ["make"]


def test_an_edit_of_what_is_not_there_is_seen(tmp_path):
    """A page that tells people to replace a line says which; a file that has another is named."""
    (tmp_path / "a.md").write_text("one\ntwo\n")
    change = Block(path=tmp_path / "page.md", line=3, kind="diff", text="--- a.md\n one\n-two\n+three\n")
    edit(tmp_path, change)
    assert (tmp_path / "a.md").read_text() == "one\nthree\n"
    with pytest.raises(ValueError, match=r"page\.md:3: a\.md holds 0 times"):
        edit(tmp_path, change)
