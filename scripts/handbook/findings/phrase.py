"""The messages of the program to its users: English sentences that can be translated when they are printed.

``phrase("{count} messages are new", count=3)`` is a string, the English sentence; it also keeps the message and its
values, so that `spoken` can return it in another language. The messages are extracted from the calls of `phrase`, whose
first argument is therefore always a literal; the translations are a part of the package (``languages/catalogues``).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from string import Formatter
from typing import Any, Self

# Returns a message of ours in some language; in English where there is no translation.
Translate = Callable[[str], str]

_LINE_END = re.compile(r"\s*\n\s*")


class Phrase(str):
    """A text in English that knows the message and the values of which it was made."""

    __slots__ = ("msgid", "values")

    msgid: str
    values: dict[str, Any]

    def __new__(cls, msgid: str, values: dict[str, Any]) -> Self:
        """Word `msgid` with `values`; a value of several lines is put on one, since a report line is one line."""
        on_one_line = {
            name: _LINE_END.sub(" ", value) if type(value) is str else value for name, value in values.items()
        }
        made = super().__new__(cls, msgid.format(**on_one_line) if on_one_line else msgid)
        made.msgid, made.values = msgid, on_one_line
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, dict[str, Any]]]:
        """Pickle message and values too, so that a phrase can be passed between processes."""
        return type(self), (self.msgid, self.values)

    def format(self, *_: object, **values: object) -> "Phrase":
        """Return the message with `values`, so that a message can be chosen first and get its values later."""
        return Phrase(self.msgid, dict(values))


def phrase(msgid: str, /, **values: object) -> Phrase:
    """Return a message of ours with its `values`; a value may be a phrase itself."""
    return Phrase(msgid, values)


def listed(parts: Iterable[str], separator: str = ", ") -> Phrase:
    """Return several texts, each of which may be a phrase, joined to one."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Phrase(separator.join(f"{{{name}}}" for name in values), values)


def some(parts: Sequence[str], most: int = 3) -> Phrase:
    """Return the first of several texts joined to one, with … where there are more."""
    return listed([*parts[:most], *(["…"] if parts[most:] else [])])


def spoken(text: object, translate: Translate) -> str:
    """Return a phrase in the language of `translate`, and any other text as it is."""
    if not isinstance(text, Phrase):
        return str(text)
    msgstr = translate(text.msgid)
    return (
        msgstr.format(**{name: spoken(value, translate) for name, value in text.values.items()})
        if text.values
        else msgstr
    )


def as_data(text: str) -> object:
    """Return a text as JSON can hold it: a phrase with what it was made of, so that it can still be said otherwise."""
    if not isinstance(text, Phrase):
        return text
    values = {name: as_data(value) if isinstance(value, str) else value for name, value in text.values.items()}
    return {"msgid": text.msgid, "values": values}


def as_phrase(data: Any) -> str:
    """Return the text of which `as_data` made `data`. Raises ValueError where a gap is no name, as in none of ours."""
    if not isinstance(data, dict):
        return str(data)
    for _, gap, form, conversion in Formatter().parse(data["msgid"]):
        if gap is not None and (not gap.isidentifier() or form or conversion):
            raise ValueError(gap)
    values = {name: as_phrase(value) if isinstance(value, dict) else value for name, value in data["values"].items()}
    return Phrase(data["msgid"], values)
