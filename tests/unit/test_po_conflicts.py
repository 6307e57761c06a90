"""Both sides of a merge are joined message by message; where they differ somebody decides, and neither is lost."""

import subprocess
from pathlib import Path

import pytest
from po_by_hand import HEADER, catalogue, entry, merged, pairs

from handbook.catalogs.grammar import parse
from handbook.catalogs.merging.conflicts import divide, drive, is_in_conflict, is_undecided, join, settle
from handbook.catalogs.writer import write

BASE = catalogue(("One", "Un"), ("Two", "Deux"), ("Three", ""))
MARKED = "decide: the other side of the merge says “Deux de plus”"


def active(entries):
    """Return the pairs in use."""
    return pairs(each for each in entries if not each.is_obsolete)


def obsolete(entries):
    """Return the pairs that are not in use."""
    return pairs(each for each in entries if each.is_obsolete)


def test_each_side_gives_what_it_changed():
    """Nothing is marked."""
    ours = catalogue(("One", "Un seul"), ("Two", "Deux"), ("Three", ""))
    theirs = catalogue(("One", "Un"), ("Two", "Deux"), ("Three", "Trois"))
    for sides in ((ours, theirs), (theirs, ours)):
        joined = join(BASE, *sides)
        assert active(joined) == [("One", "Un seul"), ("Two", "Deux"), ("Three", "Trois")]
        assert obsolete(joined) == []


def test_both_changed_the_same():
    """Ours is fuzzy and shows theirs, which is kept."""
    ours, theirs = catalogue(("Two", "Deux fois")), catalogue(entry("Two", "Deux de plus", comments="mieux"))
    joined = join(BASE, ours, theirs)
    assert active(joined) == [("Two", "? Deux fois")]
    assert joined[1].comments == ("mieux", MARKED)
    assert obsolete(joined) == [("Two", "Deux fois"), ("Two", "Deux de plus")]
    assert [each.context for each in joined[2:]] == ["2", "3"]
    assert parse(write(joined))


def test_the_same_change_is_no_conflict():
    """Even when nobody knows where both come from."""
    joined = join((), catalogue(("Two", "Deux fois")), catalogue(("Two", "Deux fois")))
    assert (active(joined), obsolete(joined)) == ([("Two", "Deux fois")], [])


def test_finished_work_comes_before_a_draft():
    """The draft is kept."""
    ours, theirs = catalogue(entry("Two", "Deux?", fuzzy=True)), catalogue(("Two", "Deux fois"))
    for sides in ((ours, theirs), (theirs, ours)):
        joined = join(BASE, *sides)
        assert active(joined) == [("Two", "Deux fois")]
        assert obsolete(joined) == [("Two", "? Deux?")]


def test_what_one_side_removed_is_obsolete():
    """Unless the other has changed it."""
    theirs = catalogue(("Two", "Deux"), ("Three", ""))
    joined = join(BASE, BASE, theirs)
    assert active(joined) == [("Two", "Deux"), ("Three", "")]
    assert obsolete(joined) == [("One", "Un")]
    joined = join(BASE, catalogue(("One", "Un seul")), theirs)
    assert ("One", "Un seul") in active(joined)


def test_what_one_side_added_stands_in_its_place():
    """Behind the message that it follows there."""
    ours, theirs = catalogue(("a", "1"), ("b", "2")), catalogue(("x", "0"), ("a", "1"), ("y", "3"), ("b", "2"))
    assert [text for text, _ in active(join((), ours, theirs))] == ["x", "a", "y", "b"]


def test_headers_are_joined_by_field():
    """And credits of both sides stay."""
    base = catalogue(msgstr="Language: fr\nLast-Translator: A\n")
    theirs = catalogue(msgstr="Language: fr\nLast-Translator: B\nX-Team: C\n", comments=("B",))
    header = join(base, base, theirs)[0]
    assert header.msgstr == "Language: fr\nLast-Translator: B\nX-Team: C\n"
    assert header.comments == ("B",)


def test_two_memories_are_one():
    """With all that both remember."""
    joined = join((), catalogue(("Two", "Deux")), catalogue(("Two", "Deux fois"), ("One", "Un")), is_memory=True)
    assert pairs(joined) == [("One", "Un"), ("Two", "Deux"), ("Two", "Deux fois")]
    assert parse(write(joined))


def test_the_pages_do_not_decide_for_anybody():
    """The mark stays until the translator takes the fuzzy mark away; both are in the memory until then."""
    joined = join(BASE, catalogue(("Two", "Deux fois")), catalogue(("Two", "Deux de plus")))
    done = merged({"a": ["Two"]}, {"a": joined}, recorded={"a": catalogue(("Two", "Deux fois"))})
    assert pairs(done.catalogues["a"]) == [("Two", "? Deux fois")]
    assert pairs(done.memory) == [("Two", "Deux fois"), ("Two", "Deux de plus")]
    assert is_undecided(done.catalogues["a"][1])
    decided = catalogue(entry("Two", "Deux de plus", comments=done.catalogues["a"][1].comments))
    after = merged({"a": ["Two"]}, {"a": decided}, memory=done.memory)
    assert after.catalogues["a"][1].comments == ()
    assert pairs(after.memory) == [("Two", "Deux fois")]


def test_what_waits_for_a_decision_is_not_decided_by_a_neighbour():
    """Though its text is the translation of another message as well."""
    joined = join(BASE, catalogue(("Two", "Deux fois")), catalogue(("Two", "Deux de plus")))
    before = {"a": [*joined, entry("Twice", "Deux fois")]}
    done = merged({"a": ["Two", "Twice"]}, before, memory=catalogue(("Two", "Deux de plus")))
    assert pairs(done.catalogues["a"])[0] == ("Two", "? Deux fois")


def test_a_long_mark_is_taken_away_whole():
    """Written in lines that no program divides."""
    long = "Une phrase " * 20
    joined = join((), catalogue(("Two", "Deux fois")), catalogue(entry("Two", long, comments="mieux")))
    entry_ = parse(write(joined))[1]
    assert len(entry_.comments) > 3
    done = merged(
        {"a": ["Two"]}, {"a": catalogue(entry("Two", "Deux", comments=("mieux", *entry_.comments[1:], "fin")))}
    )
    assert done.catalogues["a"][1].comments == ("mieux", "fin")


CONFLICT = b"""\
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "One"
msgstr "Un"

msgid "Two"
<<<<<<< HEAD
msgstr "Deux fois"
||||||| 1234567
msgstr "Deux"
=======
msgstr "Deux de plus"
>>>>>>> theirs

msgid "Three"
msgstr "Trois"
"""


def test_a_file_with_markers_is_divided():
    """What git could join stands on both sides."""
    assert is_in_conflict(CONFLICT)
    assert not is_in_conflict(b'msgid "======= "\n')
    ours, theirs = map(parse, divide(CONFLICT))
    assert pairs(ours) == [("One", "Un"), ("Two", "Deux fois"), ("Three", "Trois")]
    assert pairs(theirs) == [("One", "Un"), ("Two", "Deux de plus"), ("Three", "Trois")]


def test_markers_are_settled_without_git(project):
    """As a merge on a web site leaves them, when somebody has committed it."""
    path = project.catalogue("fr", "index")
    path.write_bytes(CONFLICT)
    assert settle(project, "fr") == ["locales/fr/LC_MESSAGES/index.po"]
    assert active(parse(path.read_bytes())) == [("One", "Un"), ("Two", "? Deux fois"), ("Three", "Trois")]
    assert obsolete(parse(path.read_bytes())) == [("Two", "Deux fois"), ("Two", "Deux de plus")]
    assert settle(project, "fr") == []


def test_what_a_merge_by_lines_has_doubled_is_one_again(project):
    """Both sides added the message, at other places: git sees no conflict."""
    path = project.catalogue("fr", "index")
    twice = [entry("Two", "Deux"), entry("New", "Neuf"), entry("One", ""), entry("New", "Nouveau"), entry("One", "Un")]
    path.write_bytes(write(catalogue(*twice)))
    assert settle(project, "fr") == ["locales/fr/LC_MESSAGES/index.po"]
    assert active(parse(path.read_bytes())) == [("Two", "Deux"), ("New", "? Neuf"), ("One", "Un")]
    assert obsolete(parse(path.read_bytes())) == [("New", "Neuf"), ("New", "Nouveau")]
    assert settle(project, "fr") == []


def test_what_is_no_catalogue_is_left_to_its_reader(project):
    """Who knows the line."""
    path = project.catalogue("fr", "index")
    path.write_bytes(write(catalogue(("New", "Neuf"), ("New", "Neuf"))) + b"msgid")
    assert settle(project, "fr") == []


def test_a_conflict_that_is_no_catalogue_is_named(project, refused):
    """With the line of its first marker; the file stays as it is."""
    path = project.catalogue("fr", "index")
    data = CONFLICT.replace(b'"Deux fois"', b'"Deux fois')
    path.write_bytes(data)
    [line] = refused(settle, project, "fr")
    assert line.startswith("locales/fr/LC_MESSAGES/index.po:10: git left a conflict here, and one of its sides")
    assert line.endswith("[po-conflict]")
    assert path.read_bytes() == data


def git(folder, *arguments, check=True):
    """Run git in a folder, as somebody."""
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *identity, *arguments], cwd=folder, check=check, capture_output=True, text=True)


@pytest.fixture
def branches(project):
    """Return a project with two branches that changed the same line of a catalogue, and their neighbours."""
    path = project.catalogue("fr", "index")
    sides = [catalogue(("One", "Un"), ("Two", each), ("Three", "")) for each in ("Deux", "Deux fois", "Deux de plus")]
    git(project.root, "init", "-q")
    for number, side in enumerate(sides):
        if number:
            git(project.root, "checkout", "-qb", f"side-{number}", "main")
        path.write_bytes(write(side))
        git(project.root, "add", "-A")
        git(project.root, "commit", "-qm", f"side {number}")
    return project


def test_git_is_asked_where_the_file_cannot_be_divided(branches):
    """Its index has both sides, and the base."""
    path = branches.catalogue("fr", "index")
    assert git(branches.root, "merge", "side-1", check=False).returncode == 1
    assert is_in_conflict(path.read_bytes())
    broken = path.read_bytes().replace(b'"Deux fois"', b'"Deux fois')
    path.write_bytes(broken)
    settle(branches, "fr")
    joined = parse(path.read_bytes())
    assert active(joined) == [("One", "Un"), ("Two", "? Deux de plus"), ("Three", "")]
    assert obsolete(joined) == [("Two", "Deux de plus"), ("Two", "Deux fois")]
    assert "UU" in git(branches.root, "status", "--porcelain").stdout


def test_what_git_has_joined_around_its_markers_is_of_one_side(project):
    """One side has marked the message as fuzzy for other words, the other has finished it: that is no draft."""
    path, text = project.catalogue("fr", "index"), "A sentence of some length " * 6
    sides = [entry(text, ""), entry(text, "Une ébauche", fuzzy=True, previous="Another sentence"), entry(text, "Fini")]
    git(project.root, "init", "-q")
    for number, side in enumerate(sides):
        if number:
            git(project.root, "checkout", "-qb", f"side-{number}", "main")
        path.write_bytes(write(catalogue(side)))
        git(project.root, "add", "-A")
        git(project.root, "commit", "-qm", "x")
    git(project.root, "merge", "side-1", check=False)
    assert path.read_bytes().index(b"#, fuzzy") < path.read_bytes().index(b"<<<<<<<")
    mended = path.read_bytes().replace(b"Fini", "Terminé".encode())
    settle(project, "fr")
    assert active(parse(path.read_bytes())) == [(text, "Fini")]
    path.write_bytes(mended)  # by hand: what stands there now is meant
    settle(project, "fr")
    assert active(parse(path.read_bytes())) == [(text, "? Terminé")]


def test_the_merge_driver_joins(tmp_path, run, project):
    """As git calls it; the result is the second file."""
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(files, ("Deux", "Deux fois", "Deux de plus"), strict=True):
        path.write_bytes(write(catalogue(("Two", text))))
    assert run(project.root, "po", "merge-driver", *map(str, files), "locales/fr/LC_MESSAGES/index.po").code == 0
    assert active(parse(files[1].read_bytes())) == [("Two", "? Deux fois")]
    assert obsolete(parse(files[1].read_bytes())) == [("Two", "Deux fois"), ("Two", "Deux de plus")]


def test_the_merge_driver_leaves_markers_where_it_cannot_join(tmp_path, refused):
    """So that nobody takes one side for both."""
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(files, (b"a\n", b"b\n", b"c\n"), strict=True):
        path.write_bytes(text)
    [line] = refused(drive, *files, "locales/fr/LC_MESSAGES/index.po")
    assert line.startswith("locales/fr/LC_MESSAGES/index.po:1: ")
    assert is_in_conflict(files[1].read_bytes())


@pytest.mark.parametrize("name", ["locales/memory-fr.po", "locales/fr/memory.po", "guide/locales/memory-es.po"])
def test_the_merge_driver_knows_a_memory(tmp_path, name):
    """Nothing of it is in use, so nobody has to decide."""
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(files, ("Deux", "Deux fois", "Deux de plus"), strict=True):
        path.write_bytes(write([HEADER, entry("Two", text)]))
    drive(*files, Path(name))
    assert pairs(parse(files[1].read_bytes())) == [("Two", "Deux fois"), ("Two", "Deux de plus")]


@pytest.mark.parametrize("name", ["locales/fr/LC_MESSAGES/memory.po", "locales/fr/LC_MESSAGES/agencies/memory.po"])
def test_the_merge_driver_knows_a_page_that_is_called_memory(tmp_path, name):
    """What is on a page has one translation: somebody decides."""
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(files, ("Deux", "Deux fois", "Deux de plus"), strict=True):
        path.write_bytes(write([HEADER, entry("Two", text)]))
    drive(*files, Path(name))
    [undecided] = [each for each in parse(files[1].read_bytes()) if is_undecided(each)]
    assert undecided.is_fuzzy
