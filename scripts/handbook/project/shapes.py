"""What a value of a TOML file may be: the words in which settings, facts, vocabulary, terms and more are declared.

A shape is a function that says whether a value is right, made of smaller ones: ``list_of(one_of(("html", "pdf")))``. A
`Declaration` is a table of them, by which `wrong_values` and `unknown_keys` judge a table of TOML.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from handbook.findings.phrase import Phrase
from handbook.texts.links import web_address_fault

Shape = Callable[[Any], bool]
# What is wrong in a table: the keys that lead to it, and the message.
Fault = tuple[tuple[str, ...], Phrase]
# key of a table -> (the shape of its value, what to say where it has another: with a gap for {key}, not worded yet)
Declaration = Mapping[str, tuple[Shape, Phrase]]


def of_type(kind: type) -> Shape:
    """A value of this type: ``str`` is a text, which may be empty."""
    return lambda value: type(value) is kind


def anything(value: Any) -> bool:
    """Any value at all."""
    return True


def is_text(value: Any) -> bool:
    """A text that says something."""
    return isinstance(value, str) and bool(value.strip())


def is_address(value: Any) -> bool:
    """The full address of a page on the web."""
    return isinstance(value, str) and not web_address_fault(value)


def is_day(value: Any) -> bool:
    """A text that is a day of the calendar, as ISO 8601 writes it."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def whole_number(least: int | None = None, step: int = 1) -> Shape:
    """A number without a fraction, no smaller than `least`, and a multiple of `step`."""
    return lambda value: type(value) is int and (least is None or value >= least) and not value % step


def matching(pattern: str) -> Shape:
    """A text that a regular expression describes from end to end."""
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def one_of(choices: Iterable[Any]) -> Shape:
    """One of these values. They are kept as a list: what is asked may have no hash."""
    listed = list(choices)
    return lambda value: value in listed


def either(*shapes: Shape) -> Shape:
    """What is right by one of these shapes at least."""
    return lambda value: any(is_right(value) for is_right in shapes)


def list_of(is_item: Shape, least: int = 0, most: float = float("inf")) -> Shape:
    """A list of such items, of a length between `least` and `most`."""
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(is_item, value))


def table_of(is_value: Shape, is_key: Shape = anything, least: int = 0) -> Shape:
    """A table of such values under keys that its writer chooses."""
    is_list = list_of(is_value, least)
    return lambda value: isinstance(value, dict) and all(map(is_key, value)) and is_list(list(value.values()))


def table_with(needed: Mapping[str, Shape], optional: Mapping[str, Shape] = {}, *, is_open: bool = False) -> Shape:
    """A table that has the keys `needed` and may have the `optional` ones; any others too where it `is_open`."""
    shapes = {**optional, **needed}
    return lambda value: (
        isinstance(value, dict)
        and needed.keys() <= value.keys()
        and (is_open or value.keys() <= shapes.keys())
        and all(is_right(value[key]) for key, is_right in shapes.items() if key in value)
    )


def texts_in(languages: Iterable[str], *, is_open: bool = False) -> Shape:
    """A table with a text in each of these languages; whatever else it holds is not looked at where it `is_open`."""
    return table_with(dict.fromkeys(languages, is_text), is_open=is_open)


def wrong_values(
    table: Mapping[str, Any], keys: Declaration, needed: Collection[str] = (), **values: object
) -> Iterator[Fault]:
    """Yield the values of a table that have another shape; a `needed` key that is missing is judged as None."""
    for name, (is_right, message) in keys.items():
        if (name in table or name in needed) and not is_right(table.get(name)):
            yield (name,), message.format(key=name, **values)


def unknown_keys(table: Mapping[str, Any], keys: Collection[str], message: Phrase, **values: object) -> Iterator[Fault]:
    """Yield the keys of a table that mean nothing; `message` has gaps for {key}, and for the {keys} that there are."""
    for name in sorted(table.keys() - set(keys)):
        yield (name,), message.format(key=name, keys=", ".join(keys), **values)
