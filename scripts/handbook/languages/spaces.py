"""The spaces that a language wants: texts may be written with plain ones, and get others where no line may break."""

from handbook.languages.language import NoBreakSpaces
from handbook.languages.lookup import language_of

NBSP, NARROW = "\u00a0", "\u202f"


def spaced(text: str, tag: str, before: str = "") -> str:
    """Return a text with the spaces that the language of a BCP 47 tag wants. `before` is what stands in front of it."""
    spaces = language_of(tag).spaces
    return text if spaces is None else _set(text, spaces, before)


def _set(text: str, spaces: NoBreakSpaces, before: str) -> str:
    for pattern in spaces.narrow:
        text = pattern.sub(NARROW, text)
    for pattern in spaces.plain:
        text = pattern.sub(NBSP, text)
    # A role or a link may end just before: « plus de 700 » in one node, « projets » in the next.
    if before:
        joins = spaces.counts if before[-1].isdigit() else spaces.joins
        for space, join in ((NARROW, spaces.narrow_joins), (NBSP, joins)):
            if join and join.match(text):
                text = space + text[1:]
    return text
