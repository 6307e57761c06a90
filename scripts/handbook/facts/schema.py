"""What may stand in a facts file: its keys, and for each kind of fact the shape of its neutral value."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from handbook.facts.normalise import normalise, numbers
from handbook.facts.source_passages import ARE_PASSAGES, LETTERS, WORDS
from handbook.facts.vocabulary import check_names
from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import Phrase, listed, phrase
from handbook.project import shapes
from handbook.project.language_codes import no_language
from handbook.project.palette import tone_fault
from handbook.project.project import Project
from handbook.project.shapes import Declaration, anything, either, list_of, of_type, one_of, table_of, table_with
from handbook.texts.located_toml import Document
from handbook.texts.text_files import is_too_long

# Shorter evidence could stand in a text by chance.
MIN_EVIDENCE = 15

# Keys, message, rule.
_Fault = tuple[tuple[str, ...], Phrase, str]
_UNKNOWN = phrase("unknown key “{key}”; the keys are {keys}")
FILE_KEYS = ("colour", "fact", "names", "not_known", "page")
NEEDED = ("id", "kind", "sources", "value")
JUDGED_APART = ("derived", "evidence", "note", "value")
# The rules that are not called after the key.
_RULES = {"fields": "fact-field", "review_by": "fact-value", "sources": "fact-source"}

_WORDS = shapes.matching("(?s).+")
_STRINGS = list_of(of_type(str), least=1)
_WHOLE, _NOT_THERE = shapes.whole_number(), one_of(())
_TOKENS = (
    table_of(either(of_type(str), of_type(bool), list_of(anything)), least=1),
    phrase("a table of neutral words, like {example}", example='{ gives = "expertise" }'),
)
# kind -> (the shape of its value, how to write it)
KINDS: Declaration = {
    "name": (either(_WORDS, table_of(_WORDS, least=1)), phrase('a text, like "DID", or one per language')),
    "year": (
        either(
            table_with({"year": _WHOLE, "role": anything}, {"decade": _NOT_THERE}, is_open=True),
            table_with({"decade": shapes.whole_number(step=10), "role": anything}, {"year": _NOT_THERE}, is_open=True),
        ),
        phrase(
            "{year} or {decade}",
            year='{ year = 1970, role = "founded" }',
            decade='{ decade = 1960, role = "…" }',
        ),
    ),
    "count": (
        table_with({"n": _WHOLE, "op": one_of(("=", ">"))}, is_open=True),
        phrase('{example}, where op is "=" or ">"', example='{ n = 700, op = ">", unit = "project" }'),
    ),
    "duration": (
        table_with({"n": _WHOLE, "unit": one_of(("year",))}, {"qualifier": one_of(("equivalent",))}, is_open=True),
        listed(['{ n = 90, unit = "year", qualifier = "equivalent" }']),
    ),
    "region-list": (
        table_with({"regions": _STRINGS}, {"qualifier": one_of(("mainly",))}, is_open=True),
        phrase('{example}, with qualifier = "mainly" where the source says so', example='{ regions = ["002", "142"] }'),
    ),
    **dict.fromkeys(("legal-form", "form", "mission", "method", "relationship", "scope"), _TOKENS),
}


def keys_of_a_fact(subject: str, languages: Sequence[str]) -> Declaration:
    """Declare the keys of a fact in the file of a subject, but for those that are judged apart."""
    return {
        "id": (
            shapes.matching(rf"(?s){re.escape(subject)}\..*"),
            phrase("the id must be a text that starts with “{file}” and a dot"),
        ),
        "kind": (one_of(KINDS), phrase("unknown kind “{kind}”; use one of {kinds}")),
        "review_by": (of_type(date), phrase("review_by is a date, like 2028-01-31 without quotes")),
        "sources": (_STRINGS, phrase('sources is a list, like ["cmc-page:14"]')),
        "topic": (of_type(str), phrase("topic is a text, the key of one of the topics of the vocabulary")),
        "figure": (of_type(bool), phrase("figure is true or false; true for the figure that a card shows")),
        "fields": (_STRINGS, phrase('fields is a list of fields of the vocabulary, like ["housing"]')),
        "text": (shapes.texts_in(languages), phrase("text needs a wording in each of {languages}")),
        "passage": (
            ARE_PASSAGES,
            phrase(
                "passage holds, for a source, at most {words} words and {letters} letters of it, like "
                'passage.cmc-page = "…"'
            ),
        ),
    }


def check_facts_file(document: Document, project: Project) -> Iterator[Finding]:
    """Yield what is wrong with a facts file, taken alone."""
    data, languages = document.data, project.languages
    for keys, message in shapes.unknown_keys(data, FILE_KEYS, _UNKNOWN):
        yield document.finding(keys, message, "fact-key")
    yield from _check_page(document, project)
    if list_of(table_of(anything))(data.get("fact", [])):
        for index, fact in enumerate(data.get("fact", ())):
            name = fact.get("id", f"fact {index + 1}")
            for keys, message, rule in _faults(fact, document.path.stem, languages):
                named = phrase("{fact}: {message}", fact=name, message=message)
                yield document.finding(("fact", index, *keys), named, rule)
    else:
        message = phrase("facts are a list of tables; begin each of them with [[fact]], in double brackets")
        yield document.finding(("fact",), message, "fact-key")
    if "not_known" in data and not shapes.texts_in(languages)(data["not_known"]):
        message = phrase(
            "not_known names, in each of {languages}, what nobody has found of this subject; write {example}",
            languages=", ".join(languages),
            example="not_known = { … }",
        )
        yield document.finding(("not_known",), message, "fact-text")
    if "colour" in data and (fault := tone_fault(data["colour"])):
        yield document.finding(("colour",), fault, "fact-colour")
    yield from check_names(document, project)


def _check_page(document: Document, project: Project) -> Iterator[Finding]:
    page = document.data.get("page")
    if not isinstance(page, str):
        message = phrase('no page; add page = "…" as the first line')
        yield document.finding((), message, "fact-page")
    elif is_too_long(project.page(page)):
        message = phrase("no file has as long a name as “{file}”; correct it", file=f"{page[:60]}…")
        yield document.finding(("page",), message, "fact-page")
    elif not project.page(page).is_file():
        path = shown(project.page(page), project.root)
        message = phrase("its page {path} does not exist; write it, or correct page", path=path)
        yield document.finding(("page",), message, "fact-page")


def _faults(fact: Mapping[str, Any], subject: str, languages: Sequence[str]) -> Iterator[_Fault]:
    """Yield what is wrong with a fact in the file of a subject, taken alone."""
    declared = keys_of_a_fact(subject, languages)
    for keys, message in shapes.unknown_keys(fact, sorted((*declared, *JUDGED_APART)), _UNKNOWN):
        yield keys, message, "fact-key"
    for key in sorted(set(NEEDED) - fact.keys()):
        yield (key,), phrase("key “{key}” is missing; add it", key=key), "fact-key"
    values = {"file": subject, "kind": fact.get("kind"), "kinds": ", ".join(KINDS), "languages": ", ".join(languages)}
    values |= {"words": str(WORDS), "letters": str(LETTERS)}
    for keys, message in shapes.wrong_values(fact, declared, needed=("id",), **values):
        yield keys, message, _RULES.get(keys[0], f"fact-{keys[0]}")
    if "value" in fact and fact.get("kind") in list(KINDS):
        for message in _value_faults(fact["kind"], fact["value"], languages):
            yield ("value",), message, "fact-value"
    yield from _evidence_faults(fact, languages)


def _value_faults(kind: str, value: Any, languages: Sequence[str]) -> Iterator[Phrase]:
    is_right, shape = KINDS[kind]
    if not is_right(value):
        yield phrase("the value of a {kind} is written {shape}", kind=kind, shape=shape)
    elif kind == "name" and isinstance(value, dict) and value.keys() != set(languages):
        yield phrase("the name needs a text in each of {languages}", languages=", ".join(languages))


def _evidence_faults(fact: Mapping[str, Any], languages: Sequence[str]) -> Iterator[_Fault]:
    """Yield what is wrong with the words of the page that show a fact: there, long enough, with the same numbers."""
    evidence = fact["evidence"] if isinstance(fact.get("evidence"), dict) else {}
    for language in sorted(evidence.keys() - set(languages)):
        yield ("evidence", language), no_language(language), "fact-key"
    for language in languages:
        quoted = evidence.get(language)
        if not isinstance(quoted, str) or not quoted.strip():
            message = phrase(
                "no evidence in “{language}”; add evidence.{language} = the phrase a reader finds on the page",
                language=language,
            )
            yield ("evidence", language), message, "fact-evidence"
        elif len(normalise(quoted)) < MIN_EVIDENCE:
            message = phrase(
                "the evidence is shorter than {least} characters; quote more of the sentence", least=MIN_EVIDENCE
            )
            yield ("evidence", language), message, "fact-evidence"
    shows = {language: numbers(evidence[language]) for language in languages if isinstance(evidence.get(language), str)}
    if len(set(map(tuple, shows.values()))) > 1:
        parts = (
            phrase("{language}: {numbers}", language=language, numbers=", ".join(digits) or phrase("none"))
            for language, digits in shows.items()
        )
        message = phrase(
            "the evidence has not the same numbers in every language ({numbers})", numbers=listed(parts, "; ")
        )
        yield ("evidence",), message, "fact-number"
    for number in _numbers_of_value(fact):
        for language in (language for language, digits in shows.items() if number not in digits):
            message = phrase("the evidence does not show the value's {number}", number=number)
            yield ("evidence", language), message, "fact-number"


def _numbers_of_value(fact: Mapping[str, Any]) -> list[str]:
    """Return the numbers that the evidence must show in digits (numbers below ten are written as words)."""
    value: Any = fact.get("value")
    if fact.get("kind") not in ["year", "count", "duration"] or not KINDS[fact["kind"]][0](value):
        return []
    return [str(value[key]) for key in ("year", "decade", "n") if value.get(key, 0) >= 10]
