"""What is written by hand in the facts files, held against the values: short texts, names, and the evidence.

A value is written once. Whatever repeats it in words, in any language, has to say what it is today: else a fact that is
changed in one place lives on in another.
"""

from collections.abc import Iterable, Iterator

from handbook.facts.model import Fact, Registry
from handbook.facts.normalise import numbers
from handbook.facts.placeholders import Placeholder, pieces
from handbook.facts.stated import numbers_in, regions_in, shows, states_quantity
from handbook.facts.wording import word
from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, phrase
from handbook.texts.located_toml import Document


def check_held(registry: Registry, documents: Iterable[Document]) -> Iterator[Finding]:
    """Yield what the facts files say of a value that is not so. `registry` holds the texts as they are written."""
    for document in documents:
        for index, table in enumerate(document.data.get("fact", ())):
            fact = registry.facts[table["id"]]
            for language in fact.evidence:
                for message in _faults_of_text(fact, registry, language):
                    yield document.finding(("fact", index, "text", language), message, "fact-text")
                if not shows(fact.evidence[language], fact, registry, language):
                    message = phrase(
                        "{fact}: the evidence does not show the value as it is, “{value}”; "
                        "quote the words of the page that tell it, or correct the value",
                        fact=fact.id,
                        value=word(fact, registry, language),
                    )
                    yield document.finding(("fact", index, "evidence", language), message, "fact-evidence")
        yield from _check_names(document, registry)


def _faults_of_text(fact: Fact, registry: Registry, language: str) -> Iterator[Phrase]:
    """Yield what is wrong with the short text of a fact in one language, if it has one."""
    if language not in fact.text:
        return
    text, place = fact.text[language], f"{fact.id}: text.{language}"
    try:
        parts = list(pieces(text))
    except ValueError:
        yield _brace(place, "value")
        return
    asked = [part for part in parts if isinstance(part, Placeholder)]
    if faults := list(_faults_of_placeholders(asked, place, fact.subject, registry, fact)):
        yield from faults
        return
    literal = " ".join(part for part in parts if isinstance(part, str))
    is_by_hand = not any(placeholder.is_own for placeholder in asked) and states_quantity(
        literal, fact, registry, language
    )
    if is_by_hand and not shows(text, fact, registry, language):
        yield phrase(
            "{place} does not show the value as it is, “{value}”; write {{value}} for what the value says",
            place=place,
            value=word(fact, registry, language),
        )
        return
    yield from _faults_beside(literal, place, fact, registry, language)


def _faults_beside(literal: str, place: str, fact: Fact, registry: Registry, language: str) -> Iterator[Phrase]:
    """Yield the numbers and regions that stand by hand in a text, and not in the value."""
    for number in sorted(set(numbers(literal)) - set(numbers_in(fact.value))):
        others = (other.id for other in _worded(fact.subject, registry) if number in numbers_in(other.value))
        if other := next(others, None):
            yield phrase(
                "{place} says {number}, which the value does not; write {{{fact}}}",
                place=place,
                number=number,
                fact=other,
            )
        else:
            yield phrase(
                "{place} says {number}, which the value does not; leave it out, or give it a fact of its own",
                place=place,
                number=number,
            )
    if fact.kind == "region-list":
        for name in regions_in(literal, registry, language, but=fact.value["regions"]):
            yield phrase(
                "{place} says “{region}”, which the value does not; leave it out, or add its code to the value",
                place=place,
                region=name,
            )


def _check_names(document: Document, registry: Registry) -> Iterator[Finding]:
    for key, forms in document.data.get("names", {}).items():
        for language, form in forms.items():
            place = f"names.{key}.{language}"
            for text in dict.fromkeys((form["text"], form.get("full", form["text"]))):
                for message in _faults_of_name(text, place, document, registry):
                    yield document.finding(("names", key, language), message, "name")


def _faults_of_name(text: str, place: str, document: Document, registry: Registry) -> Iterator[Phrase]:
    subject = document.path.stem
    try:
        asked = [part for part in pieces(text) if isinstance(part, Placeholder)]
    except ValueError:
        yield _brace(place, f"{subject}.…")
        return
    yield from _faults_of_placeholders(asked, place, subject, registry)


def _brace(place: str, key: str) -> Phrase:
    return phrase(
        "{place} has a brace that is no placeholder; write {{{key}}} for a value, and {{{{ for a brace",
        place=place,
        key=key,
    )


def _faults_of_placeholders(
    asked: Iterable[Placeholder], place: str, subject: str, registry: Registry, fact: Fact | None = None
) -> Iterator[Phrase]:
    """Yield what is wrong with the placeholders in a text of `fact`, or in a name: they need values that have words."""
    for placeholder in asked:
        source = fact if placeholder.is_own else registry.facts.get(placeholder.key)
        if source is None or source.subject != subject:
            ids = ", ".join(f"{{{other.id}}}" for other in _worded(subject, registry))
            yield phrase(
                "{place} asks for {asked}, and this file has no such fact; {remedy}",
                place=place,
                asked=placeholder,
                remedy=phrase("use one of {ids}", ids=ids) if ids else phrase("write the words"),
            )
        elif not _is_worded(source, registry):
            yield phrase(
                "{place} asks for {asked}, and only prose can tell a value of that kind ({kind}); write the words",
                place=place,
                asked=placeholder,
                kind=source.kind,
            )
        elif placeholder.language and placeholder.language not in source.evidence:
            yield phrase(
                "{place} asks for {asked}, and the handbook has no language “{language}”; correct it",
                place=place,
                asked=placeholder,
                language=placeholder.language,
            )


def _worded(subject: str, registry: Registry) -> list[Fact]:
    """Return the facts of a file whose values have words, which a placeholder may ask for."""
    return [fact for fact in registry.of_subject(subject) if _is_worded(fact, registry)]


def _is_worded(fact: Fact, registry: Registry) -> bool:
    return word(fact, registry, next(iter(fact.evidence))) is not None
