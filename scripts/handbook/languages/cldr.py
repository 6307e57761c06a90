"""What languages are called, in their own words and in others’, after Unicode CLDR; and whose customs they follow.

A project may say both itself, for a language that CLDR does not know: ``native_names`` and ``tags``.
"""

from functools import cache
from typing import TYPE_CHECKING

from handbook.languages.lookup import OWN_LANGUAGE, usual_tag
from handbook.languages.writing import runs_left, script_of
from handbook.project.project import Project

if TYPE_CHECKING:
    from babel import Locale


def native_name(project: Project, language: str) -> str:
    """Return a language's own name for itself as a menu shows it: “Français”."""
    name = project.native_names.get(language) or language_name(language, language)
    return name[:1].upper() + name[1:]


def language_name(language: str, speaks: str) -> str:
    """Return what a language is called in the language `speaks`, as within a sentence: “Spanish”, « espagnol »."""
    locale = _known_to_cldr(language)
    return (locale and locale.get_display_name(locale_of(speaks))) or language


def is_known(language: str) -> bool:
    """Whether CLDR knows a language."""
    return language_name(language, OWN_LANGUAGE) != language


def locale_of(tag: str) -> str:
    """Return the locale by which dates and numbers are written for a BCP 47 tag: ``fr_CA``, ``es_MX``.

    A region that CLDR does not know leaves the language, an unknown language that of the program.
    """
    tags = (usual_tag(tag), tag.partition("-")[0], usual_tag(OWN_LANGUAGE))
    return next(str(locale) for locale in map(_known_to_cldr, tags) if locale)


def present_code(language: str) -> str:
    """Return the code by which a language goes today: ``fr`` for ``fra``, ``he`` for ``iw``."""
    from babel.core import get_global

    code: str = get_global("language_aliases").get(language, language)
    return code.partition("_")[0]


def has_dates(tag: str) -> bool:
    """Whether CLDR names the months in the language of a BCP 47 tag, so that a date can be written out in it."""
    locale = _known_to_cldr(locale_of(tag).replace("_", "-"))
    return (
        locale is not None
        and locale.language == tag.partition("-")[0]
        and any(sign.isalpha() and sign != "M" for sign in locale.months["format"]["wide"][12])
    )


@cache
def month_names(tag: str) -> tuple[str, ...]:
    """Return the months as they stand in a date of the language of a BCP 47 tag."""
    # Here, since `make` speaks before there is any package.
    from babel import Locale

    months = Locale.parse(locale_of(tag)).months["format"]["wide"]
    return tuple(months[number] for number in range(1, 13))


@cache
def day_names(tag: str) -> tuple[str, ...]:
    """Return the days of the week, Monday first, as they stand in a date of the language of a BCP 47 tag."""
    from babel import Locale

    days = Locale.parse(locale_of(tag)).days["format"]["wide"]
    return tuple(days[number] for number in range(7))


@cache
def number_marks(tag: str) -> tuple[str, str] | None:
    """Return the marks of decimals and of groups in numbers of a language; None where CLDR does not know it."""
    locale = _known_to_cldr(locale_of(tag).replace("_", "-"))
    if locale is None or locale.language != tag.partition("-")[0]:
        return None
    symbols = locale.number_symbols.get("latn") or {}
    return symbols.get("decimal", "."), symbols.get("group", ",")


def is_right_to_left(project: Project, language: str) -> bool:
    """Whether a language is written from right to left, as CLDR knows or its own name shows."""
    if name := project.native_names.get(language):
        return runs_left(name)
    return script_of(project.tag(language)).is_right_to_left


def direction_of(project: Project, language: str) -> str:
    """Return the direction of a language as HTML and CSS call it: ``ltr`` or ``rtl``."""
    return "rtl" if is_right_to_left(project, language) else "ltr"


def is_private(language: str) -> bool:
    """Whether a language is for private use (ISO 639-2, qaa to qtz): a pseudo-language, which nobody reads."""
    return len(language) == 3 and "qaa" <= language <= "qtz"


def _known_to_cldr(tag: str) -> "Locale | None":
    """Return the locale of a tag, or None where CLDR has none."""
    # Here, since `make` speaks before there is any package.
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
