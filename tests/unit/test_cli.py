"""Commands end with 0, 1 or 2, and with a line that says what to do; nothing that a person can cause is a traceback."""

import json

import pytest
from small_handbook import write

from handbook.build.pipeline import Report
from handbook.commands import cli
from handbook.commands.cli import CLEAN, FINDINGS, MISUSE


@pytest.fixture
def call(tree, monkeypatch, capsys):
    """Run a command in the small handbook, in which nothing is built."""

    def run(*arguments, folder=tree):
        monkeypatch.chdir(folder)
        try:
            code = cli.main(arguments)
        except SystemExit as end:
            code = end.code
        output, errors = capsys.readouterr()
        assert "Traceback" not in errors
        return code, output, errors

    return run


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "COMMAND"),
        (("publish",), "invalid choice"),
        (("build", "--output", "epub"), "html"),
        (("build", "--language", "de"), "no language de"),
        (("build", "--jobs", "many"), "jobs"),
        (("build", "--jobs", "0"), "jobs"),
        (("build", "--jobs", "-1"), "jobs"),
        (("check", "--report", "xml"), "json"),
        (("check", "spelling"), "spelling"),
        (("po",), "COMMAND"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_is_exit_2_and_says_what_is_right(call, arguments, words):
    """Before anything is built or read."""
    code, output, errors = call(*arguments)
    assert (code, output) == (MISUSE, "")
    assert words in errors


@pytest.mark.parametrize("command", ["check", "facts"])
def test_checking_before_a_build_says_so(call, command):
    """There is nothing to check."""
    code, _, errors = call(command)
    assert code == FINDINGS
    assert errors == "build/site:1: nothing is built yet; run make first [not-built]\n"


@pytest.mark.parametrize("command", [("build",), ("check",), ("facts",), ("po", "update")], ids=" ".join)
def test_outside_a_project_every_command_says_so(call, tmp_path, command):
    """The project is found from the working directory."""
    code, _, errors = call(*command, folder=tmp_path)
    assert code in (FINDINGS, MISUSE)
    assert "run the command inside a handbook project" in errors


@pytest.mark.parametrize("command", [("build",), ("po", "update")], ids=" ".join)
def test_findings_are_exit_1(call, tree, command):
    """One line each, on the error stream."""
    write(tree / "source/facts/maple.toml", "page =\n")
    (tree / "source/index.md").write_bytes(b"\xff")  # without a first page nothing is built
    code, output, errors = call(*command)
    assert (code, output) == (FINDINGS, "")
    assert errors.startswith("source/facts/maple.toml:1: ")
    assert all(line.endswith("]") for line in errors.splitlines())


def test_findings_before_a_check_come_in_the_form_that_was_asked_for(call):
    """A program that asked for JSON can read why there is nothing to check."""
    _, _, errors = call("check", "--report", "json")
    assert json.loads(errors)[0]["rule"] == "not-built"


def test_help_is_no_error(call):
    """Every command is listed."""
    code, output, _ = call("--help")
    assert code == CLEAN
    for command in ("build", "check", "facts", "po"):
        assert command in output


def test_a_bug_keeps_its_traceback(tree, monkeypatch):
    """Only what a person can cause is told without one."""
    monkeypatch.chdir(tree)
    monkeypatch.setattr("handbook.build.pipeline.build", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cli.main(["build"])


@pytest.mark.parametrize(
    ("outputs", "places"),
    [
        (("html",), "build/site"),
        (("pdf", "html"), "build/site"),
        (("print",), "build/print"),
        (("print", "pdf"), "build/site and build/print"),
    ],
    ids=" ".join,
)
def test_a_build_says_where_it_published(call, monkeypatch, outputs, places):
    """The print edition does not stand in the site."""
    monkeypatch.setattr("handbook.build.pipeline.build", lambda *_: Report(proofs=[], notices=[]))
    code, output, _ = call("build", *(word for output in outputs for word in ("--output", output)))
    assert code == CLEAN
    assert output.startswith(f"Published {places}: ")
