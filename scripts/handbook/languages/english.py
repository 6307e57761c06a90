"""English, as Canada writes it: data, and nothing that runs."""

import re

from handbook.languages.english_quantities import ENGLISH_QUANTITIES
from handbook.languages.model import Language, Typography, Wording

_STOP_WORDS = """
a about an and are as at be been by can do does for from had has have how in into is it its not of on or
our so than that the their them then there these they this those to was we were what when where which who
whom whose why will with you your
"""
_TELLTALES = (
    "the of and with from which their these this that by for are has to how we then you your they them was were been"
)
_TELLTALES += " have had will would when where what it into is its at not should could because than about there other"
# “Not only”, “whether or not”, “if not”, “why not” say nothing of the kind.
_NEGATIVE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may|might|shall)"
    r"(?:n[’']t| not)\b(?! (?:only|just|merely|necessarily))|\bcannot\b(?! (?:only|but))",
    re.IGNORECASE,
)
_MAYBE_NEGATIVE = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|nor|neither|without|cannot|hardly|only|except|unless|instead|rather|few|less"
    r"|fail\w*|lack\w*|miss\w*|avoid\w*|prevent\w*|refus\w*|exclu\w*|omit\w*|forbid\w*|stop\w*|cease\w*|absen\w*|un\w+"
    r"|in\w+|im\w+|ir\w+|il\w+|dis\w+|non\w*|\w+less)\b|n[’']t\b",
    re.IGNORECASE,
)
_EMPTY_LINKS = """
here|click here|click|see here|read here|this|this page|this link|this site|this document|link|page|website|more
read more|learn more|find out more|see more|more information|details|more details|continue|download
"""

ENGLISH = Language(
    tag="en-CA",
    wording=Wording(
        locale="en_CA",
        decade="{}s",
        more_than="more than {}",
        equivalent="the equivalent of {}",
        mainly="mainly {}",
        years="{} years",
        region_lead="in ",
        small=("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    ),
    quantities=ENGLISH_QUANTITIES,
    typography=Typography(quotes=("“", "”"), mistaken="«", unspaced=":;!?%"),
    # “did” is none of them: DID is an agency.
    stop_words=frozenset(_STOP_WORDS.split()),
    stemmer="english",
    reviewed_by="reviewed by",
    reviewed="reviewed by",
    telltales=frozenset(_TELLTALES.split()),
    negative=_NEGATIVE,
    maybe_negative=_MAYBE_NEGATIVE,
    nothing=frozenset(("n/a", "n.a.", "na", "none", "nil", "not applicable", "not available", "tbd")),
    shared="fr",
    empty_links=frozenset(_EMPTY_LINKS.strip().replace("\n", "|").split("|")),
    names_on_web=frozenset(("eng", "english", "anglais")),
)
