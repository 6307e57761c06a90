"""Whatever a handbook consists of, it is read, checked and built, or refused in lines that name a place and a rule.

50 handbooks are read and checked, and 1 built whole; 20,000 and 300 with ``make fuzz``.
"""

import os
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings
from project_writer import Project
from read_pages import Reader
from small_handbook import write_small_handbook

from handbook.commands import cli
from handbook.facts.registry import load_registry
from handbook.findings.finding import HandbookError
from handbook.project.project import load_project
from handbook.sphinx.stepwise import read_page

IS_LONG = settings.default.max_examples >= 1000
READ, BUILT = (20_000, 300) if IS_LONG else (50, 1)
# The same handbooks in each short run, others in each long one.
FIRST = int(os.environ.get("FUZZ_FIRST", time.time_ns() if IS_LONG else 0))
LINE = re.compile(r"(?:note: )?\S.*:[1-9]\d*: .*\S \[[\w.-]+\]")
OTHER = re.compile(r"note: |handbook: |$")


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Return where a handbook is written, which is where commands are run."""
    place = tmp_path / "guide"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763769600")
    return place


def command(root: Path, capfd, *arguments: str) -> tuple[int, list[str]]:
    """Run a command in this process, and return its exit code and the rules of what it said."""
    os.chdir(root)
    code = cli.main(arguments)
    said = capfd.readouterr()
    assert code in (0, 1, 2), said
    strange = [line for line in said.err.split("\n") if not LINE.fullmatch(line) and not OTHER.match(line)]
    assert strange == []
    rules = [line.rpartition("[")[2][:-1] for line in f"{said.out}\n{said.err}".split("\n") if LINE.fullmatch(line)]
    assert code == 0 or rules, said
    return code, rules


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """Return a Sphinx that reads pages of the small handbook."""
    with Reader.of(write_small_handbook(tmp_path_factory.mktemp("lecture") / "guide")) as reading:
        yield reading


def read_pages(project: Project, reader: Reader) -> None:
    """Read the pages that were changed, with the facts as they are, as a build and the preview do."""
    try:
        reader.app.config.handbook_registry = load_registry(load_project(project.root))
    except (HandbookError, OSError):  # the command has said so
        return
    for name in {each for each in project.changed if each.endswith(".md")}:
        page, own = project.root / name, reader.root / name
        kept = own.read_bytes()
        if page.is_file() and not page.is_symlink():
            try:
                own.write_text(page.read_bytes().decode("utf-8"), encoding="utf-8")
                read_page(reader.app, name.removeprefix("source/").removesuffix(".md"))
            except UnicodeDecodeError:
                pass  # a build has refused it before
            finally:
                own.write_bytes(kept)


def test_whatever_a_handbook_is_it_is_read_or_refused(root, reader, capfd):
    """No traceback, and each line of the one form."""
    codes = Counter()
    for number in range(FIRST, FIRST + READ):
        try:
            project = Project(root=root, number=number)
            project.change()
            code, _ = command(root, capfd, "po", "check")
            codes[code] += 1
            read_pages(project, reader)
        except BaseException as error:
            error.add_note(f"the handbook that Project(number={number}) writes")
            raise
    with capfd.disabled():
        print(f"\n{codes.total()} handbooks read and checked from {FIRST} on: exit codes {dict(codes)}")
    assert codes[0], "every handbook is refused; nothing of them is read"
    assert codes[1]


def test_whatever_a_handbook_is_it_is_built_or_refused(root, capfd):
    """In both languages, as HTML and in print; then its catalogues are brought up to date."""
    codes = Counter()
    for number in range(FIRST, FIRST + BUILT):
        try:
            Project(root=root, number=number).change()
            code, _ = command(root, capfd, "build", "--allow-incomplete")
            codes[code] += 1
            command(root, capfd, "po", "update")
            command(root, capfd, "po", "status")
        except BaseException as error:
            error.add_note(f"the handbook that Project(number={number}) writes")
            raise
    with capfd.disabled():
        print(f"\n{codes.total()} handbooks built from {FIRST} on: exit codes {dict(codes)}")
    assert not IS_LONG or (codes[0] and codes[1])


def test_a_line_of_another_form_is_seen(root, capfd, monkeypatch):
    """The fuzzer can fail."""
    Project(root=root, number=0)
    monkeypatch.setattr(cli, "load_project", lambda root: print("Traceback", file=__import__("sys").stderr) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        command(root, capfd, "po", "check")
