"""Placeholders: where the words of a facts file take a quantity or a name from the value in which it is written.

``{value}`` is the value of the fact itself, worded as the role ``{fact}`` words it, and ``{Value}`` the same with a
capital. ``{did.founded-year}`` is the value of another fact of the same file. A language after a colon words it in that
language: ``{did.name:fr}``. A brace that is meant as one is doubled. (Syntax: format strings of Python.)
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import Formatter

from handbook.facts.model import Fact, NameForm, Registry
from handbook.facts.wording import capitalized, word

VALUE, CAPITAL_VALUE = "value", "Value"


@dataclass(frozen=True, kw_only=True, slots=True)
class Placeholder:
    """A place for a value: `key` is ``value``, ``Value`` or a fact's id; `language` None where it is the text's own."""

    key: str
    language: str | None

    @property
    def is_own(self) -> bool:
        return self.key in (VALUE, CAPITAL_VALUE)

    def __str__(self) -> str:
        return f"{{{self.key}:{self.language}}}" if self.language else f"{{{self.key}}}"


def pieces(text: str) -> Iterator[str | Placeholder]:
    """Yield what `text` is made of, in order. Raises ValueError where a brace is left open or is none of ours."""
    for literal, key, language, conversion in Formatter().parse(text):
        if literal:
            yield literal
        if conversion:
            raise ValueError(f"!{conversion} is no part of a placeholder")
        if key is not None:
            yield Placeholder(key=key, language=language or None)


def filled(text: str, registry: Registry, language: str, fact: Fact | None = None) -> str:
    """Return a text of `fact` (or of a name, without one) as readers of `language` get it.

    What cannot be filled stays as it is written: `handbook.facts.held` refuses it.
    """
    try:
        parts = list(pieces(text))
    except ValueError:
        return text
    return "".join(part if isinstance(part, str) else _words(part, registry, language, fact) for part in parts)


def _words(place: Placeholder, registry: Registry, language: str, fact: Fact | None) -> str:
    source, language = fact if place.is_own else registry.facts.get(place.key), place.language or language
    words = word(source, registry, language) if source and language in source.evidence else None
    if words is None:
        return str(place)
    return capitalized(words) if place.key == CAPITAL_VALUE else words


def with_values(registry: Registry) -> Registry:
    """Return a registry as it is written with every placeholder of its texts and names filled."""
    facts = {
        key: replace(
            fact, text={language: filled(text, registry, language, fact) for language, text in fact.text.items()}
        )
        for key, fact in registry.facts.items()
    }
    names = {
        key: replace(name, forms={language: _form(form, registry, language) for language, form in name.forms.items()})
        for key, name in registry.names.items()
    }
    return replace(registry, facts=facts, names=names)


def _form(form: NameForm, registry: Registry, language: str) -> NameForm:
    return replace(form, text=filled(form.text, registry, language), full=filled(form.full, registry, language))
