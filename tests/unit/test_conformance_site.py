"""Conformance of the site: each check has looked at each page or there is no verdict; browser and packages are found.

The reports are those of ``tests/browser/walk.mjs`` and of the Nu HTML checker 26.9.27, cut to what is read of them.
"""

import json
import re
from pathlib import Path

import pytest

from conformance import packages, site, tools
from conformance.__main__ import main
from conformance.browser import CHECKS, OF_LANGUAGES, read_walk, walk
from conformance.markup import read_markup
from conformance.other_browsers import NAMES, mini_browser, read_others
from conformance.packages import Browsing, chromium_program, fetch_packages
from conformance.tools import ConformanceError
from conformance.verdict import SiteVerdict
from handbook.findings.finding import Finding

BROWSER_TESTS = Path(__file__).parents[1] / "browser"
CONTRAST = {
    "page": "fr/index.html",
    "rule": "axe color-contrast",
    "message": "2 × Elements must meet minimum color contrast ratio thresholds; at .quiet",
}
DUPLICATE = {
    "type": "error",
    "url": "http://127.0.0.1:8000/fr/l%C3%A0%20bas.html",
    "lastLine": 31,
    "message": "Duplicate ID\n“content”.",
}
SECTION = {
    "type": "info",
    "subType": "warning",
    "url": "http://127.0.0.1:8000/en/a.html",
    "lastLine": 5,
    "message": "Empty.",
}
REMARK = {"type": "info", "url": "http://127.0.0.1:8000/en/a.html", "message": "Trailing slash on void elements."}
PAGES = ["en/a.html", "fr/index.html"]


def walked(names=CHECKS, **changes):
    """Return a report of the walk over two pages, in which `changes` replace a check's figures."""
    checks = [{"name": name, "pages": 2, "passed": 2, "broken": []} | changes.get(name, {}) for name in names]
    return json.dumps({"browser": "156.0", "verdicts": checks})


def test_the_pages_of_one_language_stand_for_others_where_none_matters():
    """Half of two."""
    verdicts = read_walk(walked(**{"text spacing": {"pages": 1, "passed": 1}}), 2, "build/site")
    assert [verdict.pages for verdict in verdicts if verdict.name == "text spacing"] == [1]


def test_a_walk_without_violations_has_a_line_per_check():
    """With what passed, so that a check which looks at nothing is seen."""
    verdicts = read_walk(walked(), 2, "build/site")
    assert [line for verdict in verdicts for line in verdict.lines()][:5] == [
        "axe light 1200 px: 2 pages, 2 rules passed, 0 violations",
        "axe light 320 px: 2 pages, 2 rules passed, 0 violations",
        "axe dark 1200 px: 2 pages, 2 rules passed, 0 violations",
        "axe dark 320 px: 2 pages, 2 rules passed, 0 violations",
        "loading from a folder: 2 pages, 2 pages passed, 0 violations",
    ]


@pytest.mark.parametrize("name", CHECKS)
def test_a_violation_is_told_with_its_page_and_place(name):
    """Whichever check finds it."""
    verdicts = read_walk(walked(**{name: {"passed": 1, "broken": [CONTRAST]}}), 2, "build/site")
    told = [line for verdict in verdicts for line in verdict.lines()[1:]]
    assert told == [
        "build/site/fr/index.html:1: 2 × Elements must meet minimum color contrast ratio thresholds; at .quiet"
        " [axe color-contrast]"
    ]
    assert [verdict.name for verdict in verdicts if verdict.broken] == [name]


@pytest.mark.parametrize(
    ("report", "why"),
    [
        ("", "no report that can be read"),
        ("[]", "no report that can be read"),
        ('{"verdicts": [{"name": "keyboard"}]}', "no report that can be read"),
        ('{"verdicts": []}', "other checks than asked for: none"),
        (json.dumps({"verdicts": json.loads(walked())["verdicts"][:-1]}), "other checks than asked for: axe light"),
        (walked(overlap={"pages": 1}), "overlap: 1 of 2 pages looked at"),
        (walked(**{"text spacing": {"pages": 0}}), "text spacing: 0 of 2 pages looked at"),
        (walked(**{"axe dark 320 px": {"passed": 0}}), "axe dark 320 px: 2 of 2 pages"),
    ],
    ids=[
        *("silent", "other", "without-details", "nothing"),
        *("left-out", "page-left-out", "language-left-out", "checked-nothing"),
    ],
)
def test_what_the_browser_has_not_looked_at_is_no_success(report, why):
    """Silence is not consent."""
    with pytest.raises(ConformanceError, match=re.escape(why)):
        read_walk(report, 2, "build/site")


def test_what_depends_on_the_language_may_be_asked_alone():
    """Of a handbook in other languages; what it does not report has not been looked at then either."""
    few = walked(OF_LANGUAGES)
    assert [verdict.name for verdict in read_walk(few, 2, "build/site", OF_LANGUAGES)] == list(OF_LANGUAGES)
    with pytest.raises(ConformanceError, match="other checks than asked for"):
        read_walk(walked(), 2, "build/site", OF_LANGUAGES)


def test_errors_and_warnings_of_the_markup_count_and_remarks_do_not():
    """With the line; the path is not told as the address writes it."""
    report = json.dumps({"messages": [DUPLICATE, SECTION, REMARK]})
    verdict = read_markup(report, PAGES, "build/site")
    assert verdict.lines() == [
        "Nu HTML checker: 2 pages, 0 pages passed, 2 violations",
        "build/site/fr/là bas.html:31: Duplicate ID “content”. [nu error]",
        "build/site/en/a.html:5: Empty. [nu warning]",
    ]
    clean = read_markup(json.dumps({"messages": [REMARK]}), PAGES, "build/site")
    assert clean.lines() == ["Nu HTML checker: 2 pages, 2 pages passed, 0 violations"]


@pytest.mark.parametrize(
    ("report", "why"),
    [
        ("", "no report that can be read"),
        ("{}", "no report that can be read"),
        ('{"messages": [{"type": "error"}]}', "no report that can be read"),
        (
            '{"messages": [{"type": "non-document-error", "url": "file:/a.html", "message": "File not found."}]}',
            "could not look at file:/a.html: File not found.",
        ),
    ],
)
def test_a_page_the_checker_cannot_read_is_no_success(report, why):
    """Nor is a report that nobody can read."""
    with pytest.raises(ConformanceError, match=re.escape(why)):
        read_markup(report, PAGES, "build/site")


@pytest.fixture
def runs(monkeypatch):
    """Take every program for present."""
    monkeypatch.setattr(tools, "_runs", lambda program: True)


def test_packages_are_fetched_once_per_lock(tmp_path, runs, capsys):
    """With no script of theirs run, from what the lock says; anew where an installation broke off."""
    calls = []

    def npm(*command):
        calls.append(command)
        (tmp_path / "browser" / "node_modules").mkdir(exist_ok=True)
        return 1 if len(calls) == 1 else 0

    with pytest.raises(ConformanceError, match="npm could not fetch the packages"):
        fetch_packages(BROWSER_TESTS, tmp_path / "browser", {}, npm)
    modules = fetch_packages(BROWSER_TESTS, tmp_path / "browser", {}, npm)
    assert fetch_packages(BROWSER_TESTS, tmp_path / "browser", {}, npm) == modules
    assert [command[:2] for command in calls] == [("npm", "ci")] * 2
    assert "--ignore-scripts" in calls[0]
    assert capsys.readouterr().out.count("fetching the packages of browser/package-lock.json with npm\n") == 2
    (tmp_path / "browser" / "installed-lock.json").write_text("{}")
    fetch_packages(BROWSER_TESTS, tmp_path / "browser", {}, npm)
    assert len(calls) == 3


def test_the_lock_pins_by_hash_and_names_no_registry():
    """Where packages come from is the machine's business."""
    lock = (BROWSER_TESTS / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    fetched = {name: each for name, each in json.loads(lock)["packages"].items() if name}
    assert set(fetched) >= {"node_modules/axe-core", "node_modules/playwright-core", "node_modules/vnu-jar"}
    assert all(each["integrity"].startswith("sha512-") for each in fetched.values())
    wanted = json.loads((BROWSER_TESTS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {name: fetched[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_a_browser_can_be_named(tmp_path, runs, monkeypatch):
    """It has to be there."""
    program = tmp_path / "chrome"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert chromium_program({"CHROMIUM": str(program)}) == str(program)
    with pytest.raises(ConformanceError, match=re.escape("is no program; name the program of a Chromium, or unset")):
        chromium_program({"CHROMIUM": str(tmp_path / "absent")})
    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert chromium_program({}) == "/usr/bin/chromium"


def test_a_browser_that_breaks_down_is_no_success(tmp_path, monkeypatch):
    """With what it said; so does a Node that is not there."""
    browsing = Browsing(modules=tmp_path, chromium="/usr/bin/chromium")
    program = tmp_path / "node"
    program.write_text("#!/bin/sh\necho Target closed >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(ConformanceError, match=r"broke down \(exit code 3\)\nTarget closed"):
        walk(BROWSER_TESTS, browsing, tmp_path, PAGES, "build/site")
    program.unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConformanceError, match="could not be run"):
        walk(BROWSER_TESTS, browsing, tmp_path, PAGES, "build/site")


@pytest.fixture
def no_pdfs(project, monkeypatch):
    """Return a project that is the working folder, whose PDFs conform."""
    monkeypatch.chdir(project.root)
    monkeypatch.setattr("conformance.__main__.pdfs_fail", lambda project, names: False)
    return project


def test_a_violation_on_the_site_fails(no_pdfs, monkeypatch, capsys):
    """And none does not; PDFs that are named are looked at alone."""
    found = Finding(path="build/site/en/a.html", line=1, message="Empty.", rule="nu warning")
    verdict = SiteVerdict(name="Nu HTML checker", pages=2, passed=1, unit="pages", broken=(found,))
    monkeypatch.setattr("conformance.__main__.prepare_site", lambda project, environ: None)
    monkeypatch.setattr("conformance.__main__.check_site", lambda project, environ: [verdict])
    for name in ("copies", "files", "inks", "languages", "servers", "other_browsers"):
        monkeypatch.setattr(f"conformance.__main__.check_{name}", lambda project, environ: [])
    assert main([]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Nu HTML checker: 2 pages, 1 pages passed, 1 violations",
        "build/site/en/a.html:1: Empty. [nu warning]",
    ]
    assert main(["named.pdf"]) == 0
    monkeypatch.setattr("conformance.__main__.check_site", lambda project, environ: [])
    assert main([]) == 0
    for name in ("copies", "files", "inks", "languages", "servers", "other_browsers"):
        monkeypatch.setattr(f"conformance.__main__.check_{name}", lambda project, environ: [verdict])
        assert main([]) == 1
        monkeypatch.setattr(f"conformance.__main__.check_{name}", lambda project, environ: [])


def test_other_browsers_look_at_the_same_pages():
    """Both, and at some; one that is left out is no success."""
    verdicts = read_others(walked(NAMES), "build/site")
    assert [verdict.name for verdict in verdicts] == list(NAMES)
    for report in (walked(NAMES[:1]), walked(NAMES, Firefox={"pages": 1}), walked(()), "", walked(NAMES[::-1])):
        with pytest.raises(ConformanceError):
            read_others(report, "build/site")


def test_webkit_is_found_where_the_distribution_has_it(tmp_path):
    """Else it is told what to install."""
    with pytest.raises(ConformanceError, match=re.escape("install libwebkit2gtk-4.1-0")):
        mini_browser(tmp_path)
    program = tmp_path / "lib" / "x86_64-linux-gnu" / "webkit2gtk-4.1" / "MiniBrowser"
    program.parent.mkdir(parents=True)
    program.touch()
    assert mini_browser(tmp_path) == program


def test_a_site_without_pages_is_no_success(no_pdfs, capsys):
    """Nothing has been looked at."""
    assert main([]) == 2
    assert capsys.readouterr().err == "conformance: there is no page in build/site; build it first: make\n"


def test_a_system_without_a_browser_is_no_success(no_pdfs, monkeypatch, capsys):
    """It is said what is missing."""

    def absent(*arguments):
        raise ConformanceError(tools.how_to_install("chromium"))

    no_pdfs.site.mkdir(parents=True)
    (no_pdfs.site / "index.html").write_text("<!DOCTYPE html>")
    assert main([]) == 2
    assert "tests/browser is not there" in capsys.readouterr().err
    (no_pdfs.root / "tests" / "browser").mkdir(parents=True)
    monkeypatch.setattr(site, "prepare", absent)
    assert main([]) == 2
    assert "chromium is missing or does not run; install it" in capsys.readouterr().err
