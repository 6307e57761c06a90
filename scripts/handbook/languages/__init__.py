"""What languages are called, in their own words and in others’, after Unicode CLDR; and whose customs they follow.

A project may say both itself, for a language that CLDR does not know: ``native_names`` and ``tags``.
"""

from babel import Locale
from babel.core import UnknownLocaleError

from handbook.project import LANGUAGE_TAGS, SOURCE_LANGUAGE, Project


def native_name(project: Project, language: str) -> str:
    """Return a language's own name for itself as a menu shows it: “Français”."""
    name = project.native_names.get(language) or language_name(language, language)
    return name[:1].upper() + name[1:]


def language_name(language: str, speaks: str) -> str:
    """Return what a language is called in the language `speaks`, as within a sentence: “Spanish”, « espagnol »."""
    try:
        return Locale.parse(language).get_display_name(locale_of(speaks)) or language
    except (UnknownLocaleError, ValueError):
        return language


def is_known(language: str) -> bool:
    """Whether CLDR knows a language."""
    return language_name(language, SOURCE_LANGUAGE) != language


def locale_of(tag: str) -> str:
    """Return the locale by which dates and numbers are written for a BCP 47 tag: ``fr_CA``, ``es_MX``.

    A region that CLDR does not know leaves the language, an unknown language that of the pages.
    """
    for known in (LANGUAGE_TAGS.get(tag, tag), tag.partition("-")[0]):
        try:
            return str(Locale.parse(known, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return str(Locale.parse(LANGUAGE_TAGS[SOURCE_LANGUAGE], sep="-"))


def is_private(language: str) -> bool:
    """Whether a language is for private use (ISO 639-2, qaa to qtz): a pseudo-language, which nobody reads."""
    return len(language) == 3 and "qaa" <= language <= "qtz"
