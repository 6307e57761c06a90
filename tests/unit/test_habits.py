"""What is meant to run by itself does: lint before the tests, hooks before a commit."""

import os
import shlex
import subprocess

import pytest
import yaml
from small_handbook import ROOT

VENV = ROOT / ".venv/bin"
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]


def would_run(target):
    """Return the commands that `make` would run for a target."""
    alone = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "--no-print-directory", "--dry-run", target]
    done = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def linters():
    """Return the commands of `make lint`, without the set-up."""
    return [line for line in would_run("lint") if "environment.py" not in line]


def test_the_tests_begin_with_lint():
    """What is seen in a second is not waited for behind what takes minutes."""
    commands = would_run("test")
    assert any(command.startswith(".venv/bin/ruff check") for command in linters())
    assert any(command.startswith(".venv/bin/ruff format --check") for command in linters())
    [tests] = [place for place, command in enumerate(commands) if " -m pytest " in command]
    assert all(command in commands[:tests] for command in linters())


def test_hooks_fetch_nothing_and_run_what_lint_runs():
    """From the environment of the project, in the versions of the lock."""
    assert [repository["repo"] for repository in HOOKS] == ["local"]
    hooks = HOOKS[0]["hooks"]
    assert {hook["language"] for hook in hooks} == {"system"}
    entries = [shlex.split(hook["entry"]) for hook in hooks]
    assert all((ROOT / program).is_file() for program, *_ in entries)
    checked = [" ".join(entry).removesuffix(" --force-exclude") for entry in entries]
    assert {line for line in linters() if "mypy" not in line} <= set(checked)
    assert ".venv/bin/handbook po format --check" in checked


def spelled(folder, name, text):
    """Write a page into a folder and return what typos says of it, with the words of this project."""
    page = folder / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")
    command = [VENV / "typos", "--config", ROOT / "_typos.toml", "--format", "brief", "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("docs/editors.md", "The adress of a page.", "adress"),
        ("source/index.md", "A movment of members.", "movment"),
        ("scripts/handbook/build/pipeline.py", "# recieve", "recieve"),
        ("docs/editors.md", "« Notre adresse », says the page.", ""),
        ("docs/traduire.md", "Notre adresse.", ""),
        ("CONTRIBUTING.md", "The page.\n\n## En français\n\nNotre adresse.", ""),
        ("source/facts/did.toml", 'fr = "l’adresse"\nen = { fr = "adresse" }', ""),
        ("source/facts/did.toml", 'fr = "l’adresse"\nen = "the adress"', "adress"),
        ("locales/fr/LC_MESSAGES/index.po", 'msgstr "l’adresse"', ""),
    ],
)
def test_english_is_spelled_and_french_is_left_alone(tmp_path, name, text, word):
    """French has rules of its own, in `handbook po check`."""
    said = spelled(tmp_path, name, text)
    assert f"`{word}`" in said if word else said == ""
