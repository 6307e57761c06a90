"""Declares a setting once, with the field of a dataclass that it fills: what it may be, and what it is when left out.

``paper: str = must(one_of(PAPERS), phrase("paper must be one of …"), default="letter")``
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from handbook.findings.phrase import Phrase
from handbook.project.shapes import Shape

Table = Mapping[str, Any]
# Yields what is wrong with a value, in view of the whole table.
Judge = Callable[[Any, Table], Iterable[Phrase]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """How a key of a table fills a field: `faults` yields what is wrong with its value, `made` makes the field of it.

    Both get the value and the whole table. `usual` returns the value where the key is left out, if that takes
    more than the default of the field; a key that has neither is needed. Others are judged by a setting that
    `is_basic`: while it is wrong, by what `instead` returns, or as if it were left out. `key` is empty where it is the
    name of the field.
    """

    faults: Judge
    made: Callable[[Any, Table], Any] = lambda value, _: value
    usual: Callable[[Table], Any] | None = None
    is_basic: bool = False
    instead: Callable[[Table], Any] | None = None
    key: str = ""


def fills(faults: Judge, *, default: Any = MISSING, **others: Any) -> Any:
    """Return the field that a setting fills, with its default; `others` are of `Setting`."""
    metadata = {"setting": Setting(faults=faults, **others)}
    return field(metadata=metadata) if default is MISSING else field(default_factory=lambda: default, metadata=metadata)


def must(is_right: Shape, message: Phrase, more: Judge = lambda *_: (), **others: Any) -> Any:
    """Return the field of a setting that has a shape: `message` says what to write, `more` judges what has it."""
    return fills(lambda value, table: more(value, table) if is_right(value) else (message,), **others)


def keys_of(settings: type) -> dict[str, tuple[str, Setting, bool]]:
    """Return for each key, in the order of the fields, which field it fills, and how, and whether it is needed."""
    keys = {}
    for filled in fields(settings):
        how: Setting = filled.metadata["setting"]
        is_needed = how.usual is None and filled.default_factory is MISSING
        keys[how.key or filled.name] = filled.name, how, is_needed
    return keys


def faults_of(settings: type, table: Table) -> Iterator[tuple[str, Phrase]]:
    """Yield (key, message) for each value of a table that cannot fill its field.

    Where one that others are judged by is wrong, they are as with what it has instead, or as if it were left out; where
    it is needed, not at all.
    """
    for key, (_, how, is_needed) in keys_of(settings).items():
        messages = list(how.faults(table.get(key), table)) if is_needed or key in table else []
        yield from ((key, message.format(**{**message.values, "key": key})) for message in messages)
        if messages and how.is_basic:
            if is_needed:
                return
            table = {other: value for other, value in table.items() if other != key}
            if how.instead:
                table[key] = how.instead(table)


def fields_of(settings: type, table: Table) -> dict[str, Any]:
    """Return the fields that a table fills, in which nothing is wrong; those that have their default are left out."""
    keys = keys_of(settings)
    values = {**{key: how.usual(table) for key, (_, how, _) in keys.items() if how.usual}, **table}
    return {name: how.made(values[key], table) for key, (name, how, _) in keys.items() if key in values}
