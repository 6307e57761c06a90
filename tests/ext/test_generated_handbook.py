"""The handbook that the benchmarks generate is one that the pipeline publishes, and Sphinx builds."""

import contextlib
import io

import pytest
from small_handbook import fingerprint
from sphinx.cmd.build import main as sphinx_build

from bench.generate import generate
from handbook.project.project import load_project

# An agency's page; the first page and the glossary have fewer.
MESSAGES_PER_PAGE = range(80, 93)


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """Generate a handbook of two agencies."""
    root = tmp_path_factory.mktemp("generated") / "handbook"
    generate(2, root)
    return root


@pytest.mark.parametrize("outputs", [["html"], pytest.param(["html", "pdf"], marks=pytest.mark.whole)], ids="-".join)
def test_it_is_published(generated, run, outputs):
    """It has no finding in either language and output."""
    outcome = run(generated, "build", *(f"--output={each}" for each in outputs))
    assert (outcome.code, outcome.errors.count("\n"), "[base-url]" in outcome.errors) == (0, 1, True)


def test_it_is_the_same_each_time(generated, tmp_path):
    """Two machines measure the same."""
    generate(2, tmp_path / "again")
    trees = [fingerprint(root / name) for name in ("source", "locales") for root in (generated, tmp_path / "again")]
    assert trees[0] == trees[1]
    assert trees[2] == trees[3]


def test_its_pages_have_as_many_messages_as_those_of_the_measurements(generated):
    """The figures of a page are those of the design: about 86 messages."""
    text = load_project(generated).catalogue("fr", "agencies/agency0001").read_text(encoding="utf-8")
    assert text.count("\nmsgid ") in MESSAGES_PER_PAGE


def test_Sphinx_builds_it(generated, tmp_path):
    """Whoever has nothing but Sphinx can build the tree, as it stands."""
    source = str(generated / "source")
    with contextlib.redirect_stderr(io.StringIO()):
        assert sphinx_build(["-q", "-b", "html", "-D", "language=fr", source, str(tmp_path / "html")]) == 0
    page = (tmp_path / "html/agencies/agency0001.html").read_text(encoding="utf-8")
    assert "créàtéd în" in page
