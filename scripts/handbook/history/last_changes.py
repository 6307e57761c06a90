"""When the handbook last changed: from SOURCE_DATE_EPOCH or git, never from the clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, phrase
from handbook.history.git import ask_git, distrusted_repository, uncommitted_files
from handbook.machine.needs import LAST_SECOND, source_date_epoch
from handbook.project.page_names import CONTENT, content_files, is_content
from handbook.project.project import Project

# Begins the line of a commit in what git lists; no path begins so.
_COMMIT = "\x01"


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """The day and commit of an edition. Without a day, `reason` says why there is none.

    `uncommitted` are the files that are not as `commit` has them: None where git cannot tell. `is_draft` is whether
    readers are told so.
    """

    day: date | None
    commit: str | None = None
    is_draft: bool = False
    reason: Phrase | None = None
    uncommitted: frozenset[str] | None = field(default=frozenset(), repr=False)

    @property
    def differs(self) -> bool | None:
        """Whether the files are others than those of `commit`; None where nobody can tell."""
        return None if self.uncommitted is None else bool(self.uncommitted)

    @property
    def finding(self) -> Finding | None:
        """Why there is no day, or no commit, for whoever publishes."""
        if self.reason is None:
            return None
        return Finding(path="source", line=1, message=self.reason, rule="git-history")


def read_history(project: Project) -> History:
    """Return when the content last changed; uncommitted changes make it a draft.

    With SOURCE_DATE_EPOCH the day is the one that was set, and readers are told of no draft: a page has the same bytes
    wherever it is made.
    """
    root = project.root
    is_shallow = _git(project, "rev-parse", "--is-shallow-repository")
    if is_shallow is None and (repository := distrusted_repository(root)):
        return _distrusted(repository)
    changed = None if is_shallow is None else uncommitted_files(root, *CONTENT)
    uncommitted = None if changed is None else frozenset(filter(is_content, changed))
    if (epoch := source_date_epoch()) is not None:
        commit = None if is_shallow is None else _git(project, "rev-parse", "--short", "HEAD")
        return History(day=day_of(epoch), commit=commit, uncommitted=uncommitted)
    if is_shallow != "false":
        return _dateless(phrase("git has no full history of this folder"), uncommitted)
    stamp = _git(project, "log", "-1", "--format=%ct %h", "--", *CONTENT)
    if not stamp:
        return _dateless(phrase("nothing of the content is committed"), frozenset(CONTENT))
    if uncommitted is None:
        return _dateless(phrase("git cannot compare the files with the last commit"), None)
    seconds, commit = stamp.split()
    return History(day=day_of(seconds), commit=commit, is_draft=bool(uncommitted), uncommitted=uncommitted)


def _dateless(reason: Phrase, uncommitted: frozenset[str] | None) -> History:
    message = phrase(
        "{reason}, so editions and pages bear no date; use a full clone, or set SOURCE_DATE_EPOCH", reason=reason
    )
    return History(day=None, is_draft=bool(uncommitted), reason=message, uncommitted=uncommitted)


def _distrusted(repository: str) -> History:
    epoch = source_date_epoch()
    message = phrase(
        "git does not look into {folder}, which belongs to somebody else, so nothing is known of its commits; if you"
        " trust it: git config --global --add safe.directory {folder}",
        folder=repository,
    )
    return History(day=None if epoch is None else day_of(epoch), reason=message, uncommitted=None)


def read_days(project: Project, history: History) -> Mapping[str, date | None]:
    """Return the day on which each file below ``source/`` and ``locales/`` last changed, by its path from the root.

    A file whose change is not committed has no day. Where SOURCE_DATE_EPOCH is set every file has the day that it
    says; where the edition has no day, none is known. Git is asked once for all files, not once for each.
    """
    if history.day is None:
        return {}
    files = [path.relative_to(project.root).as_posix() for path in content_files(project)]
    files = [file for file in files if "/" in file]
    if source_date_epoch() is not None:
        return dict.fromkeys(files, history.day)
    # -c names what a merge has changed itself.
    names = ("--name-only", "--no-renames", "--relative", "-z")
    log = _git(project, "log", "-c", *names, f"--format={_COMMIT}%ct", "--", "source", "locales")
    committed = _days_in(log or "")
    return {file: None if file in (history.uncommitted or ()) else committed.get(file) for file in files}


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


def day_of(seconds: int | str) -> date:
    """Return the day (UTC) of a time stamp in seconds, as git writes it; git keeps some that are of no day."""
    return datetime.fromtimestamp(min(max(int(seconds), 0), LAST_SECOND), UTC).date()


def _git(project: Project, *arguments: str) -> str | None:
    output = ask_git(project.root, *arguments)
    return None if output is None else output.decode("utf-8", errors="replace").strip()
