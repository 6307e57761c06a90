"""The one report line, for a person, a program or GitHub; the one exception for what a user can cause."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from handbook.findings.phrase import Translate, phrase, spoken

# What a command returns: all is well, something is wrong, it was used wrongly.
CLEAN, FINDINGS, MISUSE = 0, 1, 2


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Finding:
    """Something that is wrong: where it is, what it is with its remedy, and the rule that saw it."""

    path: str
    line: int
    message: str
    rule: str

    def __post_init__(self) -> None:
        """Let no name of a file write to a terminal, or divide the line."""
        object.__setattr__(self, "path", printable(self.path))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} [{self.rule}]"


class HandbookError(Exception):
    """Expected trouble. Only ``cli.main`` catches it, and prints its findings without a traceback."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(set(findings))
        super().__init__("\n".join(map(str, self.findings)))

    def __reduce__(self) -> tuple[object, ...]:
        """Let the findings travel between processes."""
        return type(self), (self.findings,), self.__dict__


def printable(name: str) -> str:
    """Return the name of a file with an escape for each character that cannot be shown, bytes that are no UTF-8 too."""
    if name.isprintable():
        return name
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in name)


def excerpt(text: str, most: int = 60) -> str:
    """Return the beginning of `text` as reports quote it: on one line, of `most` characters, … where it is cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def shown(path: Path, root: Path) -> str:
    """Return `path` as reports print it: relative to the project when it lies inside, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def under(name: Path, folder: Path, findings: Iterable[Finding], root: Path) -> list[Finding]:
    """Return `findings` with the paths below `folder` told as they are below `name`, by which people know it."""
    inside = f"{shown(folder, root)}/"
    return [
        replace(each, path=f"{shown(name, root)}/{each.path.removeprefix(inside)}")
        if each.path.startswith(inside)
        else each
        for each in findings
    ]


# Findings of one rule in one file that are shown, and how many of more.
_MANY, _FIRST = 100, 10


def _text(findings: list[Finding]) -> str:
    return "\n".join(map(str, findings))


def _summed_up(findings: list[Finding]) -> list[Finding]:
    """Return what a person can read: of very much that one rule says of one file, the beginning and how much more."""
    counts = Counter((finding.path, finding.rule) for finding in findings)
    seen: Counter[tuple[str, str]] = Counter()
    shown = []
    for finding in findings:
        kind = finding.path, finding.rule
        seen[kind] += 1
        if counts[kind] <= _MANY or seen[kind] <= _FIRST:
            shown.append(finding)
        elif seen[kind] == _FIRST + 1:
            message = phrase("and {count} more like these in this file", count=counts[kind] - _FIRST)
            shown.append(replace(finding, message=message))
    return shown


def _json(findings: list[Finding]) -> str:
    return json.dumps([asdict(finding) for finding in findings], indent=1, ensure_ascii=False)


def _github(findings: list[Finding]) -> str:
    """Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    return "\n".join(
        f"::error file={_escape(f.path, ',:')},line={f.line},title={_escape(f.rule, ',:')}::{_escape(f.message)}"
        for f in findings
    )


def _escape(text: str, more: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)


FORMATS = {"text": _text, "json": _json, "github": _github}


def report(findings: Iterable[Finding], form: str, translate: Translate = str) -> str:
    """Return `findings` in one of FORMATS, as `translate` says them; the empty text when there is nothing to say."""
    if form == "text":
        findings = _summed_up(list(findings))
    return FORMATS[form]([replace(finding, message=spoken(finding.message, translate)) for finding in findings])
