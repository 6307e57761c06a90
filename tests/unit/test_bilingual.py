"""What the program says is heard by the tests, and what cannot be said in each of its languages fails them."""

import pytest
from bilingual import has_words, unspeakable

from handbook.findings.finding import HandbookError
from handbook.findings.phrase import listed, phrase

MADE_UP = "from handbook.findings.finding import Finding\nFinding(path='a.md', line=1, message=message, rule='x')\n"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a plain text", ["no phrase: a plain text"]),
        (phrase("unheard of"), ["not said in fr: unheard of", "said in English: unheard of"]),
        (phrase("{fact}: {message}", fact="x", message=phrase("unheard of")), ["not said in fr: unheard of"]),
        (listed(["what Sphinx says", phrase("a picture")], "; "), []),
        (phrase("{count} / {all}", count=1, all=2), []),
    ],
    ids=["plain", "untranslated", "nested", "translated", "no-words"],
)
def test_what_cannot_be_said_is_told(text, faults):
    """Whatever it stands in; what others say to us is a value, and no message of ours."""
    assert list(unspeakable(text)) == faults


def test_braces_that_are_printed_are_no_words():
    """Nor are signs."""
    assert not has_words("{{{name}}}: {value} →")
    assert has_words("write {{value}}")


def test_the_ear_hears_the_program_and_nobody_else(ear):
    """A finding of any module of the package; not those that tests make up."""
    for module in ("handbook.made_up", "test_made_up"):
        exec(MADE_UP, {"__name__": module, "message": f"plain, of {module}"})
    heard, ear.heard = ear.heard, []
    assert heard == ["no phrase: plain, of handbook.made_up"]


def test_the_ear_hears_what_comes_from_other_processes(ear):
    """It is made where nobody listens, and raised here."""
    made = {"__name__": "test_made_up", "message": "plain, from elsewhere"}
    exec(MADE_UP.replace("Finding(", "finding = Finding("), made)
    raising = "raise HandbookError([finding])"
    with pytest.raises(HandbookError):
        exec(
            raising, {"__name__": "handbook.build.pipeline", "HandbookError": HandbookError, "finding": made["finding"]}
        )
    heard, ear.heard = ear.heard, []
    assert heard == ["no phrase: plain, from elsewhere"]
