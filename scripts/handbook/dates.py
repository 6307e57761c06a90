"""Days in the words of a language, for readers."""

import re
from datetime import date

from babel.dates import format_date

from handbook.languages import locale_of


def long_date(day: date, tag: str) -> str:
    """Return a day as it is written out in the language `tag` (BCP 47): “November 1, 2026”, « 1er novembre 2026 »."""
    text = format_date(day, "long", locale=locale_of(tag))
    # Babel 2.18 writes “1 novembre”; in French the first of a month is one (Banque de dépannage linguistique, OQLF).
    return re.sub(r"^1(?=\s)", "1er", text) if tag.startswith("fr") else text
