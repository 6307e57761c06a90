"""How the pages speak: advice by rules that hold translations too; it stops nothing, and can be allowed by reason."""

import pytest
from small_handbook import append, write
from small_handbook import replace as replace_text

from handbook.catalogs.rules import RULES
from handbook.catalogs.rules.prose import prose
from handbook.catalogs.rules.voice import MOST_WORDS
from handbook.checks.input.page_voice import advise_pages
from handbook.commands import cli
from handbook.facts.registry import load_registry
from handbook.languages.lookup import known_languages
from handbook.project.project import load_project

VOICE = '[[en.voice]]\navoid = ["the source*"]\ninstead = "say it of the subject"\nexcept = ["about"]\n'
LONG = " ".join(["word"] * MOST_WORDS)
# Text of a page, the rules that advise on it, and the line behind the first on which each does.
PAGES = {
    "words": ("They say what the source says.", {"voice": 0}),
    "words-at-a-start": ("The sources say so.", {"voice": 0}),
    "words-in-code": ("`the source`, and the resource.", {}),
    "link": ("Read [here](compare.md), then [what it does](compare.md).", {"link-text": 0}),
    "link-with-marks": ("*See* [**Click here!**](compare.md)", {"link-text": 0}),
    "link-of-a-role": ("{doc}`this page <compare>` and {doc}`compare`", {"link-text": 0}),
    "link-in-a-table": ("| a | b |\n| --- | --- |\n| c | [more](compare.md) |", {"link-text": 2}),
    "in-a-box": (":::{note}\nA first line.\n\nRead [here](compare.md).\n:::", {"link-text": 3}),
    "in-a-list": ("- one\n- two, the source", {"voice": 1}),
    "date": ("Since 2026-11-26 it works.", {"iso-date": 0}),
    "date-no-date": ("Number 2026-13-26, 12026-11-26 and `2026-11-26`.", {}),
    "long": (f"{LONG} more.", {"long-sentence": 0}),
    "long-enough": (f"{LONG}.", {}),
    "two-sentences": (f"{LONG}. And {LONG[:-5]}.", {}),
    "two-with-a-fact-between": (f"{LONG[:-5]} {{fact}}`maple.members`. {LONG[:-5].title()}.", {}),
    "title": ("# ABC abroad", {"acronym": 0}),
    "title-spelled-out": ("# Agency of Big Countries (ABC)", {}),
    "title-underlined": ("ABC abroad\n==========", {"acronym": 0}),
    "title-roman": ("# Part IV, 1985", {}),
    "heading": ("## ABC abroad", {}),
}


@pytest.fixture
def advised(tree):
    """Return the function that writes a page, and gives what is advised of it: (rule, line) of each finding."""
    write(tree / "source/terminology.toml", VOICE)
    project = load_project(tree)
    registry = load_registry(project)

    def advise(text, docname="page"):
        write(tree / f"source/{docname}.md", text)
        found = advise_pages(project, registry)
        return [(each.rule, each.line) for each in found if each.path == f"source/{docname}.md"]

    return advise


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES)
def test_a_page_is_advised_where_it_speaks_otherwise(advised, text, expected):
    """Of what its readers get, as the parser has read it; at the line of the text."""
    assert dict(advised(f"Above it.\n\n{text}\n")) == {rule: line + 3 for rule, line in expected.items()}


def test_a_page_may_be_excepted(advised):
    """About may say where all of it comes from."""
    assert advised("What the source says.\n", "about") == []
    assert advised("What the source says.\n", "elsewhere") == [("voice", 1)]


@pytest.mark.parametrize(
    ("text", "expected"), [each for each in PAGES.values() if each[1]], ids=lambda each: str(each)[:20]
)
def test_a_reason_lets_a_rule_pass(advised, text, expected):
    """In the block behind it, also beside a note for translators; and nowhere else."""
    [rule] = expected
    comment = f"% i18n: a note\n% handbook: allow {rule} – it is a quotation\n"
    assert advised(f"{comment}{text}\n") == []
    assert [name for name, _ in advised(f"{comment}{text}\n\nBetween them.\n\n{text}\n")] == [rule]


@pytest.mark.parametrize(
    "comment",
    [
        "handbook: allow voice",
        "handbook: allow link-text – for no link",
        "handbook: allow voices – no rule has that name",
        "handbook: allow number – what make refuses",
    ],
)
def test_a_comment_that_allows_nothing_is_named(advised, comment):
    """At its block: without a reason, for what is not said there, for no rule, for one that the build holds to."""
    assert ("silencer", 2) in advised(f"% {comment}\nWhat the source says.\n")


def test_words_of_links_are_written_as_they_are_compared():
    """In small letters, without marks around them; each known language has some, or is neutral."""
    words = [each for language in known_languages() for each in language.empty_links]
    assert {"here", "this page", "click here", "ici", "cliquez ici"} <= set(words)
    assert [each for each in words if each != each.casefold().strip(" .,:;!?…")] == []


def test_the_words_of_a_link_are_those_that_the_parser_has_read():
    """Pictures, code and emphasis inside; a role with its own words; none of a role that shows what it leads to."""
    words = prose("a [b *c* `d`](e.md) {doc}`f <g>` {doc}`h`", {})
    assert [words.text[start:end] for start, end in words.links] == ["b c \ue000", "f"]


@pytest.mark.parametrize(
    "table",
    [
        '[[en.voice]]\navoid = []\ninstead = "x"\n',
        '[[en.voice]]\navoid = ["a"]\n',
        '[[en.voice]]\navoid = "a"\ninstead = "x"\n',
        '[[en.voice]]\navoid = ["a"]\ninstead = 3\n',
        '[[en.voice]]\navoid = ["a"]\ninstead = "x"\nexcept = "about"\n',
        '[[en.voice]]\navoid = ["a"]\ninstead = "x"\nsource = ["b"]\n',
        "[en]\nvoice = 3\n",
        '[en]\nvoice = ["a"]\n',
    ],
)
def test_words_that_cannot_be_used_are_named(tree, refused, table):
    """With what such a table holds."""
    write(tree / "source/terminology.toml", table)
    project = load_project(tree)
    [line] = refused(advise_pages, project, load_registry(project))
    assert line.startswith("source/terminology.toml:")
    assert "avoid and instead, and may have except" in line


def test_advice_stops_nothing(tree, monkeypatch, capsys):
    """Asked for by name it is shown, and the exit code is that of no finding."""
    append(tree / "source/index.md", "Read [here](compare.md).\n")
    monkeypatch.chdir(tree)
    assert cli.main(["check", "voice"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("[link-text]")
    append(tree / "source/index.md", "% handbook: allow link-text\n\nRead [this](compare.md).\n")
    assert cli.main(["check", "voice"]) == 1


def test_advice_on_a_translation_stops_nothing_either(tree, monkeypatch, capsys):
    """It stands in the report of `po check`, and can be allowed in the catalogue."""
    append(tree / "source/index.md", "Read [what it does](compare.md).\n")
    path = tree / "locales/fr/LC_MESSAGES/index.po"
    entry = 'msgid "Read [what it does](compare.md)."\nmsgstr "Lisez [ici](compare.md)."\n'
    append(path, entry)
    monkeypatch.chdir(tree)
    assert cli.main(["po", "check"]) == 0
    output, errors = capsys.readouterr()
    assert (output, errors.count("[link-text]")) == ("", 1)
    replace_text(path, entry, f"# handbook: allow link-text – une citation\n{entry}")
    assert cli.main(["po", "check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_every_rule_of_the_voice_is_advice():
    """And no other one is: what translations are held to is held to."""
    assert {rule.name for rule in RULES.values() if rule.is_advice} == {
        rule.name for rule in RULES.values() if rule.family == "voice"
    }
