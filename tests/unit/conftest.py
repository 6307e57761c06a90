"""What unit tests share: the small handbook's tree, never built, and one fact made to measure."""

from pathlib import Path

import pytest
from small_handbook import write_small_handbook

from handbook.catalogs.writer import write
from handbook.facts.model import Fact
from handbook.findings.finding import HandbookError
from handbook.project.project import Project, load_project


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return the sources of the small handbook, which a test may damage."""
    return write_small_handbook(tmp_path / "petit guide")


@pytest.fixture
def project(tree: Path) -> Project:
    """Return the small handbook."""
    return load_project(tree)


@pytest.fixture
def mailed(tmp_path: Path):
    """Write a catalogue as it lies in somebody's folder of downloads."""

    def keep(entries, name="about (1).po"):
        path = tmp_path / name
        path.write_bytes(write(entries))
        return path

    return keep


@pytest.fixture
def refused():
    """Return the function that calls another and gives back the lines of the findings it raises."""

    def lines(function, *arguments):
        with pytest.raises(HandbookError) as raised:
            function(*arguments)
        return [str(finding) for finding in raised.value.findings]

    return lines


@pytest.fixture
def make_fact():
    """Return the function that makes a fact, of which a test names what it is about."""

    def make(**changes) -> Fact:
        defaults = {
            "id": "did.founded",
            "kind": "year",
            "value": {"year": 1970, "role": "founded"},
            "page": "agencies/did",
            "sources": ("page:1",),
            "evidence": {"en": "It was created in 1970", "fr": "Il a été créé en 1970"},
            "text": {},
            "topic": None,
            "path": Path("source/facts/did.toml"),
            "line": 3,
            "evidence_lines": {"en": 7, "fr": 8},
        }
        return Fact(**(defaults | changes))

    return make
