"""Reads TOML with the line of each key, which reports need and tomllib does not give, and refuses misleading texts."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import Phrase, phrase
from handbook.texts.links import text_fault
from handbook.texts.text_files import SPELLING, TomlError, read_text, toml_values, unseen

# The most digits of a number, and the most tables in tables (ours need six).
_MOST_DIGITS, _MOST_NESTED = 15, 40


def text_faults(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Phrase, str]]:
    """Yield (keys, message, rule) for each text of a TOML file that readers would not see as it is.

    An escape can stand for any character, and keys are judged like values, since some are shown. Numbers of too many
    digits are faults as well, and lists and tables nested so deep that a recursive reader would fail.
    """
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while waiting:  # without recursion, which deep nesting would end
        keys, value = waiting.pop()
        texts = [value] if isinstance(value, str) else list(value) if isinstance(value, dict) else []
        for text in texts:
            if fault := unseen(text, but=SPELLING):
                yield keys, fault, "invisible"
            elif fault := text_fault(text):
                yield keys, fault, "address"
        if isinstance(value, int) and abs(value) >= 10**_MOST_DIGITS:
            yield keys, phrase("the number has more than {most} digits; shorten it", most=_MOST_DIGITS), "toml"
        if isinstance(value, dict | list) and len(keys) >= _MOST_NESTED:
            yield keys, phrase("lists or tables stand too deep in one another; make them fewer"), "toml"
        elif isinstance(value, dict | list):
            parts = value.items() if isinstance(value, dict) else enumerate(value)
            waiting += [((*keys, key), part) for key, part in parts]


_HEADER = re.compile(r"\s*+(\[\[?+)([^\]]++)\]")
_LONG_TEXT = re.compile(r'"{3}|\'{3}')
_KEY = re.compile(r"""\s*+((?:[\w-]++|"[^"]*+")(?:\s*+\.\s*+(?:[\w-]++|"[^"]*+"))*+)\s*+=""")

# The most parts of a key path whose line is noted.
_DEEPEST = 50


@dataclass(frozen=True, kw_only=True)
class Document:
    """A TOML file: its data, and the line of each key path such as ``("fact", 3, "evidence", "fr")``."""

    path: Path
    root: Path
    data: Mapping[str, Any]
    lines: Mapping[tuple[str | int, ...], int]

    def line(self, *keys: str | int) -> int:
        """Return the line of a key path, or of the nearest table around it whose line is known."""
        return self.lines.get(keys) or (self.line(*keys[:-1]) if keys else 1)

    def finding(self, keys: tuple[str | int, ...], message: Phrase, rule: str) -> Finding:
        return Finding(path=self._name, line=self.line(*keys), message=message, rule=rule)

    @cached_property
    def _name(self) -> str:
        return shown(self.path, self.root)


def read_toml(path: Path, root: Path) -> Document:
    """Read a TOML file of the project. Raises HandbookError when it is missing, not UTF-8 or malformed."""
    try:
        text = read_text(path, root)
        document = Document(path=path, root=root, data=toml_values(text), lines=_locate(text))
    except TomlError as error:
        finding = Finding(path=shown(path, root), line=error.line, message=error.message, rule="toml")
        raise HandbookError([finding]) from None
    if faults := [document.finding(keys, message, rule) for keys, message, rule in text_faults(document.data)]:
        raise HandbookError(faults)
    return document


def read_toml_if_any(path: Path, root: Path) -> Document:
    """Read a TOML file that a project need not have: one that is not there says nothing."""
    if path.exists() or path.is_symlink():
        return read_toml(path, root)
    return Document(path=path, root=root, data={}, lines={})


def _locate(text: str) -> dict[tuple[str | int, ...], int]:
    """Return the line of each header and each ``key =`` of a TOML text, by its path."""
    lines: dict[tuple[str | int, ...], int] = {}
    tables: Counter[tuple[str | int, ...]] = Counter()
    prefix: tuple[str | int, ...] = ()
    long_text: str | None = None  # the quotes of the text of several lines that is open
    for number, line in enumerate(text.splitlines(), 1):
        is_inside = long_text is not None
        for quotes in _LONG_TEXT.findall(line):
            long_text = quotes if long_text is None else None if quotes == long_text else long_text
        if is_inside:
            continue
        if header := _HEADER.match(line):
            prefix = _path(header[2].strip())
            if header[1] == "[[":
                tables[prefix] += 1
                prefix = (*prefix, tables[prefix] - 1)
            lines.setdefault(prefix, number)
        elif key := _KEY.match(line):
            path = _path(key[1])
            for length in range(1, len(path) + 1):
                lines.setdefault(prefix + path[:length], number)
    return lines


def _path(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip('"') for part in re.findall(r'"[^"]*"|[^."]+', dotted)[:_DEEPEST])
