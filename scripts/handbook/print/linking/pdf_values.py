"""Values of a PDF as text and references, so that objects can be given other numbers without reading what is written.

A reference is known by its type, before anything is written: a text that looks like one stays a text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import pydyf

# What an object is written as: text, the number of an object that is referred to, or a blank as [kind, number].
Part = str | int | list[str | int]

_REFERENCE = re.compile(rb"(\d+) 0 R")


class Blank(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """Stands in an object for what is known only when a file is linked: the `number` of something of a `kind`."""

    def __init__(self, kind: str, number: int) -> None:
        super().__init__()
        self.kind, self.number_of_kind = kind, number

    @property
    def data(self) -> bytes:
        raise RuntimeError(f"the blank {self.kind} {self.number_of_kind} was written before the file was linked")


def parts_of(value: object) -> list[Part]:
    """Return what a value of pydyf is written as; neighbouring texts are one."""
    parts: list[Part] = []
    for is_text, run in groupby(_parts(value), key=lambda part: isinstance(part, str)):
        together = list(run)
        parts += ["".join(map(str, together))] if is_text else together
    return parts


def _parts(value: object) -> Iterable[Part]:
    if isinstance(value, Blank):
        yield [value.kind, value.number_of_kind]
    elif isinstance(value, Mapping):
        yield "<<"
        for key, inner in value.items():
            yield f"/{key} "
            yield from _parts(inner)
        yield ">>"
    elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
        yield "["
        for place, inner in enumerate(value):
            yield " " if place else ""
            yield from _parts(inner)
        yield "]"
    elif isinstance(value, bytes) and (reference := _REFERENCE.fullmatch(value)):
        yield int(reference[1])
    else:
        # The one public way to have pydyf write a value that is no object: an array that holds nothing else.
        yield pydyf.Array([value]).data[1:-1].decode("latin-1")


def reference_in(value: bytes) -> int:
    """Return the number of the object that a reference refers to."""
    return int(value.split()[0])
