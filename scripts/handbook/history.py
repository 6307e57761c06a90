"""When the handbook last changed: from SOURCE_DATE_EPOCH or git, never from the clock."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from handbook.finding import Finding
from handbook.git import ask_git
from handbook.phrase import Phrase, phrase
from handbook.project import Project

# What an edition is made of; a change elsewhere does not make a new one.
_CONTENT = ("source", "locales", "pyproject.toml")
# Begins the line of a commit in what git lists; no path begins so.
_COMMIT = "\x01"


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """The day and commit of an edition. Without a day, `reason` says why there is none."""

    day: date | None
    commit: str | None = None
    is_draft: bool = False
    reason: Phrase | None = None

    @property
    def finding(self) -> Finding | None:
        if self.reason is None:
            return None
        message = phrase(
            "{reason}, so editions and pages bear no date; use a full clone, or set SOURCE_DATE_EPOCH",
            reason=self.reason,
        )
        return Finding(path="source", line=1, message=message, rule="git-history")


def read_history(project: Project) -> History:
    """Return when the content last changed; uncommitted changes make it a draft."""
    if epoch := _epoch():
        return History(day=day_of(epoch), commit=_git(project, "rev-parse", "--short", "HEAD"))
    if _git(project, "rev-parse", "--is-shallow-repository") != "false":
        return History(day=None, reason=phrase("git has no full history of this folder"))
    stamp = _git(project, "log", "-1", "--format=%ct %h", "--", *_CONTENT)
    if not stamp:
        return History(day=None, is_draft=True, reason=phrase("nothing of the content is committed"))
    seconds, commit = stamp.split()
    is_draft = bool(_git(project, "status", "--porcelain", "--", *_CONTENT))
    return History(day=day_of(seconds), commit=commit, is_draft=is_draft)


def read_days(project: Project, history: History) -> Mapping[str, date | None]:
    """Return the day on which each file below ``source/`` and ``locales/`` last changed, by its path from the root.

    A file whose change is not committed has no day. Where SOURCE_DATE_EPOCH is set every file has the day that it
    says; where the edition has no day, none is known. Git is asked once for all files, not once for each.
    """
    if history.day is None:
        return {}
    files = [path.relative_to(project.root).as_posix() for path in _files(project)]
    if _epoch():
        return dict.fromkeys(files, history.day)
    # -c names what a merge has changed itself.
    names = ("--name-only", "--no-renames", "--relative", "-z")
    log = _git(project, "log", "-c", *names, f"--format={_COMMIT}%ct", "--", "source", "locales")
    changed = _git(project, "diff", *names, "HEAD", "--", "source", "locales")
    committed = _days_in(log or "")
    uncommitted = set((changed or "").split("\0"))
    return {file: None if file in uncommitted else committed.get(file) for file in files}


def _files(project: Project) -> list[Path]:
    folders = (project.source, project.locales)
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def _days_in(log: str) -> dict[str, date]:
    """Return the day of the newest commit that names each file, of what git lists newest first."""
    days: dict[str, date] = {}
    day = date.min
    for entry in log.split("\0"):
        name = entry.removeprefix("\n")
        if name.startswith(_COMMIT):
            day = day_of(name.removeprefix(_COMMIT))
        elif name:
            days.setdefault(name, day)
    return days


def day_of(seconds: str) -> date:
    """Return the day (UTC) of a time stamp in seconds, as git writes it."""
    return datetime.fromtimestamp(int(seconds), UTC).date()


def _epoch() -> str:
    """Return SOURCE_DATE_EPOCH (https://reproducible-builds.org), or nothing where it is no time stamp."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return epoch if epoch.isdigit() else ""


def _git(project: Project, *arguments: str) -> str | None:
    told = ask_git(project.root, *arguments)
    return None if told is None else told.decode("utf-8", errors="replace").strip()
