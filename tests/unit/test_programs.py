"""What the programs of translators save comes home whole: the corpus of `tests/programs`, saved by the programs.

Each has made one edit and saved; `programs.toml` says which of them leaves what behind, `save.py` makes it all again.
"""

import shutil
import subprocess
import tomllib
from dataclasses import fields, replace

import pytest
from programs.edits import EDITS, FINISHED, FUZZY, NEW
from small_handbook import ROOT, write_small_handbook
from small_handbook import replace as put_in_place

from handbook.catalogs.entries import Entry, active
from handbook.catalogs.grammar import parse
from handbook.catalogs.merging.candidates import Translations
from handbook.catalogs.merging.merge import merge
from handbook.catalogs.reader import read_catalogue, read_entries
from handbook.catalogs.writer import write
from handbook.desk.mail.take import take
from handbook.project.project import load_project

FOLDER = ROOT / "tests/programs"
PROGRAMS = tomllib.loads((FOLDER / "programs.toml").read_text(encoding="utf-8"))
BEFORE = parse((FOLDER / "before.po").read_bytes())
NAME = "locales/fr/LC_MESSAGES/visit.po"

# The entries by what the edit makes of them; the header, and two that it leaves alone.
PLACES = {"header": 0, "finished": FINISHED, "fuzzy": FUZZY, "new": NEW, "draft": 9, "retired": len(BEFORE) - 1}
ROLES = {place: role for role, place in PLACES.items()}

every_program = pytest.mark.parametrize("name", PROGRAMS)


def saved(name):
    """Return the bytes that a program saved."""
    return (FOLDER / "saved" / f"{name}.po").read_bytes()


def in_form(data):
    """Return the entries as they stand once the file is in form, without the lines on which they stand."""
    return [replace(entry, line=1, msgstr_line=1) for entry in parse(write(parse(data)))]


def wanted(name):
    """Return the entries of the catalogue with the edit, and with nothing else."""
    edited = {PLACES[role]: EDITS[PLACES[role]] for role in PROGRAMS[name].get("edits", ["finished", "fuzzy", "new"])}
    entries = list(BEFORE)
    for place, text in edited.items():
        entry = entries[place]
        entries[place] = replace(entry, msgstr=entry.msgstr + text, flags=frozenset(), previous=None)
    return in_form(write(entries))


def differences(entries, others):
    """Return what differs, as in ``fuzzy.previous``."""
    assert [entry.msgid for entry in entries] == [entry.msgid for entry in others]
    return {
        f"{ROLES.get(place, place)}.{field.name}"
        for place, (one, other) in enumerate(zip(entries, others, strict=True))
        for field in fields(Entry)
        if getattr(one, field.name) != getattr(other, field.name)
    }


def brought_up_to_date(entries, memory=()):
    """Return the catalogue and the memory as `make po` leaves them, before.po being the version in git."""
    template = [Entry(msgid=e.msgid, msgstr="", extracted=e.extracted, locations=e.locations) for e in BEFORE[1:-1]]
    translations = Translations(
        catalogues={"visit": entries},
        recorded={"visit": BEFORE},
        memory=memory,
        recorded_memory=(),
        header=BEFORE[0],
    )
    outcome = merge({"visit": template}, translations, lambda _: {})
    return parse(write(outcome.catalogues["visit"])), outcome.memory


@pytest.fixture
def home(tmp_path):
    """Return a small handbook with the page, whose catalogue is in git as it was before the edit."""
    root = write_small_handbook(tmp_path / "handbook")
    put_in_place(root / "source/index.md", "\ncompare\n", "\nvisit\ncompare\n")
    shutil.copy(FOLDER / "visit.md", root / "source")
    shutil.copy(FOLDER / "before.po", root / NAME)
    for command in ("init -q", "add -A", "-c user.name=A -c user.email=a@example.org commit -q -m A"):
        subprocess.run(["git", *command.split()], cwd=root, check=True)
    return root


def test_each_file_has_its_row():
    """And each row its file."""
    assert sorted(PROGRAMS) == sorted(path.stem for path in (FOLDER / "saved").iterdir())


def test_the_catalogue_is_in_form_and_the_edit_is_one():
    """Else the rows below would say what the form does, and not what the programs do."""
    assert write(BEFORE) == (FOLDER / "before.po").read_bytes()
    assert [BEFORE[place].is_done for place in (FINISHED, FUZZY, NEW)] == [True, False, False]
    assert BEFORE[PLACES["draft"]].is_fuzzy
    assert BEFORE[-1].is_obsolete
    assert all(write(parse(saved(name))) != write(BEFORE) for name in PROGRAMS)


def test_the_files_are_as_they_were_saved():
    """With the line ends of Windows where Vim wrote them: neither git nor a clone has put them right."""
    with_crlf = {name for name in PROGRAMS if b"\r\n" in saved(name)}
    assert with_crlf == {name for name in PROGRAMS if name.startswith("vim")}


@every_program
def test_it_is_read(name, home):
    """By both readers that commands have."""
    (home / NAME).write_bytes(saved(name))
    msgids = {entry.msgid for entry in BEFORE[1:-1]}
    assert active(read_entries(home / NAME, home)).keys() >= msgids
    assert read_catalogue(home / NAME, home).keys() >= msgids


@every_program
def test_in_form_only_the_edit_is_left(name):
    """Beside what its row says, which is there."""
    assert differences(in_form(saved(name)), wanted(name)) == set(PROGRAMS[name].get("differs", []))


@every_program
def test_the_form_is_one(name):
    """What is in form stays as it is."""
    once = write(parse(saved(name)))
    assert write(parse(once)) == once


@every_program
def test_up_to_date_nothing_finished_is_lost(name):
    """No text of the edit, none of before, and no draft; whatever a program left blank comes back from git."""
    entries, memory = brought_up_to_date(parse(saved(name)))
    texts = {entry.msgid: entry.msgstr for entry in entries}
    edit = {entry.msgid: entry.msgstr for entry in wanted(name)[:-1]}
    assert texts == edit
    assert BEFORE[-1].pair in [entry.pair for entry in memory]


@every_program
def test_up_to_date_twice_is_up_to_date(name):
    """The second `make po` changes nothing."""
    entries, memory = brought_up_to_date(parse(saved(name)))
    again, memory_again = brought_up_to_date(entries, memory)
    assert write(again) == write(entries)
    assert write(memory_again) == write(memory)


@every_program
def test_by_mail_the_edit_is_taken(name, home):
    """From a file that lies in somebody's folder of downloads."""
    mailed = home.parent / f"{name} (1).po"
    mailed.write_bytes(saved(name))
    lines = take(load_project(home), [mailed])
    entries = active(parse((home / NAME).read_bytes()))
    edit = [after for before, after in zip(BEFORE, wanted(name), strict=True) if before.msgstr != after.msgstr]
    assert [entries[entry.msgid].msgstr for entry in edit] == [entry.msgstr for entry in edit]
    texts = {entry.msgid: entry.msgstr for entry in parse(saved(name))}
    emptied = [entry.msgid for entry in BEFORE[1:-1] if entry.msgstr and not texts[entry.msgid]]
    assert all(entries[msgid].msgstr == active(BEFORE)[msgid].msgstr for msgid in emptied)
    assert sum("came back empty: “" in line for line in lines) == len(emptied)
    assert bool(emptied) == name.startswith("omegat")


def test_commands_read_all_of_them(home, run):
    """Each being the catalogue of a page of its own; in form, and judged for more than their form."""
    for name in PROGRAMS:
        shutil.copy(FOLDER / "visit.md", home / f"source/{name}.md")
        (home / NAME).with_name(f"{name}.po").write_bytes(saved(name))
    for command, code in {"po check": 1, "check po": 0, "po format": 0, "po format --check": 0}.items():
        outcome = run(home, *command.split())
        assert (command, outcome.code) == (command, code)
        assert "[po-" not in outcome.output + outcome.errors
