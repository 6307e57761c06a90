"""Reports of facts: each language is written to by mail and by a form, and neither is told without the fact."""

import tomllib
from pathlib import Path

import pytest
from small_handbook import SMALL as FOLDER

from conformance import reports
from conformance.packages import Browsing
from conformance.reports import CONTACT, FACT, FORM, MAIL, WORDS, check_reports, tasks_of
from conformance.verdict import SiteVerdict
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding
from handbook.project.project import load_project

BROWSING = Browsing(modules=Path("modules"), chromium="chromium")


def test_what_is_reported_is_a_fact_of_the_small_handbook():
    """Its words too, and the line that is replaced."""
    assert f"\n{CONTACT}\n" in (FOLDER / "pyproject.toml").read_text(encoding="utf-8")
    fact = load_registry(load_project(FOLDER)).facts[FACT]
    assert {language: fact.text[language] for language in WORDS} == WORDS


@pytest.mark.parametrize("address", [MAIL, FORM])
def test_a_report_has_the_fact_and_its_language(address):
    """In the address that the browser is sent to; a mail has the words of the fact as well."""
    for task in tasks_of({"en": address, "fr": address}):
        language = task["from"].partition("/")[0]
        beginning, *texts = task["leaves"]
        assert beginning.removeprefix("mailto:").startswith(address)
        assert any(FACT in text for text in texts) and any(language in text for text in texts)
        assert (WORDS[language] in texts) == (address == MAIL)


def test_both_ways_are_tried_in_each_language(monkeypatch):
    """And what is wrong in one of the two handbooks is wrong."""
    wrong, built = Finding(path="a", line=1, message="b", rule="task"), []
    monkeypatch.setattr(
        reports, "build_invented", lambda root, handbook, tree, lines: built.append(lines) or tree.mkdir() or tree
    )

    def checked(tests, browsing, site, tasks, shown):
        assert tasks.is_file()
        return SiteVerdict(
            name="tasks", pages=2, passed=2 - len(built) + 1, unit="tasks", broken=(wrong,) * (len(built) - 1)
        )

    monkeypatch.setattr(reports, "check_tasks", checked)
    verdict = check_reports(Path(), Path(), BROWSING)
    assert (verdict.pages, verdict.passed, verdict.broken) == (4, 3, (wrong,))
    ways = {(language, address) for lines in built for language, address in _addresses(lines[CONTACT])}
    assert ways == {(language, address) for language in WORDS for address in (MAIL, FORM)}


def _addresses(line):
    """Return the languages and addresses of a line of settings."""
    return tomllib.loads(line)["contact"].items()
