"""How far a command is: steps that it tells of as it goes, whoever shows them, and from whichever process."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What runs: facts and catalogues are loaded, pages read and written, PDFs printed, all checked and published."""

    LOAD = "load"
    READ = "read"
    WRITE = "write"
    PRINT = "print"
    CHECK = "check"
    PUBLISH = "publish"


@dataclass(frozen=True, kw_only=True, slots=True)
class Advance:
    """A stage of a language, or of all of them, has come so far: `done` of `total`, where it can be counted."""

    stage: Stage
    language: str | None = None
    done: int = 0
    total: int = 0


# Is called with each step.
Progress = Callable[[Advance], object]


def silent(step: Advance) -> None:
    """Tell nobody."""
