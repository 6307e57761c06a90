"""The edition before this one, read from git: ``last_edition`` in ``[tool.handbook]`` names its commit or tag."""

import io
import subprocess
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

from handbook.facts.model import LastEdition, Registry
from handbook.facts.registry import load_published_registry
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
