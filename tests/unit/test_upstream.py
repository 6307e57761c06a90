"""What Sphinx says becomes a finding with place, rule and remedy, in words of ours where we know them."""

import logging

import pytest

from handbook.findings.nearest import Places
from handbook.findings.phrase import Phrase, phrase, spoken
from handbook.sphinx.complaints import Complaint, Complaints, findings

ROOT = "{root}/source"
RECORDS = [
    (
        "'myst' cross-reference target not found: 'x.md'",
        f"{ROOT}/agencies/did.md:12",
        "myst.xref_missing",
        "source/agencies/did.md:12: the link to “x.md” leads nowhere; correct the link, or restore what it leads to "
        "[myst.xref_missing]",
    ),
    (
        "document isn't included in any toctree",
        f"{ROOT}/a.md",
        "toc.not_included",
        "source/a.md:1: no toctree lists the page; list the page in the toctree of source/index.md [toc.not_included]",
    ),
    ("Unexpected indentation.", f"{ROOT}/a.md:7", "docutils", "source/a.md:7: Unexpected indentation.; mend the"),
    ("the theme is odd", "", "sphinx", "source/conf.py:1: the theme is odd [sphinx]"),
    ("two\nlines of it", f"{ROOT}/a.md:2", "toc.no_title", "source/a.md:2: two lines of it; start the page"),
    ("no line", f"{ROOT}/a.md:", "x.y", "source/a.md:1: no line [x.y]"),
    ("a colon", f"{ROOT}/a: b.md:3", "x.y", "source/a: b.md:3: a colon [x.y]"),
    ("ends in [brackets]", f"{ROOT}/a.md:2", "x.y", "source/a.md:2: ends in [brackets] [x.y]"),
]


@pytest.mark.parametrize(("message", "location", "rule", "line"), RECORDS, ids=[rule for _, _, rule, _ in RECORDS])
def test_a_complaint_becomes_a_finding(project, message, location, rule, line):
    """Path from the root, line, rule, and the remedy that we know."""
    complaint = Complaint(message=message, location=location.replace("{root}", str(project.root)), rule=rule)
    [finding] = findings([complaint], project)
    assert str(finding).startswith(line)
    assert "\n" not in str(finding)


def test_a_dead_link_is_told_what_it_may_have_meant(project):
    """Between what is wrong and what to do."""
    dead = Complaint(message="unknown document: 'abuot'", location=f"{project.source}/index.md:2", rule="ref.doc")
    [finding] = findings([dead], project, Places(pages=("about", "index"), anchors={}))
    assert finding.message == (
        "there is no page “abuot”; the nearest is “about”; correct the link, or restore the page"
    )


def test_what_is_ours_can_be_said_in_another_language(project):
    """A directive warns with a phrase, and what is reported is one."""
    text = "unknown fact “{fact}”; write an id that stands in source/facts"
    complaint = Complaint(message=phrase(text, fact="x"), rule="fact-unknown")
    [finding] = findings([complaint], project)
    assert isinstance(finding.message, Phrase)
    french = {text: "« {fact} », connais pas"}
    assert spoken(finding.message, lambda msgid: french.get(msgid, msgid)) == "« x », connais pas"


@pytest.fixture
def complaints(monkeypatch):
    """Return complaints that listen to Sphinx's loggers, which are as they were afterwards."""
    logger = logging.getLogger("sphinx")
    monkeypatch.setattr(logger, "handlers", [])
    listening = Complaints()
    listening.listen()
    return listening


def test_a_complaint_is_kept_as_it_was_said(complaints):
    """With its rule and its place beside it, and not in it; a phrase is still one."""
    text = phrase("unknown fact “{fact}”", fact="100 %")
    rule = {"type": "handbook", "subtype": "fact-unknown", "location": "a.md:3"}
    logging.getLogger("sphinx.x").warning(text, extra=rule)
    logging.getLogger("sphinx.x").warning("no %s", "page", extra={"type": "ref", "subtype": "doc", "location": None})
    logging.getLogger("sphinx.x").warning("odd")
    assert complaints.records == [
        Complaint(message=text, location="a.md:3", rule="fact-unknown"),
        Complaint(message="no page", rule="ref.doc"),
        Complaint(message="odd"),
    ]
    assert isinstance(complaints.records[0].message, Phrase)


def test_what_is_printed_before_anybody_listens_is_kept_too(complaints):
    """While an application is being made."""
    complaints.stream.write("\x1b[91mWARNING: the theme is odd\x1b[39;49;00m\n\nsomething else\n")
    complaints.listen()
    assert [each.message for each in complaints.records] == ["the theme is odd", "something else"]
