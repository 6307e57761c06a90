"""How ``[tool.handbook]`` writes languages: as codes of ISO 639, under which all is kept, and as tags of BCP 47."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handbook.findings.phrase import Phrase, phrase
from handbook.languages.lookup import usual_tag
from handbook.project.shapes import list_of, of_type

# A language as ISO 639 writes it.
LANGUAGE = re.compile("[a-z]{2,3}")
# RFC 5646: language, script, region, variants, extensions, private use.
TAG = re.compile(
    "([a-z]{2,3})(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    "((?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)(-x(?:-[a-z0-9]{1,8})+)?"
)


def no_language(language: str) -> Phrase:
    """Return what is to be done with what stands there in a language that the handbook does not have."""
    return phrase(
        "the handbook has no language “{language}”; begin it with handbook po new {language}, or remove this line",
        language=language,
    )


def languages_faults(languages: Any) -> Iterator[Phrase]:
    """Yield why a value is no list of codes of languages."""
    if not list_of(of_type(str), least=1)(languages):
        yield phrase('languages must be a list of one or more languages, like ["en", "fr"]')
    elif odd := [code for code in languages if not LANGUAGE.fullmatch(code)]:
        yield code_fault(odd[0], languages[: languages.index(odd[0])])
    elif len(set(languages)) < len(languages):
        yield phrase("a language stands twice; keep it once")


def code_fault(text: str, languages: Sequence[str]) -> Phrase:
    """Return what to write instead of a text that is no code of a language, beside others of a handbook.

    It may be a tag, which tells the region.
    """
    tag = _in_usual_case(text)
    base = tag.partition("-")[0]
    if not TAG.fullmatch(tag) or "-" not in tag:
        return phrase(
            "“{language}” is no language; write its two or three letters of ISO 639, like fr, and its region in tags",
            language=text,
        )
    if any(other.partition("-")[0] == base for other in languages):
        return phrase(
            "“{text}” is a tag, and “{language}” is there already; write a code for private use, like qaa, with its "
            "tag and name: {settings}",
            text=text,
            language=base,
            settings=f'tags = {{ qaa = "{tag}" }}, native_names = {{ qaa = "…" }}',
        )
    return phrase(
        "“{text}” is a tag; write “{language}” here, and {settings} below it",
        text=text,
        language=base,
        settings=f'tags = {{ {base} = "{tag}" }}',
    )


def tag_faults(tags: Mapping[str, str], languages: Sequence[str]) -> Iterator[Phrase]:
    """Yield what is wrong with the tags of languages: their form, their language, or that two languages have one."""
    for language, tag in tags.items():
        if not TAG.fullmatch(tag):
            yield _form_of_tag(tag)
        # A code for private use may stand for a language whose own code cannot be the name of a folder.
        elif tag.partition("-")[0] != language and not "qaa" <= language <= "qtz":
            yield phrase(
                "the tag “{tag}” is not one of “{language}”, for it does not begin with that; correct it",
                tag=tag,
                language=language,
            )
            return
    by_tag: dict[str, str] = {}
    for language in languages:
        tag = tags.get(language) or usual_tag(language)
        other = by_tag.setdefault(tag, language)
        if other != language:
            yield phrase(
                "“{first}” and “{second}” have the same tag “{tag}”; give each its own, with its region",
                first=other,
                second=language,
                tag=tag,
            )


def _form_of_tag(tag: str) -> Phrase:
    """Return how a tag that is not well-formed is written, as far as that can be seen."""
    usual = TAG.fullmatch(_in_usual_case(tag))
    if usual and not usual["variants"]:
        return phrase("the tag “{tag}” is written “{usual}”; write that", tag=tag, usual=usual[0])
    return phrase(
        "“{tag}” is no tag of a language; write it like es, es-MX, zh-Hant or zh-Hant-TW, as BCP 47 does", tag=tag
    )


def _in_usual_case(tag: str) -> str:
    """Return a tag with its parts in the case, and with the hyphens, that BCP 47 writes."""
    first, *rest = tag.replace("_", "-").lower().split("-")
    parts, is_extended = [first], False
    for part in rest:
        is_extended |= len(part) == 1
        case = str.lower if is_extended else {2: str.upper, 4: str.capitalize}.get(len(part), str.lower)
        parts.append(case(part))
    return "-".join(parts)
