"""Builds that are killed, interrupted, starved, edited under their hands, or begun two at once: nothing is lost."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_handbook import append, fingerprint, left_in_build, replace

from faults.builds import begun, build, ended, left_alive, start, workers_of
from faults.readers import read_whole, reading_meanwhile
from handbook.project.project import load_project
from handbook.publication.release import site_place

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")


@pytest.fixture
def project(small):
    """Return the small handbook, its HTML published, with a page that has changed since."""
    append(small / "source/facts/maple.toml", "# a note")
    return load_project(small)


def assert_as_it_was(project, before):
    """Assert that readers get what they got."""
    assert fingerprint(project.site) == before
    assert read_whole(project.site) == "whole"


def assert_nothing_lost(project, before):
    """Assert that the site is whole and as it was, and that the next build clears up and publishes."""
    assert_as_it_was(project, before)
    done = build(project)
    assert done.code == 0, done.errors
    assert left_in_build(project.root) == set()
    return done


@pytest.mark.parametrize(
    ("number", "code", "line"),
    [
        (signal.SIGINT, 130, "handbook: stopped\n"),
        pytest.param(signal.SIGTERM, 143, "handbook: stopped\n", marks=pytest.mark.whole),
        pytest.param(signal.SIGHUP, 129, "handbook: stopped\n", marks=pytest.mark.whole),
        pytest.param(signal.SIGKILL, -9, "", marks=pytest.mark.whole),
    ],
)
def test_a_build_that_is_ended_leaves_nothing_behind(project, number, code, line):
    """No process, no stage, and one line where it can say one; Ctrl-C within a second."""
    before = fingerprint(project.site)
    with begun(project) as process:
        assert workers_of(process)
        time.sleep(0.3)
        if number == signal.SIGINT:  # a terminal sends it to all of them
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        done = ended(process)
        assert (done.code, done.errors, "Published" in done.output) == (code, line, False)
        assert done.seconds < 5  # a second, as `make faults` measures it, unless others keep the machine busy
        assert left_alive(process) == []
    stages = list(project.build.glob("stage-*"))
    assert bool(stages) == (number == signal.SIGKILL)
    assert_as_it_was(project, before)
    if stages:
        done = assert_nothing_lost(project, before)
        assert "a build was stopped before it had cleared up" in done.errors


@pytest.mark.whole
def test_ctrl_c_before_anything_has_begun_is_one_line(project, monkeypatch):
    """Python itself has hardly started."""
    for name in [name for name in os.environ if name.startswith("COVERAGE")]:
        monkeypatch.delenv(name)  # what measures the coverage of tests starts before us, and lets no Ctrl-C pass
    for delay in (0.08, 0.15, 0.25):
        with begun(project) as process:
            time.sleep(delay)
            os.killpg(process.pid, signal.SIGINT)
            done = ended(process)
            assert done.code in (130, 1, -2)
            assert "handbook/" not in done.errors, "no line of ours in a traceback of Python's own start"


def test_a_worker_that_is_killed_is_one_line(project):
    """As a system does that runs out of memory."""
    before = fingerprint(project.site)
    with begun(project) as process:
        os.kill(workers_of(process)[0], signal.SIGKILL)
        done = ended(process)
        assert done.code == 1
        assert done.errors.count("\n") == 1
        assert done.errors.startswith("build:1: the process of en broke off (SIGKILL), and nothing is published; ")
        assert left_alive(process) == []
    assert_as_it_was(project, before)


STARVED = """
import resource, sys
from handbook.commands import cli
from handbook.machine import workers

begin = workers._work

def starved(*arguments):
    import sphinx.application
    with open("/proc/self/statm") as file:
        size = int(file.read().split()[0]) * resource.getpagesize() + 12_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    begin(*arguments)

workers._work = starved
sys.exit(cli.main(["build", "--output", "html"]))
"""


@pytest.mark.whole
def test_a_build_that_is_starved_is_one_line(project):
    """Whichever of its processes asks for the memory that there is not."""
    before = fingerprint(project.site)
    done = subprocess.run(
        [sys.executable, "-c", STARVED], cwd=project.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "broke off (" in done.stderr.splitlines()[-1]
    assert_as_it_was(project, before)


@pytest.mark.whole
def test_what_nobody_reads_any_more_is_no_traceback(project):
    """As with `handbook facts | head -1`."""
    with start(project, "facts") as process:
        process.stdout.close()
        errors = process.stderr.read()
        assert (process.wait(), errors) == (141, "")


@pytest.mark.whole
def test_two_partial_builds_at_once_lose_nothing(tmp_path, small_tree):
    """Each keeps what the other has built."""
    root = shutil.copytree(small_tree, tmp_path / "deux", symlinks=True)
    project = load_project(root)
    shutil.rmtree(root / "build")
    with (
        begun(project, "build", "--output", "html", "--language", "en") as first,
        begun(project, "build", "--output", "html", "--language", "fr") as second,
    ):
        ends = [ended(first), ended(second)]
    assert [each.code for each in ends] == [0, 0], ends
    assert (project.site / "en/index.html").is_file()
    assert (project.site / "fr/index.html").is_file()
    assert read_whole(project.site) == "whole"


@pytest.mark.whole
def test_a_build_that_has_to_wait_says_for_whom(project):
    """And builds when it may."""
    with begun(project) as first:
        assert workers_of(first)
        first.send_signal(signal.SIGSTOP)  # so that it is at work however long the other takes to begin
        with begun(project) as second:
            said = second.stderr.readline()
            first.send_signal(signal.SIGCONT)
            assert [ended(first).code, ended(second).code] == [0, 0]
    assert f"is at work in this folder (process {first.pid}, since " in said


@pytest.mark.whole
def test_a_build_that_is_not_to_wait_says_who_is_at_work(project):
    """And ends."""
    with begun(project) as process:
        assert workers_of(process)
        process.send_signal(signal.SIGSTOP)
        done = build(project, "build", "--no-wait")
        assert done.code == 1
        assert f"(process {process.pid}, since " in done.errors
        assert done.errors.endswith("[busy]\n")


@pytest.mark.whole
def test_readers_meet_no_half_of_a_build(project):
    """Nor nothing, while a build publishes."""
    with reading_meanwhile(project.site, readers=1) as readings:
        replace(project.root / "source/facts/maple.toml", "# a note", "# another note")
        assert build(project, "build", "--output", "html", "--force").code == 0
        assert build(project, "rollback", "1").code == 0
    whole, torn, missing = readings.figures
    assert whole > 5
    assert (torn, missing) == (0, 0)


@pytest.mark.whole
def test_a_page_that_is_edited_during_a_build_is_built_again(project):
    """What is published is one version of every page, in both languages."""
    new = "A line that is written while it is built."
    page = project.root / "source/compare.md"
    with begun(project, "build", "--output", "html", "--allow-incomplete") as process:
        assert workers_of(process)
        append(page, new)
        done = ended(process)
    assert done.code == 0, done.errors
    assert (
        "note: source/compare.md:1: edited while it was built, so it was built again: source/compare.md" in done.errors
    )
    for language in ("en", "fr"):
        assert new in (project.site / language / "compare.html").read_text("utf-8")


@pytest.mark.whole
def test_a_kept_pdf_that_was_changed_is_not_published(tmp_path, run):
    """A script in it would reach every reader with all proofs green."""
    shutil.copytree(Path(__file__).parents[1] / "small", tmp_path / "guide")
    root = tmp_path / "guide"
    shutil.copy(Path(__file__).parents[2] / "source/conf.py", root / "source")
    assert run(root, "build", "--output", "pdf", "--language", "en").code == 0
    before = fingerprint(root / "build/site")
    [kept] = root.glob("build/kept/brochure-en.pdf/*/brochure-en.pdf")
    with kept.open("ab") as file:
        file.write(b"\n1 0 obj\n<</S/JavaScript/JS(app.alert(1))>>\nendobj\n")
    shutil.rmtree(root / "build/kept/builds")  # else nothing would be built, nor taken from what is kept
    done = run(root, "build", "--output", "pdf", "--language", "en")
    assert done.code == 0
    assert "what was kept of the last build has been changed, so it is made again [kept]" in done.errors
    assert fingerprint(root / "build/site") == before


def test_check_hashes_before_it_looks_at_anything(small, run):
    """A damage that no other check would see is named, by the name that readers know."""
    [sheet] = (small / "build/site/_static").glob("handbook-*.css")
    sheet.write_text(sheet.read_text("utf-8") + "\nmain { display: none }", "utf-8")
    (small / "build/site/en/index.html").write_bytes(b"")
    outcome = run(small, "check")
    assert outcome.code == 1
    lines = outcome.output.splitlines()
    assert [each.partition(":")[0] for each in lines[:2]] == [
        f"build/site/_static/{sheet.name}",
        "build/site/en/index.html",
    ]
    assert "Traceback" not in outcome.output + outcome.errors


def test_a_signed_site_passes_every_check(project, run, tmp_path):
    """The signature is a file that no other release has."""
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    assert run(project.root, "build", "--output", "html", "--sign", str(key)).code == 0
    assert (project.site / "manifest.json.sig").is_file()
    assert run(project.root, "check").output == ""


def test_a_release_can_be_returned_to(project, run):
    """By its number, or the one before; and back again; it is held to its manifest first."""
    root = project.root
    first = fingerprint(project.site)
    append(root / "source/compare.md", "More.")
    assert run(root, "build", "--output", "html", "--allow-incomplete").code == 0
    second = fingerprint(project.site)
    assert second != first
    done = run(root, "rollback")
    assert done.code == 0
    assert "Published again what was release 0001-" in done.output
    assert fingerprint(project.site) == first
    assert run(root, "rollback").code == 0
    assert fingerprint(project.site) == second
    listed = run(root, "rollback", "--list").output.splitlines()
    assert [each.split()[0] for each in listed if each.startswith("*")] == ["*"]
    assert len(listed) == 4
    oldest = site_place(project).releases()[0]
    (oldest.folder / "en/index.html").write_text("harmed")
    done = run(root, "rollback", str(oldest.number))
    assert (done.code, fingerprint(project.site)) == (1, second)
    assert "[site-changed]" in done.errors
    assert "there is no release “99”" in run(root, "rollback", "99").errors


def test_the_manifest_of_a_build_says_what_it_was_made_of(project):
    """The commit, and that nobody has committed a change."""
    assert json.loads((project.site / "manifest.json").read_bytes())["draft"] is None  # no git there
