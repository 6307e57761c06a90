"""Conformance: a verdict on every file or none at all, and veraPDF only in the version that is known by its hash.

The reports are veraPDF 1.28.2's own, of plain WeasyPrint output and of what is no PDF, cut to what is read of them.
"""

import json
import re
import shlex
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from conformance import tools
from conformance.__main__ import main
from conformance.tools import VERAPDF, ConformanceError, fetch_jar, require, verapdf_command
from conformance.verapdf import BrokenRule, read_report

TABS = {
    "clause": "7.18.3",
    "testNumber": 1,
    "failedChecks": 339,
    "description": "Every page on which there is an annotation shall contain in its page dictionary the key Tabs",
    "checks": [
        {
            "status": "failed",
            "context": "root/document[0]/pages[0](6 0 obj PDPage)",
            "errorMessage": "A page with annotation(s) contains Tabs key with value null instead of S",
        }
    ],
}
NO_PDF = "Exception: Couldn't parse stream caused by exception: End of file is reached"


def job(path, *, passed=9860, failed=0, compliant=None, rules=()):
    """Return what veraPDF reports of a file it has looked at."""
    details = {"passedChecks": passed, "failedChecks": failed, "ruleSummaries": list(rules)}
    compliant = failed == 0 if compliant is None else compliant
    result = {"details": details, "compliant": compliant, "jobEndStatus": "normal"}
    return {"itemDetails": {"name": str(path), "size": 8}, "validationResult": [result]}


def report(*jobs):
    """Return a report of veraPDF."""
    return json.dumps({"report": {"buildInformation": {}, "jobs": list(jobs)}})


GOOD, BAD = Path("/site/good.pdf"), Path("/site/bad.pdf")


def test_verdicts_come_in_the_order_of_the_files():
    """Whatever order veraPDF took them in."""
    verdicts = read_report(report(job(BAD, failed=339, rules=[TABS]), job(GOOD)), "PDF/UA-1", [GOOD, BAD])
    assert [(each.path, each.standard, each.passed, each.failed) for each in verdicts] == [
        (GOOD, "PDF/UA-1", 9860, 0),
        (BAD, "PDF/UA-1", 9860, 339),
    ]
    assert verdicts[0].broken == ()
    assert verdicts[1].broken == (
        BrokenRule(
            clause="7.18.3-1",
            count=339,
            description="A page with annotation(s) contains Tabs key with value null instead of S",
            context="root/document[0]/pages[0](6 0 obj PDPage)",
        ),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (report(job(GOOD)), "no PDF/UA-1 verdict on /site/bad.pdf: it did not look at it"),
        (
            report(job(GOOD), {"itemDetails": {"name": str(BAD)}, "taskException": {"exceptionMessage": NO_PDF}}),
            f"no PDF/UA-1 verdict on /site/bad.pdf: {NO_PDF}",
        ),
        (report(job(GOOD), job(BAD, passed=0)), "contradicts itself on /site/bad.pdf: 0 checks passed"),
        (report(job(GOOD), job(BAD, compliant=False)), "contradicts itself on /site/bad.pdf"),
        (report(job(GOOD), job(BAD, failed=3, compliant=True)), "contradicts itself on /site/bad.pdf"),
        ("", "no report that can be read"),
        ("{}", "no report that can be read"),
        ('{"report": []}', "no report that can be read"),
        (report(job(GOOD), {"itemDetails": {"name": str(BAD)}, "validationResult": [{}]}), "can be read"),
    ],
    ids=["left-out", "no-pdf", "checked-nothing", "unlike", "alike", "silent", "empty", "other", "without-details"],
)
def test_no_verdict_is_no_success(text, why):
    """What veraPDF does not say is not taken for consent."""
    with pytest.raises(ConformanceError, match=re.escape(why)):
        read_report(text, "PDF/UA-1", [GOOD, BAD])


@pytest.fixture
def published(project, monkeypatch):
    """Return two published files, in a project that is the working folder."""
    downloads = project.site / "downloads"
    downloads.mkdir(parents=True)
    monkeypatch.chdir(project.root)
    monkeypatch.setattr("conformance.__main__.prepare_site", lambda project, environ: None)
    monkeypatch.setattr("conformance.__main__.check_site", lambda project, environ: [])
    monkeypatch.setattr("conformance.__main__.check_copies", lambda project, environ: [])
    monkeypatch.setattr("conformance.__main__.check_files", lambda project, environ: [])
    monkeypatch.setattr("conformance.__main__.check_inks", lambda project, environ: [])
    monkeypatch.setattr("conformance.__main__.check_languages", lambda project, environ: [])
    monkeypatch.setattr("conformance.__main__.check_servers", lambda project, environ: [])
    monkeypatch.setattr("conformance.__main__.check_other_browsers", lambda project, environ: [])
    paths = [downloads / "brochure-en.pdf", downloads / "cdf-en.pdf"]
    for path in paths:
        path.write_bytes(b"%PDF-1.7")
    return paths


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Return the function that puts a program in veraPDF's place, which says what it is told to and notes its words."""

    def install(text, code=0):
        said, asked, program = tmp_path / "said.json", tmp_path / "asked", tmp_path / "verapdf"
        said.write_text(text)
        program.write_text(
            f'#!/bin/sh\necho "$@" >> {shlex.quote(str(asked))}\ncat {shlex.quote(str(said))}\n'
            f"echo no memory >&2\nexit {code}\n"
        )
        program.chmod(0o755)
        monkeypatch.setenv("VERAPDF", str(program))
        return asked

    return install


def test_every_published_pdf_is_asked_about_once_per_standard(published, stand_in, capsys):
    """Leaflets too; a start of Java costs more than a file."""
    asked = stand_in(report(*(job(path) for path in published)))
    assert main([]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "brochure-en.pdf PDF/UA-1: 9,860 checks passed, 0 failed",
        "brochure-en.pdf PDF/A-2a: 9,860 checks passed, 0 failed",
        "cdf-en.pdf PDF/UA-1: 9,860 checks passed, 0 failed",
        "cdf-en.pdf PDF/A-2a: 9,860 checks passed, 0 failed",
    ]
    calls = asked.read_text().splitlines()
    assert [call.split()[:2] for call in calls] == [["-f", "ua1"], ["-f", "2a"]]
    assert all(call.endswith(f" {published[0]} {published[1]}") for call in calls)


def test_a_broken_rule_fails_and_is_told_with_its_first_place(published, stand_in, capsys):
    """One line per rule, however often it is broken."""
    stand_in(report(job(published[0]), job(published[1], failed=339, rules=[TABS])), code=1)
    assert main([]) == 1
    assert (
        "build/site/downloads/cdf-en.pdf:1: 339 × A page with annotation(s) contains Tabs key with value null instead"
        " of S; first: root/document[0]/pages[0](6 0 obj PDPage) [PDF/UA-1 7.18.3-1]"
    ) in capsys.readouterr().out.splitlines()


def test_files_can_be_named(published, stand_in, capsys):
    """To look at one of them alone."""
    stand_in(report(job(published[1])))
    assert main([str(published[1])]) == 0
    assert "brochure" not in capsys.readouterr().out


def test_nothing_published_is_no_success(project, monkeypatch, stand_in, capsys):
    """A build without PDFs does not conform: it has not been looked at."""
    stand_in(report())
    monkeypatch.chdir(project.root)
    assert main([]) == 2
    assert capsys.readouterr().err == "conformance: there is no PDF in build/site; build it first: make\n"


def test_a_named_file_that_is_absent_is_told(published, stand_in, capsys):
    """Before Java is started."""
    stand_in(report())
    assert main(["nowhere.pdf"]) == 2
    assert capsys.readouterr().err == "conformance: nowhere.pdf is not there; build it first: make\n"


def test_verapdf_that_breaks_down_fails(published, stand_in, capsys):
    """With what it said last."""
    stand_in("", code=8)
    assert main([]) == 2
    error = capsys.readouterr().err
    assert "(exit code 8)" in error
    assert error.endswith("no memory\n")


def test_verapdf_that_cannot_be_started_fails(published, tmp_path, monkeypatch, capsys):
    """Neither what is absent nor what is no program."""
    monkeypatch.setenv("VERAPDF", str(tmp_path / "absent"))
    assert main([]) == 2
    assert "is no file; name the program or the jar of veraPDF" in capsys.readouterr().err
    (tmp_path / "absent").write_bytes(b"no program")
    assert main([]) == 2
    assert "veraPDF could not be started" in capsys.readouterr().err


def test_outside_a_handbook_nothing_is_validated(tmp_path, monkeypatch, capsys):
    """It says where it has to be run."""
    monkeypatch.chdir(tmp_path)
    assert main([]) == 2
    assert "[project]" in capsys.readouterr().err


@pytest.fixture
def everything_runs(monkeypatch):
    """Take Java and Maven for present."""
    monkeypatch.setattr(tools, "_runs", lambda program: True)


@pytest.fixture
def maven(monkeypatch):
    """Return a Maven that brings `content` where `known` is expected, and the list of what it was asked for."""

    def make(content, known=b"veraPDF", code=0):
        jar = replace(VERAPDF, sha256=sha256(known).hexdigest())
        calls = []

        def run(*command):
            calls.append(command)
            folder = Path(next(each for each in command if "outputDirectory" in each).partition("=")[2])
            folder.mkdir(parents=True, exist_ok=True)
            if content is not None:
                (folder / "greenfield-apps-1.28.2.jar").write_bytes(content)
            return code

        return jar, run, calls

    return make


def test_verapdf_is_fetched_once(tmp_path, maven, everything_runs, capsys):
    """By its coordinates; what is there and the right one is used."""
    jar, run, calls = maven(b"veraPDF")
    path = fetch_jar(jar, tmp_path / "tools", {}, run)
    assert path.read_bytes() == b"veraPDF"
    assert "fetching org.verapdf.apps:greenfield-apps:1.28.2 with Maven" in capsys.readouterr().out
    assert fetch_jar(jar, tmp_path / "tools", {}, run) == path
    assert [command[0] for command in calls] == ["mvn"]
    assert "-Dartifact=org.verapdf.apps:greenfield-apps:1.28.2" in calls[0]


@pytest.mark.parametrize(("content", "why"), [(b"other", "is not the file we know"), (None, "could not fetch")])
def test_another_file_than_the_known_one_is_never_run(tmp_path, maven, everything_runs, content, why):
    """Whoever put it there."""
    jar, run, _ = maven(content)
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "greenfield-apps-1.28.2.jar").write_bytes(b"an old one")
    with pytest.raises(ConformanceError, match=why):
        fetch_jar(jar, tmp_path / "tools", {}, run)


def test_a_damaged_file_is_fetched_anew(tmp_path, maven, everything_runs):
    """As one is that an interrupted download leaves."""
    jar, run, calls = maven(b"veraPDF")
    (tmp_path / "greenfield-apps-1.28.2.jar").write_bytes(b"vera")
    assert fetch_jar(jar, tmp_path, {}, run).read_bytes() == b"veraPDF"
    assert len(calls) == 1


def test_a_jar_can_be_named(tmp_path, everything_runs):
    """Its manifest names the window, so the command line is named."""
    jar = tmp_path / "greenfield-apps.jar"
    jar.write_bytes(b"")
    command = verapdf_command(tmp_path, {"VERAPDF": str(jar)})
    assert command[0] == "java"
    assert command[-3:] == ["-cp", str(jar), "org.verapdf.apps.GreenfieldCliWrapper"]


@pytest.mark.parametrize(
    ("program", "package"),
    [
        ("java", "default-jre-headless"),
        ("mvn", "maven"),
        ("node", "nodejs"),
        ("npm", "npm"),
        ("pdftotext", "poppler-utils"),
        ("chromium", "chromium"),
        ("nginx", "nginx"),
        ("caddy", "caddy"),
    ],
)
def test_a_missing_program_is_installed_only_where_nobody_has_to_be_asked(monkeypatch, capsys, program, package):
    """Else it is said which command does."""
    monkeypatch.setattr(tools.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(tools.os, "geteuid", lambda: 0)
    present, commands = set(), []
    monkeypatch.setattr(tools, "_runs", present.__contains__)

    def install(*command):
        commands.append(command)
        present.add(program)
        return 0

    with pytest.raises(ConformanceError, match=f"{program} is missing.*apt-get install {package}"):
        require(program, {"HANDBOOK_NO_INSTALL": "1"}, install)
    assert commands == []
    require(program, {}, install)
    assert capsys.readouterr().out == (f"conformance: apt-get installing {package}: this system lacks {program}\n")
    assert [command[-2:] for command in commands] == [("install", package)]


def test_a_program_that_cannot_be_installed_is_told(monkeypatch):
    """After the lists of packages were refreshed."""
    monkeypatch.setattr(tools.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(tools.os, "geteuid", lambda: 0)
    monkeypatch.setattr(tools, "_runs", lambda program: False)
    commands = []
    with pytest.raises(ConformanceError, match="java is missing"):
        require("java", {}, lambda *command: commands.append(command) or 100)
    assert [command[-1] for command in commands] == ["default-jre-headless", "update", "default-jre-headless"]


def test_no_address_of_a_registry_is_written_down():
    """Where packages come from is the machine's business."""
    for path in Path(tools.__file__).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8").replace("https://{HOST}", "")  # a server of the test itself
        text = text.replace("https://small.example", "")  # which nobody can have (RFC 2606)
        assert "://" not in text
