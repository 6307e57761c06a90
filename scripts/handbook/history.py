"""When the handbook last changed: from SOURCE_DATE_EPOCH or git, never from the clock."""

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime

from handbook.finding import Finding
from handbook.project import Project

# What an edition is made of; a change elsewhere does not make a new one.
_CONTENT = ("source", "locales", "pyproject.toml")


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """The day and commit of an edition. Without a day, `reason` says why there is none."""

    day: date | None
    commit: str | None = None
    is_draft: bool = False
    reason: str | None = None

    @property
    def finding(self) -> Finding | None:
        if self.reason is None:
            return None
        message = f"{self.reason}, so the editions bear no date; use a full clone, or set SOURCE_DATE_EPOCH"
        return Finding(path="source", line=1, message=message, rule="git-history")


def read_history(project: Project) -> History:
    """Return when the content last changed; uncommitted changes make it a draft."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return History(day=day_of(epoch), commit=_git(project, "rev-parse", "--short", "HEAD"))
    if _git(project, "rev-parse", "--is-shallow-repository") != "false":
        return History(day=None, reason="git has no full history of this folder")
    stamp = _git(project, "log", "-1", "--format=%ct %h", "--", *_CONTENT)
    if not stamp:
        return History(day=None, is_draft=True, reason="nothing of the content is committed")
    seconds, commit = stamp.split()
    is_draft = bool(_git(project, "status", "--porcelain", "--", *_CONTENT))
    return History(day=day_of(seconds), commit=commit, is_draft=is_draft)


def day_of(seconds: str) -> date:
    """Return the day (UTC) of a time stamp in seconds, as git writes it."""
    return datetime.fromtimestamp(int(seconds), UTC).date()


def _git(project: Project, *arguments: str) -> str | None:
    """Return what git prints, or None where it fails or is not installed."""
    try:
        done = subprocess.run(["git", *arguments], cwd=project.root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
