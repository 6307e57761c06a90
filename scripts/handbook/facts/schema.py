"""What may stand in a facts file: the keys, and for each kind of fact the shape of its neutral value."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from handbook.facts.located import Document
from handbook.facts.normalise import normalise, numbers
from handbook.finding import Finding
from handbook.settings import is_text

# Shorter evidence could stand in a text by chance.
MIN_EVIDENCE = 15

FILE_KEYS = {"page", "names", "fact"}
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


_TOKENS = (_is_tokens, 'a table of neutral words, like { gives = "expertise" }')
# kind -> (is the value of that shape?, how to write it)
KINDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "name": (_is_name, 'a text, like "DID", or one per language'),
    "year": (_is_year, '{ year = 1970, role = "founded" } or { decade = 1960, role = "…" }'),
    "count": (_is_count, '{ n = 700, op = ">", unit = "project" }, where op is "=" or ">"'),
    "duration": (_is_duration, '{ n = 90, unit = "year", qualifier = "equivalent" }'),
    "region-list": (
        _is_region_list,
        '{ regions = ["002", "142"] }, with qualifier = "mainly" where the source says so',
    ),
    **dict.fromkeys(("legal-form", "form", "mission", "method", "relationship", "scope"), _TOKENS),
}


def check_fact(document: Document, index: int, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what is wrong with the `index`-th ``[[fact]]`` of a facts file, taken alone."""
    fact = document.data["fact"][index]
    where = ("fact", index)
    name = fact.get("id", f"fact {index + 1}")

    def wrong(key: str, message: str, rule: str) -> Finding:
        return document.finding((*where, *key.split(".")), f"{name}: {message}", rule)

    for key in sorted(fact.keys() - REQUIRED - OPTIONAL):
        yield wrong(key, f"unknown key {key!r}; the keys are {', '.join(sorted(REQUIRED | OPTIONAL))}", "fact-key")
    for key in sorted(REQUIRED - fact.keys() - {"evidence"}):
        yield wrong(key, f"key {key!r} is missing; add it", "fact-key")
    if not isinstance(fact.get("id", ""), str) or not name.startswith(f"{document.path.stem}."):
        yield wrong("id", f"the id must be a text that starts with {document.path.stem!r} and a dot", "fact-id")
    if "kind" in fact and fact["kind"] not in list(KINDS):
        yield wrong("kind", f"unknown kind {fact['kind']!r}; use one of {', '.join(KINDS)}", "fact-kind")
    elif {"kind", "value"} <= fact.keys():
        is_shaped, shape = KINDS[fact["kind"]]
        if not is_shaped(fact["value"]) or not _is_in_every_language(fact, languages):
            yield wrong("value", f"the value of a {fact['kind']} is written {shape}", "fact-value")
    if "review_by" in fact and type(fact["review_by"]) is not date:  # a moment is a date, too, for Python
        yield wrong("review_by", "review_by is a date, like 2028-01-31 without quotes", "fact-value")
    sources = fact.get("sources", ["…"])
    if not (isinstance(sources, list) and sources and all(isinstance(each, str) for each in sources)):
        yield wrong("sources", 'sources is a list, like ["cmc-page:14"]', "fact-source")
    if not isinstance(fact.get("topic", ""), str):
        yield wrong("topic", "topic is a text, the key of one of the topics of the vocabulary", "fact-topic")
    fields = fact.get("fields", ["…"])
    if not (isinstance(fields, list) and fields and all(isinstance(each, str) for each in fields)):
        yield wrong("fields", 'fields is a list of fields of the vocabulary, like ["housing"]', "fact-field")
    if "text" in fact and not _is_text_per_language(fact["text"], languages):
        yield wrong("text", f"text needs a wording in each of {', '.join(languages)}", "fact-text")
    yield from _check_evidence(fact, languages, wrong)


def _check_evidence(
    fact: Mapping[str, Any], languages: tuple[str, ...], wrong: Callable[[str, str, str], Finding]
) -> Iterator[Finding]:
    evidence = fact.get("evidence")
    if not isinstance(evidence, dict):
        evidence = {}
    for language in sorted(evidence.keys() - set(languages)):
        yield wrong(f"evidence.{language}", f"the handbook has no language {language!r}; remove this line", "fact-key")
    for language in languages:
        phrase = evidence.get(language)
        if not isinstance(phrase, str) or not phrase.strip():
            message = f"no evidence in {language!r}; add evidence.{language} = the phrase a reader finds on the page"
            yield wrong(f"evidence.{language}", message, "fact-evidence")
        elif len(normalise(phrase)) < MIN_EVIDENCE:
            message = f"the evidence is shorter than {MIN_EVIDENCE} characters; quote more of the sentence"
            yield wrong(f"evidence.{language}", message, "fact-evidence")
    phrases = {each: numbers(evidence[each]) for each in languages if isinstance(evidence.get(each), str)}
    if len(set(map(tuple, phrases.values()))) > 1:
        told = "; ".join(f"{language}: {', '.join(found) or 'none'}" for language, found in phrases.items())
        yield wrong("evidence", f"the evidence has not the same numbers in every language ({told})", "fact-number")
    for number in _numbers_of_value(fact):
        for language in (each for each, found in phrases.items() if number not in found):
            yield wrong(f"evidence.{language}", f"the evidence does not show the value's {number}", "fact-number")


def _numbers_of_value(fact: Mapping[str, Any]) -> list[str]:
    """Return the numbers that the evidence must show in digits (numbers below ten are written as words)."""
    value = fact.get("value")
    if fact.get("kind") not in ["year", "count", "duration"] or not KINDS[fact["kind"]][0](value):
        return []
    return [str(value[key]) for key in ("year", "decade", "n") if value.get(key, 0) >= 10]


def _is_in_every_language(fact: Mapping[str, Any], languages: tuple[str, ...]) -> bool:
    """Whether a name that differs between languages is given in each of them."""
    value = fact["value"]
    return fact["kind"] != "name" or not isinstance(value, dict) or value.keys() == set(languages)


def _is_text_per_language(value: Any, languages: tuple[str, ...]) -> bool:
    if not isinstance(value, dict) or value.keys() != set(languages):
        return False
    return all(map(is_text, value.values()))
