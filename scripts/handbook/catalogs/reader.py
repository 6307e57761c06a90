"""Reads a ``.po`` file into messages that know their line."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from handbook.finding import Finding, HandbookError, shown
from handbook.reading import read_text


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One entry of a catalogue: the source text, its translation, and the line of its ``msgid``."""

    msgid: str
    msgstr: str
    is_fuzzy: bool
    line: int

    @property
    def is_done(self) -> bool:
        """Whether readers may see the translation: it is there and nobody has doubts about it."""
        return bool(self.msgstr) and not self.is_fuzzy


def read_catalogue(path: Path, root: Path) -> Catalog:
    """Parse a catalogue. Raises HandbookError naming the line that is not UTF-8 or not PO syntax."""
    text = read_text(path, root)
    try:
        return read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = int(match[1]) if (match := re.search(r"on (\d+)", str(error))) else getattr(error, "lineno", 0) + 1
        message = f"not a valid catalogue: {error}; mend this entry"
        raise HandbookError([Finding(path=shown(path, root), line=line, message=message, rule="po-syntax")]) from None


def messages(catalogue: Catalog) -> Mapping[str, Message]:
    """Return the entries of a catalogue by msgid, without its header."""
    return {
        entry.id: Message(msgid=entry.id, msgstr=str(entry.string or ""), is_fuzzy=entry.fuzzy, line=entry.lineno or 1)
        for entry in catalogue
        if entry.id
    }
