"""One report line everywhere, for people, programs and GitHub."""

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.findings.finding import Finding, HandbookError, excerpt, report, shown
from handbook.findings.phrase import phrase

FIRST = Finding(path="source/a.md", line=2, message="no title; write one", rule="page-empty")
SECOND = Finding(path="source/a.md", line=10, message="100 % of\nit, really", rule="number")


def test_a_finding_is_one_line():
    """Path, line, message and rule, as editors' tools read them."""
    assert str(FIRST) == "source/a.md:2: no title; write one [page-empty]"


def test_findings_are_sorted_by_place_and_told_once():
    """Line 10 comes after line 2."""
    assert HandbookError([SECOND, FIRST, SECOND]).findings == [FIRST, SECOND]


def test_findings_survive_the_way_from_a_process_to_another():
    """What goes wrong in the process of one edition reaches the report whole."""
    assert pickle.loads(pickle.dumps(HandbookError([FIRST, SECOND]))).findings == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/home/zoé/guide/source/a.md", "source/a.md"), ("/elsewhere/a.md", "/elsewhere/a.md"), ("/home/zoé/guide", ".")],
)
def test_paths_are_shown_from_the_root(path, expected):
    """A path outside the project is shown whole."""
    assert shown(Path(path), Path("/home/zoé/guide")) == expected


def test_text_is_a_line_per_finding():
    """Nothing found is the empty text."""
    assert report([FIRST], "text") == str(FIRST)
    assert report([], "text") == ""


def test_json_holds_every_field():
    """A program reads what a person reads; accents stay readable."""
    found = json.loads(report([FIRST, SECOND], "json"))
    assert found[0] == {"path": "source/a.md", "line": 2, "message": "no title; write one", "rule": "page-empty"}
    assert len(found) == 2
    assert json.loads(report([], "json")) == []
    assert "é" in report([Finding(path="é.md", line=1, message="", rule="x")], "json")


def test_github_gets_a_workflow_command():
    """Per cent signs and line ends are escaped."""
    assert report([SECOND], "github") == "::error file=source/a.md,line=10,title=number::100 %25 of%0Ait, really"


def test_github_properties_are_escaped_further():
    """A colon or comma in a path would end the property."""
    finding = Finding(path="a:b,c.md", line=1, message="m: n, o", rule="r")
    assert report([finding], "github") == "::error file=a%3Ab%2Cc.md,line=1,title=r::m: n, o"


@given(st.text())
def test_no_message_breaks_out_of_its_command(message):
    """Whatever a message holds, GitHub reads one command."""
    line = report([Finding(path="a.md", line=1, message=message, rule="r")], "github")
    assert "\n" not in line and "\r" not in line
    assert line.count("::") >= 2 and line.startswith("::error file=a.md,line=1,title=r::")


def test_a_text_is_quoted_on_one_line():
    """And cut where it is long."""
    assert excerpt("two\n lines") == "two lines"
    assert excerpt("a" * 60) == "a" * 60
    assert excerpt("a" * 59 + " bcd") == "a" * 59 + "…"
    assert excerpt("abcd", 3) == "abc…"


def many(amount, message):
    """Return findings of one kind in two files."""
    return [
        Finding(path=f"{'ab'[line > 4]}.md", line=line, message=message(line), rule="r")
        for line in range(1, amount + 1)
    ]


@pytest.mark.parametrize(
    ("amount", "message", "lines"),
    [
        *(
            (amount, lambda line: phrase("no {n}", n="x"), lines)
            for amount, lines in [(0, 0), (5, 5), (6, 4), (9999, 4)]
        ),
        *((amount, lambda line: phrase("no {n}", n=line), lines) for amount, lines in [(20, 20), (21, 11), (9999, 11)]),
    ],
)
def test_very_many_findings_of_a_kind_are_counted(amount, message, lines):
    """For people; a program gets them all. Those of another kind are not lost among them."""
    other = Finding(path="a.md", line=1, message="w", rule="s")
    printed = report([*many(amount, message), other], "text").splitlines()
    assert len(printed) == lines + 1 and printed[-1] == "a.md:1: w [s]"
    if lines < amount:
        assert f"… and {amount - lines + 1} more like it (files: {2 if lines == 4 else 1}) [r]" in printed[lines - 1]
    for form, count in (("json", lambda text: len(json.loads(text))), ("github", lambda text: len(text.splitlines()))):
        assert count(report(many(amount, message), form)) == amount
