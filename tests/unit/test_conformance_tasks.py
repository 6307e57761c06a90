"""Tasks of readers: one that is not done, or takes more clicks than it is given, is told; silence is no success."""

import json
from pathlib import Path

import pytest

from conformance.tasks import read_tasks
from conformance.tools import ConformanceError

TASKS = Path(__file__).parents[1] / "handbook" / "tasks.json"
DONE = {"task": "print a page", "page": "en/a.html", "most": 1, "clicks": 1, "isAbsent": False, "trouble": ""}


def report(*changes):
    """Return a report of a task for each of `changes`."""
    return json.dumps({"tasks": [DONE | each for each in changes]})


def test_what_is_done_is_told_with_its_clicks():
    """What a handbook does not offer is not counted."""
    verdict = read_tasks(report({}, {"isAbsent": True}), "build/site")
    assert verdict.lines() == ["tasks of readers, in clicks (print a page 1): 1 tasks, 1 tasks passed, 0 violations"]


@pytest.mark.parametrize("change", [{"trouble": "no page"}, {"clicks": 2}])
def test_what_is_not_done_in_its_clicks_is_told(change):
    """With the page that it began on."""
    [told] = read_tasks(report({}, change), "build/site").broken
    assert str(told).startswith("build/site/en/a.html:1: print a page: ")


@pytest.mark.parametrize("text", ["", "{}", '{"tasks": []}', '{"tasks": [{}]}', report({"isAbsent": True})])
def test_tasks_that_nobody_has_done_are_no_success(text):
    """Silence is not consent."""
    with pytest.raises(ConformanceError, match="tasks of readers"):
        read_tasks(text, "build/site")


def test_no_task_is_given_fewer_clicks_than_its_steps():
    """And none more: the number is what the docs may tell."""
    for task in json.loads(TASKS.read_text(encoding="utf-8")):
        assert task["clicks"] == sum(kind in {"click", "download"} for kind, *_ in task["steps"])
