"""Days in the words of a language, for readers."""

import re
from datetime import date

from babel.dates import format_date

from handbook.languages.cldr import locale_of
from handbook.languages.lookup import language_of
from handbook.languages.spaces import spaced


def long_date(day: date, tag: str) -> str:
    """Return a day as it is written out in the language `tag` (BCP 47): “November 1, 2026”, « 1er novembre 2026 »."""
    text = format_date(day, "long", locale=locale_of(tag))
    first = language_of(tag).first_of_month
    return spaced(re.sub(r"^1(?=\s)", first, text) if first else text, tag)
