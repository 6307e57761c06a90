"""What Sphinx says becomes a finding with place, rule and remedy, whatever form it comes in."""

import pytest

from handbook.upstream import WarningStream, findings

ROOT = "{root}/source"
RECORDS = [
    (
        f"{ROOT}/agencies/did.md:12: WARNING: 'myst' cross-reference target not found: 'x.md' [myst.xref_missing]",
        ("source/agencies/did.md", 12, "myst.xref_missing"),
        "correct the link, or restore what it leads to",
    ),
    (
        f"{ROOT}/a.md: WARNING: document isn't included in any toctree [toc.not_included]",
        ("source/a.md", 1, "toc.not_included"),
        "toctree of",
    ),
    (
        f"{ROOT}/a.md:3: WARNING: unknown fact 'x'; write one [handbook.fact-unknown]",
        ("source/a.md", 3, "fact-unknown"),
        "write one",
    ),
    (
        f"{ROOT}/a.md:3:<translated>:1: WARNING: term not in glossary: 'x' [ref.term]",
        ("source/a.md", 3, "ref.term"),
        "in the fr translation",
    ),
    (
        f"{ROOT}/a.md:3:<translated>: WARNING: term not in glossary: 'x' [ref.term]",
        ("source/a.md", 3, "ref.term"),
        "in the fr translation",
    ),
    (f"{ROOT}/a.md:7: ERROR: Unexpected indentation. [docutils]", ("source/a.md", 7, "docutils"), "mend the directive"),
    ("WARNING: the theme is odd", ("source/conf.py", 1, "sphinx"), "the theme is odd"),
    (f"{ROOT}/a.md:2: WARNING: two\nlines of it [myst.header]", ("source/a.md", 2, "myst.header"), "two lines of it"),
    (f"\x1b[91m{ROOT}/a.md:2: WARNING: red [myst.header]\x1b[39;49;00m", ("source/a.md", 2, "myst.header"), "red"),
    ("something else entirely", ("source", 1, "sphinx"), "something else entirely"),
    (f"{ROOT}/a.md:2: WARNING: ends in [brackets]", ("source/a.md", 2, "brackets"), "ends in"),
]


@pytest.mark.parametrize(
    ("record", "place", "words"), RECORDS, ids=[f"{n}-{place[2]}" for n, (_, place, _) in enumerate(RECORDS)]
)
def test_a_record_becomes_a_finding(project, record, place, words):
    """Path from the root, line, rule without our prefix, and the remedy that we know."""
    [finding] = findings([record.replace("{root}", str(project.root))], project, "fr")
    assert (finding.path, finding.line, finding.rule) == place
    assert words in finding.message
    assert "\n" not in str(finding)


def test_the_stream_keeps_each_record():
    """Sphinx writes a record at a time; empty ones say nothing."""
    stream = WarningStream()
    for text in ("one\n", "\n", "", "two\n"):
        stream.write(text)
    assert stream.records == ["one", "two"]
