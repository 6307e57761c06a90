"""Lighthouse: medians of the runs, what is lower than asked for; a run that was not made is no success."""

import json

import pytest

from conformance.lighthouse import LEAST, read_runs, table
from conformance.tools import ConformanceError

PAGES = ["en/index.html", "en/compare.html"]


def run(page, failed=(), **scores):
    """Return a run of a page: all that is asked for, but for what is said."""
    all_scores = LEAST | {name.replace("_", "-"): score for name, score in scores.items()}
    measured = {"largest-contentful-paint": 1500.4567, "cumulative-layout-shift": 0.01}
    return {"address": f"http://127.0.0.1:1/{page}", "scores": all_scores, "measured": measured, "failed": failed}


def report(*runs):
    """Return what the script prints."""
    return json.dumps({"version": "12.8.2", "runs": runs})


def test_medians_are_of_each_page():
    """One slow run of three lowers no page."""
    runs = [run(page, performance=score) for score in (99, 40, 97) for page in PAGES]
    version, pages = read_runs(report(*runs), PAGES, 3)
    assert [each.page for each in pages] == PAGES
    assert [each.scores["performance"] for each in pages] == [97, 97]
    assert not any(each.low for each in pages)
    assert "| en/compare.html | 97 | 100 | 100 | 100 | 1500.46 | 0.01 |" in table(version, 3, pages)


@pytest.mark.parametrize("name", LEAST)
def test_a_score_that_is_too_low_is_told(name):
    """And what failed."""
    runs = [run(page, **{name: LEAST[name] - 1}, failed=["canonical"]) for page in PAGES]
    version, pages = read_runs(report(*runs), PAGES, 1)
    assert all(each.low == [name] for each in pages)
    assert table(version, 1, pages)[-1] == "en/compare.html: failed: canonical"


@pytest.mark.parametrize("text", ["", "{}", report(), report(*map(run, PAGES)), report({"address": "x"})])
def test_a_run_that_was_not_made_is_no_success(text):
    """Each page is looked at in each round."""
    with pytest.raises(ConformanceError, match="Lighthouse"):
        read_runs(text, PAGES, 2)
