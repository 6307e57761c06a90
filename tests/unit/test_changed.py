"""A page changed last when it, the facts that it tells or its catalogue did."""

from dataclasses import replace
from datetime import date

import pytest

from handbook.facts.registry import load_registry
from handbook.project.project import Edition
from handbook.sphinx.page_end import Changed, last_changed

PAGE, FACTS = "source/agencies/maple.md", "source/facts/maple.toml"
CATALOGUE = "locales/fr/LC_MESSAGES/agencies/maple.po"
DAYS = {PAGE: date(2026, 1, 1), FACTS: date(2026, 1, 2), CATALOGUE: date(2026, 1, 3), "source/compare.md": None}


@pytest.fixture
def changed(project):
    """Return the function that says when a page changed, in a language, with other days than DAYS where told."""
    registry = load_registry(project)

    def say(language="fr", docname="agencies/maple", **days):
        edition = Edition(project=project, language=language, siblings=(), days=DAYS)
        return last_changed(replace(edition, days=days.get("days", DAYS)), registry, docname)

    return say


def test_the_last_of_page_facts_and_catalogue_counts(changed):
    """The catalogue, for those who read it only; and the words are those of the language."""
    assert changed("en") == Changed(day=date(2026, 1, 2), words="January 2, 2026")
    assert changed("fr") == Changed(day=date(2026, 1, 3), words="3\u00a0janvier 2026")
    assert changed(days=DAYS | {PAGE: date(2026, 2, 1)}).words == "1er février 2026"


@pytest.mark.parametrize("file", [PAGE, FACTS, CATALOGUE])
def test_a_change_that_is_not_committed_makes_a_draft(changed, file):
    """In any of the files; and in no other page."""
    assert changed(days=DAYS | {file: None}) == Changed(day=None)
    assert changed(days=DAYS).day


def test_the_catalogue_says_nothing_of_the_page_in_the_source_language(changed):
    """A translator at work changes no English page."""
    assert changed("en", days=DAYS | {CATALOGUE: None}).day == date(2026, 1, 2)


def test_nothing_is_said_of_what_is_not_known(changed):
    """Without git; and of a page without a source file, such as the search."""
    assert changed(days={}) is None
    assert changed(docname="search") is None
