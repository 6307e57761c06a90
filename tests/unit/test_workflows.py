"""GitHub’s workflows run commands that exist, with as few rights as they need, and deliver what the program writes."""

import json
import os
import re
import subprocess
import tomllib

import pytest
import yaml
from known_commands import is_known
from small_handbook import ROOT

from handbook.findings.finding import Finding, report

FOLDER = ROOT / ".github"
WORKFLOWS = sorted(FOLDER.glob("workflows/*.yml"))
ACTIONS = sorted(FOLDER.glob("actions/*/action.yml"))
COMMAND = re.compile(r"^ *(\.venv/bin/handbook .+|make .+?)$", re.MULTILINE)
PINNED = re.compile(r"^[\w-]+/[\w-]+@[0-9a-f]{40}$")


def read(path):
    """Return a file of YAML, in which the key ``on`` is no truth value."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def jobs(path):
    """Return the jobs of a workflow."""
    return read(path)["jobs"].values()


def steps(path):
    """Return the steps of a workflow, or of an action."""
    whole = read(path)
    return whole["runs"]["steps"] if "runs" in whole else [step for job in jobs(path) for step in job["steps"]]


def commands(path):
    """Return the commands of ours that the steps run."""
    return [line for step in steps(path) for line in COMMAND.findall(step.get("run", ""))]


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=lambda path: path.stem)
def test_every_command_exists(path):
    """With its options; and what is no command of ours is a script of the project."""
    assert [command for command in commands(path) if not is_known(command)] == []
    for step in steps(path):
        if step.get("run", "").startswith("."):
            assert (ROOT / step["run"].split()[0]).exists() or COMMAND.match(step["run"])
        if step.get("uses", "").startswith("."):
            assert (ROOT / step["uses"] / "action.yml").is_file()


def test_commands_are_found():
    """Else the test above would have nothing to look at."""
    found = [command for path in WORKFLOWS for command in commands(path)]
    assert ".venv/bin/handbook po check --report github --language-of-messages fr" in found
    assert found.count("make po") == 3


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=lambda path: path.stem)
def test_actions_of_others_are_pinned(path):
    """By a commit, which nobody can move."""
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert [each for each in used if not each.startswith("./") and not PINNED.match(each)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_as_little_as_it_needs(path):
    """Only what commits on the main branch may write, and it never runs for a pull request."""
    whole = read(path)
    assert whole["permissions"] == {}
    writes = any("write" in job["permissions"].values() for job in jobs(path))
    assert writes == (path.stem in ("catalogues", "links"))
    assert not (writes and "pull_request" in whole["on"])
    assert "pull_request_target" not in whole["on"]
    assert all(int(job["timeout-minutes"]) <= 60 for job in jobs(path))
    assert "concurrency" in whole


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=lambda path: path.stem)
def test_nothing_that_others_write_becomes_a_command(path):
    """Titles and names of branches come from strangers; a script gets them as variables, if at all."""
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


def would_run(*targets):
    """Return the lines that `make` would run for some targets."""
    environ = {name: value for name, value in os.environ.items() if name != "COVERAGE"}
    command = ["make", "--dry-run", *targets]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_every_test_runs_in_continuous_integration():
    """What `make test` leaves out, by its mark, is run by a command of `.ci/run`: whole, in the same way."""
    pytests = {}
    for line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines():
        if line.startswith("make "):
            for command in would_run(line.removeprefix("make ")):
                name, _, marks = command.partition(" -m pytest ")[2].partition(" -m ")
                pytests.setdefault(name, []).append(marks)
    pytests.pop("")
    [marks] = pytests.values()
    assert marks == ['"not whole"', "whole"]


def test_a_pull_request_is_shown_the_proof_and_the_site():
    """From where the program writes them, even when there are findings."""
    path = FOLDER / "workflows/translation.yml"
    delivered = {step["with"]["name"]: step for step in steps(path) if "upload-artifact" in step.get("uses", "")}
    assert {name: step["with"]["path"] for name, step in delivered.items()} == {
        "proof": "build/reports/proof-*",
        "site": "build/site",
    }
    assert all(step["if"].startswith("${{ !cancelled()") for step in delivered.values())


def test_coverage_is_measured_on_the_tests_that_run_anyway_where_it_is_asked_for():
    """Each run of pytest is then one of coverage, and nothing else of it changes."""
    for target in ("test", "whole"):
        plain, measured = (
            [line for line in would_run(*words) if " -m pytest " in line]
            for words in ([target], [target, "COVERAGE=1"])
        )
        assert measured == [line.replace(" -m pytest ", " -m coverage run -m pytest ") for line in plain] != plain
    assert any(line.endswith("coverage report") for line in would_run("coverage"))


def test_every_python_that_the_project_names_is_tested():
    """From the oldest that it asks for, with which all is proven, to the newest that it says it runs with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [name.removeprefix("Programming Language :: Python :: ") for name in project["classifiers"]]
    others = read(FOLDER / "workflows/handbook.yml")["jobs"]["others"]["strategy"]["matrix"]["python"]
    oldest = read(FOLDER / "actions/set-up/action.yml")["inputs"]["python"]["default"]
    assert [oldest, *others] == named
    assert project["requires-python"] == f">={oldest}"


def test_git_is_there_with_its_history_wherever_pages_are_built():
    """Else each page would say that it changed today."""
    for name in ("handbook", "translation"):
        checkouts = [step for step in steps(FOLDER / f"workflows/{name}.yml") if "/checkout@" in step.get("uses", "")]
        assert checkouts
        assert all(step["with"] == {"fetch-depth": "0", "persist-credentials": "false"} for step in checkouts)


def test_a_finding_of_the_build_becomes_an_annotation():
    """The pattern knows the one line that every report consists of."""
    [matcher] = json.loads((FOLDER / "findings.json").read_text(encoding="utf-8"))["problemMatcher"]
    [pattern] = matcher["pattern"]
    finding = Finding(path="locales/fr/LC_MESSAGES/about.po", line=12, message="“a: b” is missing [1]", rule="no-text")
    match = re.match(pattern["regexp"], report([finding], "text"))
    assert match
    told = [match[pattern[part]] for part in ("file", "line", "message", "code")]
    assert told == [finding.path, "12", finding.message, finding.rule]
    assert not re.match(pattern["regexp"], "published build/site: 24 pages [3.5 s]")
