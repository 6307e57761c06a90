"""English, as Canada writes it: data, and nothing that runs."""

from handbook.languages.denials import ENGLISH_DENIALS
from handbook.languages.english_quantities import ENGLISH_QUANTITIES
from handbook.languages.language import Language, Typography, Wording

_STOP_WORDS = """
a about am an and any are as at be been by can could do does doing for from had has have how i if in into is it its
many me much my not of on or our please should so tell than that the their them then there these they this those to
was we were what when where which who whom whose why will with would you your
"""
_TELLTALES = (
    "the of and with from which their these this that by for are has to how we then you your they them was were been"
)
_TELLTALES += " have had will would when where what it into is its at not should could because than about there other"
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
    typography=Typography(quotes=("“", "”"), mistaken="«", mistaken_ends="»", unspaced=":;!?%"),
    # “did” is none of them: DID is an agency.
    stop_words=frozenset(_STOP_WORDS.split()),
    stemmer="english",
    reviewed_by="reviewed by",
    reviewed="reviewed by",
    telltales=frozenset(_TELLTALES.split()),
    denials=ENGLISH_DENIALS,
    nothing=frozenset(("n/a", "n.a.", "na", "none", "nil", "not applicable", "not available", "tbd")),
    shared="fr",
    empty_links=frozenset(_EMPTY_LINKS.strip().replace("\n", "|").split("|")),
    names_on_web=frozenset(("eng", "english", "anglais")),
)
