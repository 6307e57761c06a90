"""What languages are called and coded, after Unicode CLDR; whose customs they follow, and days in their words."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.findings.finding import HandbookError
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.lookup import OWN_LANGUAGE, usual_tag
from handbook.languages.writing import runs_left, script_of
from handbook.project.language_codes import TAG, languages_faults
from handbook.project.project import DOMAIN, Project
from handbook.project.settings import finding_at, read_settings

if TYPE_CHECKING:
    from babel import Locale

import re
from datetime import date

from babel.dates import format_date

from handbook.languages.lookup import language_of
from handbook.languages.typeset import spaced

# Codes of ISO 639 that stand for no language: one that is not coded, several, one that is not known, none.
_NO_LANGUAGE = {"mis", "mul", "und", "zxx"}


def check_languages(root: Path) -> None:
    """Raise HandbookError naming each language of the settings that is none, with what to do.

    Before the rest of them is asked for: nobody writes titles in a language that is none.
    """
    text, table = read_settings(root)
    if any(languages_faults(table.get("languages"))):
        return  # said by whoever reads the settings
    if findings := [finding_at(text, key, message) for key, message in _faults(root, table)]:
        raise HandbookError(findings)


def language_fault(language: str, native_names: Collection[str]) -> Phrase | None:
    """Return why pages cannot be in what a code stands for, or None where they can.

    `native_names` are the languages that the handbook itself names.
    """
    if language in _NO_LANGUAGE:
        return phrase("“{language}” is the code of no language; write that of yours", language=language)
    if (other := present_code(language)) != language:
        return phrase("“{language}” is written “{other}” today; write that", language=language, other=other)
    if not is_known(language) and language not in native_names:
        return phrase(
            'nobody knows the name of “{language}”; correct it, or add native_names = {{ {language} = "…" }}',
            language=language,
        )
    return None


def tag_fault(tag: str) -> Phrase | None:
    """Return which part of a well-formed BCP 47 tag stands for nothing, or None where each stands for something."""
    from babel import Locale

    english = Locale.parse(OWN_LANGUAGE)
    coded = {*english.scripts, *english.territories, *english.variants}
    parts = tag.partition("-x-")[0].split("-")[1:]
    extended = next((place for place, part in enumerate(parts) if len(part) == 1), len(parts))
    odd = [part for part in parts[:extended] if not {part, part.upper()} & coded]
    if not odd:
        return None
    return phrase("“{part}” in the tag “{tag}” is no script, region or variant; correct it", part=odd[0], tag=tag)


def _faults(root: Path, table: Mapping[str, Any]) -> Iterator[tuple[str, Phrase]]:
    """Yield (key, message) for what is wrong with the languages of ``[tool.handbook]``, taken as languages."""
    languages, names, tags = table["languages"], table.get("native_names"), table.get("tags")
    named = names if isinstance(names, dict) else {}
    yield from (("languages", fault) for code in languages if (fault := language_fault(code, named)))
    well_formed = [tag for tag in tags.values() if TAG.fullmatch(str(tag))] if isinstance(tags, dict) else []
    yield from (("tags", fault) for tag in well_formed if (fault := tag_fault(tag)))
    source = table.get("source_language", languages[0])
    if source in languages and len(languages) > 1 and _has_translations(root, source):
        message = phrase(
            "the pages are in “{language}”, yet locales/{language} holds translations of them; write source_language = "
            '"…" with the language that they are written in, or remove these',
            language=source,
        )
        yield "source_language" if "source_language" in table else "languages", message


def _has_translations(root: Path, language: str) -> bool:
    """Whether there are catalogues of pages in a language; that of our own strings is none of them."""
    folder = root / "locales" / language / "LC_MESSAGES"
    return any(path != folder / f"{DOMAIN}.po" for path in folder.rglob("*.po"))


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


def long_date(day: date, tag: str) -> str:
    """Return a day as it is written out in the language `tag` (BCP 47): “November 1, 2026”, « 1er novembre 2026 »."""
    text = format_date(day, "long", locale=locale_of(tag))
    first = language_of(tag).first_of_month
    return spaced(re.sub(r"^1(?=\s)", first, text) if first else text, tag)
