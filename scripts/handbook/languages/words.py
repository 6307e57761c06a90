"""The words of languages of which nothing else is written down: how they are stemmed, whether spaces divide them."""

from handbook.languages.model import Language

# The algorithms of Snowball that come with Sphinx in JavaScript, by ISO 639-1 code; Norwegian goes by three.
STEMMERS = {
    **{"ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "eo": "esperanto"},
    **{"es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "ga": "irish", "hi": "hindi"},
    **{"hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian"},
    **{"ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian"},
    **{"ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish"},
}
# Languages that write no space between two words.
_UNDIVIDED = frozenset({"bo", "dz", "ja", "km", "lo", "my", "th", "yue", "zh"})


def neutral(tag: str) -> Language:
    """Return a language that changes and refuses nothing, with what is known of its words."""
    base = tag.partition("-")[0]
    return Language(tag=tag, stemmer=STEMMERS.get(base), has_spaces=base not in _UNDIVIDED)
