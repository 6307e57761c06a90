"""Comments of the program (``#.``) for translators: where a message stands, and what readers get for its roles.

The first is extracted with the message; the second is like ``{fact}`did.founded-year` → 1970``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from handbook.catalogs.entries import Entry
from handbook.facts.model import Registry
from handbook.facts.wording import word

_ROLE = re.compile(r"\{(fact|name)\}`([^`]+)`")


def annotated(
    entries: Sequence[Entry], contexts: Mapping[str, Sequence[str]], registry: Registry, language: str
) -> list[Entry]:
    """Return the entries of a catalogue with the comments of today; those of people stay.

    `contexts` are the comments that were extracted with each msgid.
    """
    commented = (
        (entry, (*contexts.get(entry.msgid, ()), *readings(entry.msgid, registry, language))) for entry in entries
    )
    return [entry if entry.extracted == lines else replace(entry, extracted=lines) for entry, lines in commented]


def readings(msgid: str, registry: Registry, language: str) -> Iterator[str]:
    """Yield a line for each fact or name of `msgid`: the role, and what a reader of `language` gets for it."""
    for role, target in dict.fromkeys(_ROLE.findall(msgid)):
        if text := reading(role, target, registry, language):
            yield f"{{{role}}}`{target}` → {text}"


def reading(role: str, target: str, registry: Registry, language: str) -> str | None:
    """Return what a reader of `language` gets for the role ``fact`` or ``name``, or None where there is nothing."""
    if role == "fact":
        return word(registry.facts[target], registry, language) if target in registry.facts else None
    key, _, style = target.partition(".")
    return registry.names[key].forms[language].styled(style) if key in registry.names else None
