"""JHOVE: what it says against a file is told, a note is not, and silence is no verdict."""

import json
from pathlib import Path

import pytest

from conformance.jhove import read_answer
from conformance.tools import ConformanceError

ROOT, GOOD, BAD = Path("/guide"), Path("/guide/good.pdf"), Path("/guide/bad.pdf")
NOTE = "InfoMessage PDF-HUL-66: Too many fonts to report; some fonts omitted. (Total fonts = 5000)"
FAULT = "ErrorMessage PDF-HUL-149: Invalid indirect destination - referenced object 'compare' cannot be found"


def answer(*entries):
    """Return what the script prints of files, each given as (path, well formed, valid, messages)."""
    keys = ("path", "isWellFormed", "isValid", "messages")
    return json.dumps([dict(zip(keys, (str(path), *rest), strict=True)) for path, *rest in entries])


@pytest.mark.parametrize(
    ("well_formed", "valid", "messages", "told"),
    [
        (True, True, [], []),
        (True, True, [NOTE], []),
        (True, False, [FAULT], [FAULT]),
        (True, True, [FAULT, NOTE], [FAULT]),
        (True, False, [NOTE], ["not valid"]),
        (False, False, [], ["not well formed"]),
    ],
)
def test_what_it_says_against_a_file_is_told(well_formed, valid, messages, told):
    """With the file."""
    verdict = read_answer(answer((BAD, well_formed, valid, messages), (GOOD, True, True, [])), [GOOD, BAD], ROOT)
    assert [str(finding) for finding in verdict.broken] == [f"bad.pdf:1: {message} [jhove]" for message in told]
    assert (verdict.pages, verdict.passed) == (2, 1 if told else 2)


@pytest.mark.parametrize("said", ["", "js: uncaught exception", "{}", answer((GOOD, True, True, [])), '[{"path": 3}]'])
def test_without_a_word_on_each_file_there_is_no_verdict(said):
    """Neither good nor bad."""
    with pytest.raises(ConformanceError, match="JHOVE gave no report"):
        read_answer(said, [GOOD, BAD], ROOT)
