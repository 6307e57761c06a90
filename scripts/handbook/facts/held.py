"""What is written by hand in the facts files, held against the values: short texts, names, and the evidence.

A value is written once. Whatever repeats it in words, in any language, has to say what it is today: else a fact that is
changed in one place lives on in another.
"""

from collections.abc import Iterable, Iterator

from handbook.facts.located import Document
from handbook.facts.model import Fact, Registry
from handbook.facts.normalise import numbers
from handbook.facts.placeholders import Placeholder, pieces
from handbook.facts.stated import numbers_in, regions_in, shows, states_quantity
from handbook.facts.wording import word
from handbook.finding import Finding


def check_held(registry: Registry, documents: Iterable[Document]) -> Iterator[Finding]:
    """Yield what the facts files say of a value that is not so. `registry` holds the texts as they are written."""
    for document in documents:
        for index, table in enumerate(document.data.get("fact", ())):
            fact = registry.facts[table["id"]]
            for language in fact.evidence:
                for message in _faults_of_text(fact, registry, language):
                    where = ("fact", index, "text", language)
                    yield document.finding(where, f"{fact.id}: text.{language} {message}", "fact-text")
                if not shows(fact.evidence[language], fact, registry, language):
                    shown = f"the evidence does not show the value as it is, “{word(fact, registry, language)}”"
                    message = f"{fact.id}: {shown}; quote the words of the page that tell it, or correct the value"
                    yield document.finding(("fact", index, "evidence", language), message, "fact-evidence")
        yield from _check_names(document, registry)


def _faults_of_text(fact: Fact, registry: Registry, language: str) -> Iterator[str]:
    """Yield what is wrong with the short text of a fact in one language, if it has one."""
    if language not in fact.text:
        return
    text = fact.text[language]
    try:
        parts = list(pieces(text))
    except ValueError:
        yield "has a brace that is no placeholder; write {value} for the value, and {{ for a brace"
        return
    places = [part for part in parts if isinstance(part, Placeholder)]
    if faults := [told for place in places if (told := _fault_of(place, fact.subject, registry, fact))]:
        yield from faults
        return
    literal = " ".join(part for part in parts if isinstance(part, str))
    is_by_hand = not any(place.is_own for place in places) and states_quantity(literal, fact, registry, language)
    if is_by_hand and not shows(text, fact, registry, language):
        words = word(fact, registry, language)
        yield f"does not show the value as it is, “{words}”; write {{value}} for what the value says"
        return
    for number in sorted(set(numbers(literal)) - set(numbers_in(fact.value))):
        others = (each.id for each in _worded(fact.subject, registry) if number in numbers_in(each.value))
        remedy = f"write {{{other}}}" if (other := next(others, None)) else "leave it out, or give it a fact of its own"
        yield f"says {number}, which the value does not; {remedy}"
    if fact.kind == "region-list":
        for phrase in regions_in(literal, registry, language, but=fact.value["regions"]):
            yield f"says “{phrase}”, which the value does not; leave it out, or add its code to the value"


def _check_names(document: Document, registry: Registry) -> Iterator[Finding]:
    for key, forms in document.data.get("names", {}).items():
        for language, form in forms.items():
            for text in dict.fromkeys((form["text"], form.get("full", form["text"]))):
                for message in _faults_of_name(text, document, registry):
                    yield document.finding(("names", key, language), f"the name {key!r} {message}", "name")


def _faults_of_name(text: str, document: Document, registry: Registry) -> Iterator[str]:
    try:
        places = [part for part in pieces(text) if isinstance(part, Placeholder)]
    except ValueError:
        yield f"has a brace that is no placeholder; write {{{document.path.stem}.…}} for a fact, and {{{{ for a brace"
        return
    for place in places:
        if fault := _fault_of(place, document.path.stem, registry, None):
            yield fault


def _fault_of(place: Placeholder, subject: str, registry: Registry, fact: Fact | None) -> str | None:
    """Return what is wrong with a placeholder in a text of `fact`, or in a name: it needs a value that has words."""
    source = fact if place.is_own else registry.facts.get(place.key)
    if source is None or source.subject != subject:
        places = ", ".join(f"{{{each.id}}}" for each in _worded(subject, registry))
        remedy = f"use one of {places}" if places else "write its words"
        return f"asks for {place}, and no fact of this file is called that; {remedy}"
    if not _is_worded(source, registry):
        return f"asks for {place}, and a {source.kind} has no wording of its own; write its words"
    if place.language and place.language not in source.evidence:
        return f"asks for {place}, and the handbook has no language {place.language!r}; correct it"
    return None


def _worded(subject: str, registry: Registry) -> list[Fact]:
    """Return the facts of a file whose values have words, which a placeholder may ask for."""
    return [fact for fact in registry.of_subject(subject) if _is_worded(fact, registry)]


def _is_worded(fact: Fact, registry: Registry) -> bool:
    return word(fact, registry, next(iter(fact.evidence))) is not None
