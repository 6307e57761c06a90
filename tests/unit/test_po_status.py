"""`handbook po status` and `po cost`: what is done, what is left, and what a change gives translators to do."""

import json
import xml.etree.ElementTree as ET

import pytest
from po_by_hand import catalogue, entry, merged
from small_handbook import append, replace
from test_po_conflicts import git

from handbook.catalogs.merging.recorded import commit_of
from handbook.catalogs.writer import put, write
from handbook.desk import cost, status
from handbook.desk.status import DONE, FUZZY, NEW, Count, PageStatus, language_status, words_in
from handbook.findings.finding import HandbookError

BIRCH = "locales/fr/LC_MESSAGES/agencies/birch.po"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two words", 2),
        ("", 0),
        ("It has {fact}`maple.projects` projects.", 4),
        ("A {term}`credit union <credit unions of old>` lends.", 4),
        ("See [the long page](agencies/a-long-name.md), please – now!", 6),
        ("L’État, 1 500 $", 3),
        ("Is 3 < 4 and 5 > 2?", 6),
    ],
)
def test_words_are_what_somebody_reads(text, words):
    """Targets of links and roles are not translated, signs alone are no words."""
    assert words_in(text) == words


@pytest.fixture
def desk(project):
    """Return a project with the catalogue of one page, in every state, and one that no page has any more."""
    for path in project.locales.rglob("*.po"):
        path.unlink()
    entries = (
        entry("One is done", "Un"),
        entry("Two", "Deux", fuzzy=True),
        entry("Three words here", "  "),
        entry("Five", "Cinq"),
        entry("Six", "Six", is_obsolete=True),
    )
    put(project.catalogue("fr", "index"), write(catalogue(*entries)))
    put(project.catalogue("fr", "gone"), write(catalogue(("Seven", "Sept"))))
    return project


TEMPLATES = {
    "compare": [entry("No catalogue yet")],
    "index": [entry(text) for text in ("One is done", "Two", "Three words here", "Four", "Six")],
}


def test_only_what_readers_may_see_is_done(desk):
    """Fuzzy is not done; what is empty, obsolete or without an entry is new; what no page asks for does not count."""
    compare, index, gone = language_status(desk, TEMPLATES, "fr")
    assert index.counts == {
        DONE: Count(messages=1, words=3),
        FUZZY: Count(messages=1, words=1),
        NEW: Count(messages=3, words=5),
    }
    assert (index.total, index.orphans) == (Count(messages=5, words=9), 1)
    assert compare.counts[NEW] == compare.total == Count(messages=1, words=3)
    assert (gone.domain, gone.total, gone.orphans) == ("gone", Count(), 1)


def test_the_table_has_a_line_per_page_and_the_sum(desk):
    """Columns stand under one another; a page that is gone has no line, but is told of."""
    lines = status.as_text("fr", language_status(desk, TEMPLATES, "fr"), str).splitlines()
    assert [line.split() for line in lines[1:4]] == [
        ["compare", "1", "0", "0", "1", "0", "3", "0", "0", "3", "0"],
        ["index", "5", "1", "1", "3", "0", "9", "3", "1", "5", "0"],
        ["all", "pages", "6", "1", "1", "4", "0", "12", "3", "1", "8", "0"],
    ]
    assert len({len(line) for line in lines[:4]}) == 1
    assert lines[4:] == [
        "fr: Words that are done: 25\u00a0%",
        "fr: Entries that no page asks for are not counted: 2; make po retires them",
    ]


@pytest.mark.parametrize(
    ("done", "left", "told"),
    [(999, 1, "99\u00a0%"), (1000, 0, "100\u00a0%"), (0, 0, "100\u00a0%"), (1, 2, "33\u00a0%"), (0, 3, "0\u00a0%")],
)
def test_a_hundred_per_cent_is_all_of_it(done, left, told):
    """Whoever rounds up publishes too early."""
    counts = {
        DONE: Count(messages=done, words=done),
        FUZZY: Count(messages=left, words=left),
        NEW: Count(),
    }
    assert status.percent(PageStatus(domain="", counts=counts), "fr") == told


def test_a_message_without_words_keeps_it_below_a_hundred():
    """A sign that waits for its translation is English to readers."""
    counts = {DONE: Count(messages=1, words=1), FUZZY: Count(), NEW: Count(messages=1, words=0)}
    assert status.percent(PageStatus(domain="", counts=counts), "fr") == "99\u00a0%"


def test_the_badge_is_a_picture_with_words(desk):
    """It loads nothing, has no style, and says to everybody what it shows."""
    pages = language_status(desk, TEMPLATES, "fr")
    text = status.as_badge(desk, "fr", pages)
    badge = ET.fromstring(text)
    assert badge.get("aria-label") == "Français 25\u00a0%"
    assert [each.text for each in badge.iter("{http://www.w3.org/2000/svg}text")] == ["Français", "25\u00a0%"]
    assert "style" not in text
    assert "href" not in text


def test_the_command_counts_what_the_pages_ask_for(run, tree):
    """As text and JSON, with exit code 0 whatever is left; nothing of the catalogues is written."""
    replace(tree / "source/agencies/maple.md", "## What it does", "## What it does today")
    before = {path: path.read_bytes() for path in (tree / "locales").rglob("*.po")}
    outcome = run(tree, "po", "status", "--format", "json")
    data = json.loads(outcome.output)["fr"]
    page = data["pages"]["agencies/maple"]
    assert (outcome.code, page["new"], page["orphans"]) == (0, {"messages": 1, "words": 4}, 1)
    assert page["messages"] == page["done"]["messages"] + 1
    assert data["total"]["words"] == sum(each["words"] for each in data["pages"].values())
    assert "agencies/maple" in run(tree, "po", "status", "--language-of-messages", "fr").output
    assert {path: path.read_bytes() for path in (tree / "locales").rglob("*.po")} == before


def test_the_command_writes_a_badge(run, tree):
    """Among the reports."""
    outcome = run(tree, "po", "status", "--format", "badge")
    assert (outcome.code, outcome.output) == (0, "build/reports/translation-fr.svg\n")
    assert "Français" in (tree / "build/reports/translation-fr.svg").read_text(encoding="utf-8")


def test_a_catalogue_that_cannot_be_read_is_named(run, tree):
    """A count without it would be wrong."""
    line = append(tree / BIRCH, "no catalogue\n")
    outcome = run(tree, "po", "status")
    assert (outcome.code, outcome.output) == (1, "")
    assert outcome.errors.startswith(f"{BIRCH}:{line}: ")


BEFORE = {
    "index": catalogue(
        ("The same as ever", "Toujours pareil"),
        ("A long sentence that has been changed", "Une longue phrase"),
        ("Only the Form", "La forme"),
        ("Goes to another page", "Part ailleurs"),
        ("Has always waited", ""),
    ),
    "compare": catalogue(("Other", "Autre")),
}
NOW = {
    "index": [
        "The same as ever",
        "A long sentence that has been changed now",
        "Only the form",
        "Has always waited",
        "Brand new",
    ],
    "compare": ["Other", "Goes to another page"],
}


def test_a_change_costs_what_it_makes_fuzzy_or_new():
    """What is carried over or moves stands apart; what was waiting before, or has not changed, costs nothing."""
    found = cost.cost_of(merged(NOW, BEFORE, recorded=BEFORE), BEFORE)
    assert {domain: {kind: each for kind, each in page.items() if each.messages} for domain, page in found.items()} == {
        "compare": {"moved": Count(messages=1, words=4)},
        "index": {
            "fuzzy": Count(messages=1, words=8),
            "new": Count(messages=1, words=2),
            "carried": Count(messages=1, words=3),
        },
    }
    assert cost.total(found, cost.TO_DO) == Count(messages=2, words=10)
    assert cost.as_text("fr", found, "HEAD", str).splitlines()[0].endswith("HEAD – messages: 2, words: 10")


def test_what_waited_on_a_page_of_another_name_costs_nothing():
    """To rename a page gives nobody anything to do."""
    before = {"old": catalogue(("Done", "Fait"), ("Waits", ""), entry("Doubtful", "Douteux", fuzzy=True))}
    found = cost.cost_of(merged({"new": ["Done", "Waits", "Doubtful"]}, before, recorded=before), before)
    assert cost.total(found, cost.TO_DO) == Count()
    assert found["new"]["moved"].messages == 1


@pytest.fixture
def recorded_tree(tree, monkeypatch):
    """Return the small handbook in git, its first commit on a day of 2026."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-04T12:00:00")
    git(tree, "init", "-q")
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "first")
    return tree


def test_the_cost_is_the_same_before_and_after_make_po(run, recorded_tree):
    """And when a translator has begun: it is the change that is measured."""
    assert run(recorded_tree, "po", "update").code == 0
    git(recorded_tree, "add", "-A")
    git(recorded_tree, "commit", "-qm", "second")
    replace(recorded_tree / "source/agencies/maple.md", "lends to those who build.", "lends to all those who build.")
    told = run(recorded_tree, "po", "cost")
    assert told.code == 0
    assert told.output.splitlines()[0].startswith("fr: To be translated or corrected since HEAD – messages: 1, words: ")
    assert run(recorded_tree, "po", "update").code == 0
    assert run(recorded_tree, "po", "cost").output == told.output
    data = json.loads(run(recorded_tree, "po", "cost", "--format", "json").output)["fr"]
    assert data["total"]["fuzzy"]["messages"] == data["pages"]["agencies/maple"]["fuzzy"]["messages"] == 1


def test_a_commit_is_named_as_git_does_or_by_a_day(recorded_tree, project):
    """A day means all that was done on it and since; it begins at midnight here."""
    first = git(recorded_tree, "rev-parse", "HEAD").stdout.strip()
    assert commit_of(project, "HEAD") == commit_of(project, first[:8]) == commit_of(project, "2026-03-05") == first


@pytest.mark.parametrize("since", ["2026-03-04", "nowhere", "2026-02-30x", "--all", "HEAD~9"])
def test_a_commit_that_is_not_there_is_told(recorded_tree, project, since):
    """In a line; what looks like an option of git is none."""
    with pytest.raises(HandbookError, match=r"locales:1: git has no commit .* \[git-history\]"):
        commit_of(project, since)


def test_a_day_that_never_was_is_told(recorded_tree, project):
    """A later one would not help."""
    with pytest.raises(HandbookError, match=r"locales:1: there is no day “2026-02-31”; .* \[git-history\]"):
        commit_of(project, "2026-02-31")
