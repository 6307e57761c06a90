"""Whether the languages that a handbook names are languages: their codes, and their tags, after Unicode CLDR."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.findings.finding import HandbookError
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.cldr import is_known, present_code
from handbook.languages.lookup import OWN_LANGUAGE
from handbook.project.project import DOMAIN
from handbook.project.settings import TAG, complaint_of_languages, finding_at, read_settings

# Codes of ISO 639 that stand for no language: one that is not coded, several, one that is not known, none.
_NO_LANGUAGE = {"mis", "mul", "und", "zxx"}


def check_languages(root: Path) -> None:
    """Raise HandbookError naming each language of the settings that is none, with what to do.

    Before the rest of them is asked for: nobody writes titles in a language that is none.
    """
    text, table = read_settings(root)
    if complaint_of_languages(table.get("languages")) is not None:
        return  # said by whoever reads the settings
    if found := [finding_at(text, key, message) for key, message in _faults(root, table)]:
        raise HandbookError(found)


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
    known = {*english.scripts, *english.territories, *english.variants}
    parts = tag.partition("-x-")[0].split("-")[1:]
    extended = next((place for place, part in enumerate(parts) if len(part) == 1), len(parts))
    odd = [part for part in parts[:extended] if not {part, part.upper()} & known]
    if not odd:
        return None
    return phrase("“{part}” in the tag “{tag}” is no script, region or variant; correct it", part=odd[0], tag=tag)


def _faults(root: Path, table: Mapping[str, Any]) -> Iterator[tuple[str, Phrase]]:
    """Yield (key, message) for what is wrong with the languages of ``[tool.handbook]``, taken as languages."""
    languages, names, tags = table["languages"], table.get("native_names"), table.get("tags")
    named = names if isinstance(names, dict) else {}
    yield from (("languages", fault) for each in languages if (fault := language_fault(each, named)))
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
