"""Findings and how they are reported: as lines for a person, as JSON, for GitHub. And the exception that holds them."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from handbook.findings.phrase import Phrase, Translate, phrase, spoken

# What a command returns: all is well, something is wrong, it was used wrongly.
CLEAN, FINDINGS, MISUSE = 0, 1, 2


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Finding:
    """Something that is wrong: where it is, what it is and how to mend it, and the rule by which it was found."""

    path: str
    line: int
    message: str
    rule: str

    def __post_init__(self) -> None:
        """Escape what a name of a file could do to a terminal, or to the line."""
        object.__setattr__(self, "path", printable(self.path))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} [{self.rule}]"


class HandbookError(Exception):
    """What a user can cause, and mend. ``cli.main`` catches it, and prints its findings without a traceback."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(set(findings))
        super().__init__("\n".join(map(str, self.findings)))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the findings too, so that they can be passed between processes."""
        return type(self), (self.findings,), self.__dict__


def printable(name: str) -> str:
    """Return the name of a file with an escape for each character that cannot be shown, bytes that are no UTF-8 too."""
    if name.isprintable():
        return name
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in name)


def excerpt(text: str, most: int = 60) -> str:
    """Return `text` as reports quote it: on one line, and cut off with … after `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def shown(path: Path, root: Path) -> str:
    """Return `path` as reports print it: relative to the project when it lies inside, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def under(name: Path, folder: Path, findings: Iterable[Finding], root: Path) -> list[Finding]:
    """Return `findings` with the path `name`, by which people know a folder, in place of the path `folder`."""
    inside, outside = f"{shown(folder, root)}/", f"{shown(name, root)}/"
    return [
        replace(finding, path=outside + finding.path.removeprefix(inside))
        if finding.path.startswith(inside)
        else finding
        for finding in findings
    ]


# The most findings of one kind that are all shown; where there are more, only so many first ones are.
_MANY, _FIRST = 20, 10
# The same of findings that say the very same, each of another place.
_MANY_EQUAL, _FIRST_EQUAL = 5, 3


def _text(findings: list[Finding]) -> str:
    return "\n".join(map(str, findings))


def _summed_up(findings: list[Finding]) -> list[Finding]:
    """Return as many findings as a person can read: of too many of one kind, the first and the number of the others."""
    equal = _counted(findings, lambda finding: (finding.rule, str(finding.message)), _MANY_EQUAL, _FIRST_EQUAL)
    return _counted(equal, lambda finding: (finding.rule, _sentence(finding.message)), _MANY, _FIRST)


def _sentence(message: str) -> str:
    """Return a message without its values."""
    return message.msgid if isinstance(message, Phrase) else message


def _counted(findings: list[Finding], kind_of: Callable[[Finding], object], many: int, first: int) -> list[Finding]:
    """Return the findings; of a kind that has more than `many`, the `first` ones, and a line that counts the others."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(kind_of(finding), []).append(finding)
    listed, seen = [], Counter[object]()
    for finding in findings:
        kind = kind_of(finding)
        seen[kind] += 1
        if len(groups[kind]) <= many or seen[kind] <= first:
            listed.append(finding)
        elif seen[kind] == first + 1:
            rest = groups[kind][first:]
            message = phrase(
                "… and {count} more like it (files: {files})",
                count=len(rest),
                files=len({other.path for other in rest}),
            )
            listed.append(replace(finding, message=message))
    return listed


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
    """Return `findings` in one of FORMATS, in the language of `translate`; an empty text where there are none."""
    if form == "text":
        findings = _summed_up(list(findings))
    return FORMATS[form]([replace(finding, message=spoken(finding.message, translate)) for finding in findings])
