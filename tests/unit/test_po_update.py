"""`make po` on files: whole at every moment, one run after another, with git in view; and what is lost is named."""

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from po_by_hand import catalogue, entry, pairs
from small_handbook import line_of, replace, write
from test_po_conflicts import git

from handbook.catalogs import writer
from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse
from handbook.catalogs.merging.memory import MEMORY, memory_path
from handbook.catalogs.merging.recorded import lost, missing
from handbook.catalogs.writer import UNFINISHED, alone, put
from handbook.catalogs.writer import write as written
from handbook.desk.one_form import check_forms
from handbook.desk.update import merge_language
from handbook.facts.registry import load_registry
from handbook.findings.finding import HandbookError

OLD = {"index": catalogue(("One", "Un"), ("Two", "Deux")), "agencies/birch": catalogue(("Three", "Trois"))}
# The paragraph moves to another page, a page is renamed, a text is new.
TEMPLATES = {"index": ["One", "New"], "agencies/maple": ["Two", "Three"]}


@pytest.fixture
def desk(project):
    """Return a small handbook that has the catalogues of OLD, and is in git."""
    for path in project.locales.rglob("*.po"):
        path.unlink()
    for domain, entries in OLD.items():
        put(project.catalogue("fr", domain), written(entries))
    git(project.root, "init", "-q")
    git(project.root, "add", "-A")
    git(project.root, "commit", "-qm", "first")
    return project


def update(project, texts=None):
    """Merge pages, lists of texts by name."""
    templates = {name: [Entry(msgid=text, msgstr="") for text in each] for name, each in (texts or TEMPLATES).items()}
    return merge_language(project, "fr", templates, load_registry(project))


def stand(project):
    """Return the pairs of every catalogue, and of the memory, by file."""
    return {
        path.relative_to(project.locales).as_posix().removeprefix("fr/"): pairs(parse(path.read_bytes()))
        for path in sorted(project.locales.rglob("*.po"))
    }


AFTER = {
    "LC_MESSAGES/agencies/maple.po": [("Two", "Deux"), ("Three", "Trois")],
    "LC_MESSAGES/index.po": [("One", "Un"), ("New", "")],
}


def test_catalogues_follow_the_pages(desk):
    """The file of a page that is renamed moves; a second run writes nothing."""
    update(desk)
    assert stand(desk) == AFTER
    before = {path: path.stat().st_mtime_ns for path in desk.locales.rglob("*")}
    update(desk)
    assert {path: path.stat().st_mtime_ns for path in desk.locales.rglob("*")} == before
    assert check_forms(desk) == []
    assert list(lost(desk)) == []


def test_what_is_retired_is_remembered_and_comes_back(desk):
    """Also after a commit."""
    update(desk, {"index": ["One"]})
    assert stand(desk) == {
        "LC_MESSAGES/index.po": [("One", "Un")],
        "memory-fr.po": [("Three", "Trois"), ("Two", "Deux")],
    }
    git(desk.root, "add", "-A")
    git(desk.root, "commit", "-qm", "second")
    update(desk)
    assert stand(desk) == AFTER
    assert not memory_path(desk, "fr").exists()


@pytest.mark.parametrize("damage", ["deleted", "emptied", "overwritten"])
def test_what_git_has_is_not_lost(desk, damage):
    """A program or a bad merge has taken it; it is named, and the next run brings it back."""
    path = desk.catalogue("fr", "index")
    line = line_of(path, 'msgid "Two"')
    if damage == "deleted":
        path.unlink()
    else:
        path.write_bytes(written(catalogue(("One", "Un"), *([("Two", "")] if damage == "emptied" else []))))
    found = [str(finding) for finding in lost(desk)]
    told = "is in HEAD and nowhere else; run make po to bring it back [po-lost]"
    assert f"locales/fr/LC_MESSAGES/index.po:{line}: the translation of “Two” {told}" in found
    assert len(found) == (2 if damage == "deleted" else 1)
    update(desk, {"index": ["One", "Two"], "agencies/birch": ["Three"]})
    assert list(lost(desk)) == []
    assert stand(desk)["LC_MESSAGES/index.po"] == [("One", "Un"), ("Two", "Deux")]


def test_a_correction_is_not_lost_work(desk):
    """Nor is what has become a draft, or obsolete, or a retired pair."""
    path = desk.catalogue("fr", "index")
    for now in (
        [("One", "Un seul"), ("Two", "Deux")],
        [("One", "Un"), entry("Two", "Deux", fuzzy=True)],
        [("One", "Un"), entry("Two too", "Deux", fuzzy=True, previous="Two")],
        [("One", "Un"), entry("Two", "Deux", is_obsolete=True)],
    ):
        path.write_bytes(written(catalogue(*now)))
        assert list(lost(desk)) == []
    path.write_bytes(written(catalogue(("One", "Un"))))
    memory_path(desk, "fr").write_bytes(written(catalogue(("Two", "Deux"))))
    assert list(lost(desk)) == []


def test_a_pair_that_leaves_the_memory_is_lost():
    """Unless a page uses it."""
    before = {MEMORY: catalogue(("One", "Un"))}
    assert [entry.pair for _, entry in missing(before, {MEMORY: catalogue()})] == [("One", "Un")]
    assert list(missing(before, {"a": catalogue(("One", "Un")), MEMORY: catalogue()})) == []


def former(project):
    """Return where the memory of French lay before it had its present place."""
    return project.locales / "fr/memory.po"


@pytest.fixture
def moved(desk):
    """Return the desk with a memory in its former place, in git too, as a handbook of last year has it."""
    update(desk, {"index": ["One"]})
    memory_path(desk, "fr").rename(former(desk))
    git(desk.root, "add", "-A")
    git(desk.root, "commit", "-qm", "second")
    return desk


def test_a_memory_in_its_former_place_is_read_where_it_is(moved):
    """Nothing is lost by the move that has not been made yet, and its form is looked after."""
    assert list(lost(moved)) == check_forms(moved) == []
    former(moved).write_bytes(former(moved).read_bytes() + b"\n")
    assert [finding.path for finding in check_forms(moved)] == ["locales/fr/memory.po"]
    former(moved).unlink()
    assert len(list(lost(moved))) == 2


def test_a_memory_in_its_former_place_is_moved(moved):
    """With all that it holds; what a branch of last year still adds to it there comes along too."""
    update(moved, {"index": ["One"]})
    assert not former(moved).exists()
    assert stand(moved) == {
        "LC_MESSAGES/index.po": [("One", "Un")],
        "memory-fr.po": [("Three", "Trois"), ("Two", "Deux")],
    }
    assert list(lost(moved)) == []
    former(moved).write_bytes(written(catalogue(("Two", "Deux fois"), ("Four", "Quatre"))))
    update(moved, {"index": ["One", "Three"]})
    assert not former(moved).exists()
    assert stand(moved)["memory-fr.po"] == [("Four", "Quatre"), ("Two", "Deux"), ("Two", "Deux fois")]
    assert list(lost(moved)) == []
    update(moved, {"index": ["One", "Two", "Three"], "agencies/birch": ["Four"]})
    assert ("Four", "Quatre") in stand(moved)["LC_MESSAGES/agencies/birch.po"]


def test_the_memory_and_a_page_that_is_called_so_are_two(desk):
    """What leaves the one is not taken for what leaves the other."""
    update(desk, {"index": ["One"], "memory": ["Five"]})
    put(desk.catalogue("fr", "memory"), written(catalogue(("Five", "Cinq"))))
    git(desk.root, "add", "-A")
    git(desk.root, "commit", "-qm", "second")
    assert list(lost(desk)) == []
    desk.catalogue("fr", "memory").unlink()
    assert [finding.path for finding in lost(desk)] == ["locales/fr/LC_MESSAGES/memory.po"]
    memory_path(desk, "fr").unlink()
    assert {finding.path for finding in lost(desk)} == {"locales/fr/LC_MESSAGES/memory.po", "locales/memory-fr.po"}


def test_losses_are_counted_from_any_commit(desk, refused):
    """A review compares with the branch it goes to; a commit that is not there is named."""
    desk.catalogue("fr", "agencies/birch").unlink()
    git(desk.root, "commit", "-qam", "second")
    assert list(lost(desk)) == []
    assert len(list(lost(desk, "HEAD~1"))) == 1
    [line] = refused(lambda: list(lost(desk, "HEAD~9")))
    assert line.startswith("locales:1: git has no commit HEAD~9")


def test_the_command_names_what_is_lost(desk, run):
    """In the form that is asked for; before anything is built."""
    assert run(desk.root, "check", "po").code == 0
    desk.catalogue("fr", "agencies/birch").unlink()
    done = run(desk.root, "check", "po", "--report", "github")
    assert done.code == 1
    assert "title=po-lost::the translation of “Three” is in HEAD" in done.output


def test_without_git_nobody_can_tell(project, run):
    """Which is said, and no reason to lose anything."""
    done = run(project.root, "check", "po")
    assert (done.code, done.errors.startswith("note: git has no commit of this folder")) == (0, True)
    put(project.catalogue("fr", "index"), written(OLD["index"]))
    update(project, {"index": ["One"]})
    assert ("Two", "Deux") in stand(project)["memory-fr.po"]


def test_a_damaged_repository_is_told_in_a_line(desk):
    """What git lacks must not pass for what never was."""
    index = desk.catalogue("fr", "index").relative_to(desk.root).as_posix()
    listed = subprocess.run(
        ["git", "rev-parse", f"HEAD:./{index}"], cwd=desk.root, capture_output=True, check=True, text=True
    )
    name = listed.stdout.strip()
    (desk.root / ".git/objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(HandbookError, match=rf"git lacks a catalogue of its history \({name}\).*\[git-history\]"):
        update(desk)


def test_a_merge_that_is_broken_off_loses_nothing(desk, monkeypatch):
    """Wherever that happens: each file is whole, each translation stands somewhere, and the next run ends the work."""
    whole = {each for entries in OLD.values() for each in pairs(entries)}
    steps, unlink = 0, Path.unlink

    class Killed(BaseException):
        pass

    for last in range(20):
        for path in desk.locales.rglob("*.po"):
            path.unlink()
        for domain, entries in OLD.items():
            put(desk.catalogue("fr", domain), written(entries))
        # What git has must not be needed.
        git(desk.root, "update-ref", "-d", "HEAD", check=False)
        steps = 0

        def counted(act, last=last):
            def step(*arguments, **names):
                nonlocal steps
                steps += 1
                if steps > last:
                    raise Killed
                return act(*arguments, **names)

            return step

        with monkeypatch.context() as patch:
            patch.setattr("pathlib.Path.replace", counted(os.replace))
            patch.setattr("pathlib.Path.unlink", counted(unlink))
            try:
                update(desk, {"index": ["One"], "agencies/maple": ["Two"]})
            except Killed:
                pass
            else:
                break
        assert whole <= {each for found in stand(desk).values() for each in found}, last
        update(desk, {"index": ["One"], "agencies/maple": ["Two"]})
        assert stand(desk)["memory-fr.po"] == [("Three", "Trois")]
    assert last >= 4


def test_a_full_disk_leaves_the_old_file(desk, monkeypatch):
    """And nothing beside it."""
    path = desk.catalogue("fr", "index")
    before = path.read_bytes()

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writer.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(path, b"new")
    assert path.read_bytes() == before
    assert list(desk.locales.rglob(f"*{UNFINISHED}")) == []


def test_what_a_killed_run_left_is_cleared(desk):
    """By the next one."""
    left = desk.catalogue("fr", "index").with_name(f"index{UNFINISHED}")
    left.write_bytes(b"half")
    with alone(desk):
        assert not left.exists()


def test_two_runs_do_not_mix(desk):
    """The second waits for the first, and for one that was killed it does not."""
    order = []
    with alone(desk):
        other = threading.Thread(target=lambda: wait_for(desk, order))
        other.start()
        other.join(0.2)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]
    code = "import os, sys\nfrom pathlib import Path\nfrom handbook.catalogs.writer import alone\n"
    code += (
        "from handbook.project.project import load_project\nwith alone(load_project(Path(sys.argv[1]))): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(desk.root)], check=False).returncode == 9
    with alone(desk):
        order.append("third")
    assert order[-1] == "third"


def wait_for(project, order):
    """Take the lock and say so."""
    with alone(project):
        order.append("second")


def test_a_catalogue_that_cannot_be_read_stops_all(desk, refused):
    """With its line, and nothing is written."""
    write(desk.catalogue("fr", "compare"), "msgid\n")
    before = stand_of_bytes(desk)
    [line] = refused(update, desk)
    assert line.startswith("locales/fr/LC_MESSAGES/compare.po:1: ")
    assert stand_of_bytes(desk) == before


def stand_of_bytes(project):
    """Return the bytes of every catalogue."""
    return {path: path.read_bytes() for path in project.locales.rglob("*.po")}


def test_a_page_with_an_error_changes_no_catalogue(tree, run):
    """Not even its own."""
    before = {path: path.read_bytes() for path in tree.rglob("*.po")}
    replace(tree / "source/index.md", "# A Small Handbook", "# A Small Handbook\n\n{fact}`maple.nothing`")
    assert run(tree, "po", "update").code == 1
    assert {path: path.read_bytes() for path in tree.rglob("*.po")} == before


def test_a_page_without_facts_is_a_finding_here_too(tree, run):
    """Sphinx does not even start."""
    write(tree / "source/agencies/oak.md", "# Oak\n")
    done = run(tree, "po", "update")
    assert (done.code, done.errors.startswith("source/agencies/oak.md:1: no facts file")) == (1, True)


@pytest.mark.parametrize(
    ("page", "data", "told"),
    [
        ("agencies/maple", b"# \xe9\n", "source/agencies/maple.md:1: byte 0xe9 is not UTF-8"),
        ("index", None, "source/index.md:1: the file is missing"),
    ],
)
def test_a_page_that_cannot_be_read_is_a_finding_here_too(tree, run, page, data, told):
    """Sphinx would stop at it."""
    path = tree / f"source/{page}.md"
    path.unlink() if data is None else path.write_bytes(data)
    done = run(tree, "po", "update")
    assert (done.code, done.errors.startswith(told)) == (1, True), done.errors


def test_a_configuration_that_fails_is_a_finding(tree, run):
    """Of which Sphinx gives up, with what it says."""
    write(tree / "source/conf.py", "1 / 0\n")
    done = run(tree, "po", "update")
    assert (done.code, done.errors.count("\n")) == (1, 1)
    assert done.errors.startswith("source:1: ")
    assert done.errors.endswith("ZeroDivisionError: division by zero [sphinx]\n")


def test_comments_say_what_roles_read_like(tree, run):
    """Those of today; what a translator noted stays."""
    path = tree / "locales/fr/LC_MESSAGES/agencies/maple.po"
    assert run(tree, "po", "update").code == 0
    assert "#. {fact}`maple.founded` → 1970" in path.read_text(encoding="utf-8")
    replace(path, "#. {fact}`maple.founded` → 1970", "# à relire\n#. {fact}`maple.founded` → 1907")
    assert run(tree, "po", "update").code == 0
    text = path.read_text(encoding="utf-8")
    assert "# à relire\n#. " in text
    assert "→ 1970" in text
    assert "→ 1907" not in text
