"""A catalogue that comes by mail gives what its sender has changed, however old it is, and takes nothing away."""

import subprocess

import pytest
from po_by_hand import catalogue, entry, pairs

from handbook.catalogs.grammar import parse
from handbook.catalogs.take import take
from handbook.catalogs.writer import write
from handbook.finding import HandbookError
from handbook.project import load_project

NAME = "locales/fr/LC_MESSAGES/about.po"
OLD = catalogue(("One", "Un"), ("Two", "Deux"), ("Three", ""), ("Four", "Quatre"))
NOW = catalogue(("One", "Un"), ("Two", "Deux, en mieux"), ("Three", ""), ("Four", "Quatre"))


@pytest.fixture
def project(tree):
    """Return a handbook whose page has been translated twice, and committed each time."""
    for entries in (OLD, NOW):
        (tree / NAME).write_bytes(write(entries))
        for command in ("init -q", "add -A", "-c user.name=A -c user.email=a@example.org commit -q -m A"):
            subprocess.run(["git", *command.split()], cwd=tree, check=True)
    return load_project(tree)


@pytest.fixture
def mailed(tmp_path):
    """Write a catalogue as it lies in somebody's folder of downloads."""

    def keep(entries, name="about (1).po"):
        path = tmp_path / name
        path.write_bytes(write(entries))
        return path

    return keep


def now(project):
    """Return the pairs in use of the page's catalogue."""
    return pairs(each for each in parse((project.root / NAME).read_bytes()) if not each.is_obsolete)


def test_only_what_the_sender_changed_is_taken(project, mailed):
    """The file was made from the old version, and does not undo what came after."""
    theirs = catalogue(("One", "Un seul"), ("Two", "Deux"), ("Three", "Trois"), ("Four", "Quatre"))
    assert take(project, mailed(theirs)) == [
        f"{NAME}: 2 taken",
        f"{NAME}: taken: “One”",
        f"{NAME}: taken: “Three”",
    ]
    assert now(project) == [("One", "Un seul"), ("Two", "Deux, en mieux"), ("Three", "Trois"), ("Four", "Quatre")]


def test_older_words_are_taken_from_a_new_file(project, mailed):
    """Its sender has looked at the new ones, and prefers those before."""
    theirs = catalogue(("One", "Un"), ("Two", "Deux"), ("Three", "Trois"), ("Four", "Et quatre"))
    by_a_colleague = catalogue(("One", "Un"), ("Two", "Deux, en mieux"), ("Three", "Trois"), ("Four", "Et quatre"))
    (project.root / NAME).write_bytes(write(by_a_colleague))
    command = "git -c user.name=A -c user.email=a@example.org commit -q -a -m A"
    subprocess.run(command.split(), cwd=project.root, check=True)
    assert take(project, mailed(theirs))[0] == f"{NAME}: 1 taken"
    assert ("Two", "Deux") in now(project)


def test_what_both_have_changed_is_decided_by_somebody(project, mailed):
    """The tree’s translation stays, fuzzy, with the other one in its comment."""
    theirs = catalogue(("One", "Un"), ("Two", "Deux fois"), ("Three", ""), ("Four", "Quatre"))
    assert take(project, mailed(theirs))[0] == f"{NAME}: 1 to decide"
    assert ("Two", "? Deux, en mieux") in now(project)
    assert "Deux fois" in (project.root / NAME).read_text(encoding="utf-8")


def test_an_old_copy_changes_nothing(project, mailed):
    """Nor does the same file twice."""
    assert take(project, mailed(OLD)) == [f"{NAME}: nothing new in the file"]
    assert now(project) == pairs(NOW)
    theirs = mailed(catalogue(("One", "Un seul"), ("Two", "Deux"), ("Three", ""), ("Four", "Quatre")))
    take(project, theirs)
    before = (project.root / NAME).read_bytes()
    assert take(project, theirs) == [f"{NAME}: nothing new in the file"]
    assert (project.root / NAME).read_bytes() == before


def test_a_message_that_the_page_does_not_have_is_named(project, mailed):
    """Somebody has edited the English, or the page has changed; its translation is kept for the memory."""
    theirs = catalogue(*((each.msgid, each.msgstr) for each in OLD[1:]), ("Five", "Cinq"))
    assert take(project, mailed(theirs))[1:] == [f"{NAME}: not on the page any more: “Five”"]
    assert ("Five", "Cinq") in now(project)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (catalogue(("One", "Uno"), msgstr="Language: es\nContent-Type: text/plain; charset=UTF-8\n"), "Language: “es”"),
        (catalogue(("Else", "Autre"), ("More", "Plus"), ("One", "Un")), "no page has its messages"),
        (catalogue(), "no page has its messages"),
    ],
    ids=["another language", "another project", "an empty file"],
)
def test_what_is_not_ours_is_refused(project, mailed, entries, words):
    """In a line that names the file, and nothing is written."""
    with pytest.raises(HandbookError) as refused:
        take(project, mailed(entries))
    [finding] = refused.value.findings
    assert (finding.path, finding.rule) == ("about (1).po", "po-take")
    assert words in finding.message
    assert now(project) == pairs(NOW)


def test_a_file_that_is_not_there_is_refused(project, tmp_path):
    """The message says what to give."""
    with pytest.raises(HandbookError) as refused:
        take(project, tmp_path / "about.po")
    [finding] = refused.value.findings
    assert (
        str(finding) == "about.po:1: there is no such file; give the path of the catalogue that came by mail [po-take]"
    )


def test_a_file_that_cannot_be_read_is_refused_with_its_line(project, mailed):
    """As strictly as one of the tree."""
    path = mailed(OLD)
    path.write_bytes(path.read_bytes() + b'\nmsgid "Five\n')
    with pytest.raises(HandbookError) as refused:
        take(project, path)
    [finding] = refused.value.findings
    assert finding.path == "about (1).po"
    assert finding.line > 1


def test_without_git_the_sides_are_still_joined(tree, mailed):
    """Nobody knows then what is newer: where they differ, somebody decides."""
    (tree / NAME).write_bytes(write(NOW))
    theirs = catalogue(("One", "Un"), ("Two", "Deux"), entry("Three", "Trois"), ("Four", "Quatre"))
    told = take(load_project(tree), mailed(theirs))
    assert told[0] == f"{NAME}: 1 taken, 1 to decide"
