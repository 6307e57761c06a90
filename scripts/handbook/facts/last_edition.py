"""What is new since the last edition, whose commit ``last_edition`` names: its facts are read from git."""

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.facts.model import Fact, LastEdition, Registry
from handbook.facts.registry import load_published_registry
from handbook.facts.wording import short_text
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
from handbook.history.last_changes import day_of
from handbook.project.project import Project


def read_last_edition(project: Project) -> LastEdition | None:
    """Return the last edition, or None where the project names none. Raises HandbookError when git does not have it."""
    name = project.last_edition
    if name is None:
        return None
    try:
        seconds = _git(project, "log", "-1", "--format=%ct", name, "--").decode()
        source = project.source.relative_to(project.root).as_posix()
        before = _facts_in(_git(project, "archive", "--format=zip", name, "--", source), project)
    except (OSError, subprocess.CalledProcessError, zipfile.BadZipFile):
        message = phrase(
            "git has no edition “{name}” with facts; name the commit or tag of an edition, and use a full clone",
            name=name,
        )
        raise HandbookError([Finding(path="pyproject.toml", line=1, message=message, rule="last-edition")]) from None
    except HandbookError as error:
        message = phrase(
            "the facts of “{name}” cannot be read as facts are written today ({reason})",
            name=name,
            reason=error.findings[0].message,
        )
        raise HandbookError([Finding(path="pyproject.toml", line=1, message=message, rule="last-edition")]) from None
    return LastEdition(day=day_of(seconds), registry=before)


def _facts_in(archive: bytes, project: Project) -> Registry:
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            files.extractall(folder)
        return load_published_registry(replace(project, root=Path(folder)))


def _git(project: Project, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=project.root, capture_output=True, check=True).stdout


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A fact as it was told before and as it is now; None where it was, or is, not told."""

    before: Fact | None
    now: Fact | None

    @property
    def subject(self) -> str:
        fact = self.now or self.before
        assert fact  # one of the two is there, else nothing has changed
        return fact.subject


@dataclass(frozen=True, kw_only=True, slots=True)
class WordedChange:
    """A change as a reader is told of it: about whom, and a few words for what was and what is."""

    subject: str
    before: str | None
    now: str | None


def changes(before: Registry, now: Registry) -> Iterator[Change]:
    """Yield the facts whose value differs, in the order of today's; another wording of the same value is no change."""
    for key in [*now.facts, *(key for key in before.facts if key not in now.facts)]:
        change = Change(before=before.facts.get(key), now=now.facts.get(key))
        if change.before is None or change.now is None or change.before.value != change.now.value:
            yield change


def told_changes(now: Registry, language: str) -> Iterator[WordedChange]:
    """Yield what has changed since the last edition in the words of a language."""
    before = now.last_edition.registry if now.last_edition else now
    for change in changes(before, now):
        name = now.names.get(change.subject) or before.names.get(change.subject)
        yield WordedChange(
            subject=name.forms[language].text if name else change.subject,
            before=_in_few_words(change.before, before, language) if change.before else None,
            now=_in_few_words(change.now, now, language) if change.now else None,
        )


def _in_few_words(fact: Fact, registry: Registry, language: str) -> str:
    """Return a fact in a few words of `language`: those of the panel, else the phrase that proves it."""
    return short_text(fact, registry, language) or fact.evidence[language]
