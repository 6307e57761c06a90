"""All that is wrong is told in one round: what is wrong with one file hides nothing of the others."""

import pytest
from small_handbook import add_page, append, replace

from handbook.build.content import load_content
from handbook.build.edition import _brochures
from handbook.build.judging import judge
from handbook.build.refused import Unfit, without_consequences
from handbook.checks.artefacts import Artefacts
from handbook.checks.built import CHECKS
from handbook.findings.finding import Finding
from handbook.history.last_changes import read_history
from handbook.project.project import Edition, Request, load_project

LONG = "donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten" * 2


def test_every_stage_is_judged_in_one_run(small, run):
    """A catalogue that cannot be read, a dead link, a page that is no UTF-8, a required fact, a word too wide."""
    add_page(small, "broken", "# Broken\n\nIt is.\n", {})
    (small / "source/broken.md").write_bytes(b"# Broken\n\nd\xe9j\xe0 vu\n")
    replace(small / "locales/fr/LC_MESSAGES/glossary.po", 'msgstr "équitable"', 'msgstr "équitable')
    append(small / "source/compare.md", "[gone](nowhere.md)")
    append(small / "source/index.md", LONG)
    append(small / "source/facts/required.txt", "maple.nothing")
    outcome = run(small, "build", "--output", "pdf", "--output", "html")
    assert outcome.code == 1
    rules = {line.rpartition("[")[2].rstrip("]") for line in outcome.errors.splitlines() if line.endswith("]")}
    expected = {"utf-8", "po-quotes", "myst.xref_missing", "fact-required", "too-wide", "untranslated"}
    assert rules == expected, outcome.errors


def test_what_is_refused_is_never_shown(small):
    """The pages are read without it; the rest of its catalogue is there."""
    path = small / "locales/fr/LC_MESSAGES/compare.po"
    replace(path, 'msgstr "Côte à côte"', 'msgstr "Côte à [côte](https://example.com)"')
    project = load_project(small)
    content = load_content(project, read_history(project))
    assert content.refused.findings and content.refused.spoils("fr", "compare")
    assert "Side by side" in content.catalogues["fr"]["compare"]
    assert content.shown["fr"]["compare"].keys() == content.catalogues["fr"]["compare"].keys() - {"Side by side"}


def test_what_follows_from_a_finding_is_not_told_beside_it(small):
    """On the same page in any of its forms; what has a cause of its own is."""
    project = load_project(small)

    def found(path, rule, line=1):
        return Finding(path=path, line=line, message="m", rule=rule)

    cause = found("source/agencies/maple.md", "markup", 7)
    follow = [
        found("locales/fr/LC_MESSAGES/agencies/maple.po", "anchors"),
        found("build/.stage/site/fr/agencies/maple.html", "dead-link"),
        found("source/agencies/maple.md", "line-alone"),
        found("source/agencies/maple.md", "picture-unreadable", 7),
    ]
    stay = [
        found("source/agencies/birch.md", "anchors"),
        found("source/agencies/maple.md", "page-weight"),
        found("source/agencies/maple.md", "picture-unreadable", 8),
        found("source/facts/maple.toml", "fact-missing"),
    ]
    assert without_consequences([*follow, *stay], [cause], project) == stay
    assert without_consequences([*follow, *stay], [], project) == [*follow, *stay]


@pytest.mark.parametrize(
    ("message", "is_hidden"),
    [
        ("the link to “a.md” leads nowhere", True),
        ("the link to “../a.md#place” leads nowhere", True),
        ("the toctree lists a page that does not exist: “part/a”", True),
        ("the link to “a.md#” leads nowhere", True),
        ("the link to “banana.md” leads nowhere", False),
        ("the link to “a/other.md” leads nowhere", False),
        ("there is no label “alpha”", False),
    ],
)
def test_only_links_to_a_page_that_cannot_be_read_are_not_told(message, is_hidden):
    """However short its name: a letter stands in every message."""
    finding = Finding(path="source/index.md", line=1, message=message, rule="myst.xref_missing")
    assert Unfit(pages=frozenset(("part/a",))).own([finding]) == ([] if is_hidden else [finding])


def test_an_error_of_the_program_is_told_beside_what_is_refused(small, monkeypatch):
    """Nobody learns of it otherwise; where nothing else is wrong, it is raised."""
    project = load_project(small)
    edition = Edition(project=project, language="en", siblings=())

    def fail(*_):
        raise ZeroDivisionError("by 0")

    monkeypatch.setattr("handbook.build.edition.write_brochures", fail)
    cause = Finding(path="source/index.md", line=1, message="m", rule="markup")
    [finding], *_ = _brochures(None, edition, small, None, [cause])
    assert (finding.rule, "ZeroDivisionError: by 0" in finding.message) == ("layout", True)
    with pytest.raises(ZeroDivisionError):
        _brochures(None, edition, small, None, [])
    monkeypatch.setattr("handbook.build.judging.run_checks", fail)
    artefacts = Artefacts(project=project, registry=None, editions=(), folders=(small,))
    [finding], _ = judge(artefacts, Request(languages=("en",), outputs=("html",)), CHECKS, [cause])
    assert (finding.rule, "ZeroDivisionError: by 0" in finding.message) == ("checks", True)
    with pytest.raises(ZeroDivisionError):
        judge(artefacts, Request(languages=("en",), outputs=("html",)), CHECKS, [])
