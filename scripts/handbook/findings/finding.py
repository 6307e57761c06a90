"""The one report line of every command, and the one exception for what a user can cause."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

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
