"""What may stand in a facts file: the keys, and for each kind of fact the shape of its neutral value."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from handbook.facts.normalise import normalise, numbers
from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, listed, phrase
from handbook.project.settings import is_text
from handbook.texts.located_toml import Document

# Shorter evidence could stand in a text by chance.
MIN_EVIDENCE = 15

FILE_KEYS = {"page", "not_known", "names", "fact"}
REQUIRED = {"id", "kind", "value", "sources", "evidence"}
OPTIONAL = {"topic", "text", "fields", "review_by", "derived", "note"}


def _is_tokens(value: Any) -> bool:
    """A neutral statement: a table of tokens, lists of tokens and flags; no prose of any language."""
    return isinstance(value, dict) and bool(value) and all(isinstance(v, str | bool | list) for v in value.values())


def _is_name(value: Any) -> bool:
    return bool(value) and (isinstance(value, str) or (isinstance(value, dict) and all(map(_is_name, value.values()))))


def _is_year(value: Any) -> bool:
    years = [value[key] for key in ("year", "decade") if key in value] if isinstance(value, dict) else []
    return len(years) == 1 and isinstance(years[0], int) and value.get("decade", 0) % 10 == 0 and "role" in value


def _is_count(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("n"), int) and value.get("op") in ("=", ">")


def _is_duration(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("n"), int)
        and value.get("unit") == "year"
        and value.get("qualifier", "equivalent") == "equivalent"
    )


def _is_region_list(value: Any) -> bool:
    if not isinstance(value, dict) or value.get("qualifier", "mainly") != "mainly":
        return False
    regions = value.get("regions")
    return isinstance(regions, list) and bool(regions) and all(isinstance(code, str) for code in regions)


_TOKENS = (_is_tokens, phrase("a table of neutral words, like {example}", example='{ gives = "expertise" }'))
# kind -> (is the value of that shape?, how to write it)
KINDS: Mapping[str, tuple[Callable[[Any], bool], Phrase]] = {
    "name": (_is_name, phrase('a text, like "DID", or one per language')),
    "year": (
        _is_year,
        phrase(
            "{year} or {decade}",
            year='{ year = 1970, role = "founded" }',
            decade='{ decade = 1960, role = "…" }',
        ),
    ),
    "count": (
        _is_count,
        phrase('{example}, where op is "=" or ">"', example='{ n = 700, op = ">", unit = "project" }'),
    ),
    "duration": (_is_duration, listed(['{ n = 90, unit = "year", qualifier = "equivalent" }'])),
    "region-list": (
        _is_region_list,
        phrase('{example}, with qualifier = "mainly" where the source says so', example='{ regions = ["002", "142"] }'),
    ),
    **dict.fromkeys(("legal-form", "form", "mission", "method", "relationship", "scope"), _TOKENS),
}


def check_fact(document: Document, index: int, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what is wrong with the `index`-th ``[[fact]]`` of a facts file, taken alone."""
    fact = document.data["fact"][index]
    where = ("fact", index)
    name = fact.get("id", f"fact {index + 1}")

    def wrong(key: str, message: Phrase, rule: str) -> Finding:
        named = phrase("{fact}: {message}", fact=name, message=message)
        return document.finding((*where, *key.split(".")), named, rule)

    keys = ", ".join(sorted(REQUIRED | OPTIONAL))
    for key in sorted(fact.keys() - REQUIRED - OPTIONAL):
        yield wrong(key, phrase("unknown key “{key}”; the keys are {keys}", key=key, keys=keys), "fact-key")
    for key in sorted(REQUIRED - fact.keys() - {"evidence"}):
        yield wrong(key, phrase("key “{key}” is missing; add it", key=key), "fact-key")
    if not isinstance(fact.get("id", ""), str) or not name.startswith(f"{document.path.stem}."):
        stem = document.path.stem
        yield wrong("id", phrase("the id must be a text that starts with “{file}” and a dot", file=stem), "fact-id")
    if "kind" in fact and fact["kind"] not in list(KINDS):
        message = phrase("unknown kind “{kind}”; use one of {kinds}", kind=fact["kind"], kinds=", ".join(KINDS))
        yield wrong("kind", message, "fact-kind")
    elif {"kind", "value"} <= fact.keys():
        is_shaped, shape = KINDS[fact["kind"]]
        if not is_shaped(fact["value"]):
            message = phrase("the value of a {kind} is written {shape}", kind=fact["kind"], shape=shape)
            yield wrong("value", message, "fact-value")
        elif not _is_in_every_language(fact, languages):
            message = phrase("the name needs a text in each of {languages}", languages=", ".join(languages))
            yield wrong("value", message, "fact-value")
    if "review_by" in fact and type(fact["review_by"]) is not date:  # a moment is a date, too, for Python
        yield wrong("review_by", phrase("review_by is a date, like 2028-01-31 without quotes"), "fact-value")
    sources = fact.get("sources", ["…"])
    if not (isinstance(sources, list) and sources and all(isinstance(each, str) for each in sources)):
        yield wrong("sources", phrase('sources is a list, like ["cmc-page:14"]'), "fact-source")
    if not isinstance(fact.get("topic", ""), str):
        message = phrase("topic is a text, the key of one of the topics of the vocabulary")
        yield wrong("topic", message, "fact-topic")
    fields = fact.get("fields", ["…"])
    if not (isinstance(fields, list) and fields and all(isinstance(each, str) for each in fields)):
        message = phrase('fields is a list of fields of the vocabulary, like ["housing"]')
        yield wrong("fields", message, "fact-field")
    if "text" in fact and not is_text_per_language(fact["text"], languages):
        message = phrase("text needs a wording in each of {languages}", languages=", ".join(languages))
        yield wrong("text", message, "fact-text")
    yield from _check_evidence(fact, languages, wrong)


def no_language(language: str) -> Phrase:
    """Return what is to be done with what is said in a language that the handbook does not have."""
    return phrase(
        "the handbook has no language “{language}”; begin it with handbook po new {language}, or remove this line",
        language=language,
    )


def _check_evidence(
    fact: Mapping[str, Any], languages: tuple[str, ...], wrong: Callable[[str, Phrase, str], Finding]
) -> Iterator[Finding]:
    evidence = fact.get("evidence")
    if not isinstance(evidence, dict):
        evidence = {}
    for language in sorted(evidence.keys() - set(languages)):
        yield wrong(f"evidence.{language}", no_language(language), "fact-key")
    for language in languages:
        quoted = evidence.get(language)
        if not isinstance(quoted, str) or not quoted.strip():
            message = phrase(
                "no evidence in “{language}”; add evidence.{language} = the phrase a reader finds on the page",
                language=language,
            )
            yield wrong(f"evidence.{language}", message, "fact-evidence")
        elif len(normalise(quoted)) < MIN_EVIDENCE:
            message = phrase(
                "the evidence is shorter than {least} characters; quote more of the sentence", least=MIN_EVIDENCE
            )
            yield wrong(f"evidence.{language}", message, "fact-evidence")
    phrases = {each: numbers(evidence[each]) for each in languages if isinstance(evidence.get(each), str)}
    if len(set(map(tuple, phrases.values()))) > 1:
        said = listed((_said(language, found) for language, found in phrases.items()), "; ")
        message = phrase("the evidence has not the same numbers in every language ({numbers})", numbers=said)
        yield wrong("evidence", message, "fact-number")
    for number in _numbers_of_value(fact):
        for language in (each for each, found in phrases.items() if number not in found):
            message = phrase("the evidence does not show the value's {number}", number=number)
            yield wrong(f"evidence.{language}", message, "fact-number")


def _said(language: str, found: Iterable[str]) -> Phrase:
    """Return the numbers that the evidence in a language has."""
    return phrase("{language}: {numbers}", language=language, numbers=", ".join(found) or phrase("none"))


def _numbers_of_value(fact: Mapping[str, Any]) -> list[str]:
    """Return the numbers that the evidence must show in digits (numbers below ten are written as words)."""
    value = fact.get("value")
    if value is None or fact.get("kind") not in ["year", "count", "duration"] or not KINDS[fact["kind"]][0](value):
        return []
    return [str(value[key]) for key in ("year", "decade", "n") if value.get(key, 0) >= 10]


def _is_in_every_language(fact: Mapping[str, Any], languages: tuple[str, ...]) -> bool:
    """Whether a name that differs between languages is given in each of them."""
    value = fact["value"]
    return fact["kind"] != "name" or not isinstance(value, dict) or value.keys() == set(languages)


def is_text_per_language(value: Any, languages: tuple[str, ...]) -> bool:
    """Whether a value is a table with a text for each language, and for no other."""
    if not isinstance(value, dict) or value.keys() != set(languages):
        return False
    return all(map(is_text, value.values()))
