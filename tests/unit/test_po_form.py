"""A catalogue has one form: what is read is what was written; programs that save it change what was edited, no more."""

import io
import re
import shutil
import subprocess
from dataclasses import replace

import polib
import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st
from small_handbook import SMALL
from translate.storage.pypo import pofile

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.reader import read_entries
from handbook.catalogs.writer import WIDTH, canonical, write
from handbook.desk.one_form import format_catalogues
from handbook.findings.finding import HandbookError

HEADER = Entry(msgid="", msgstr="Language: fr\nContent-Type: text/plain; charset=UTF-8\n")
CATALOGUES = [*sorted(SMALL.glob("locales/**/*.po")), SMALL.parent / "hostile/page.po"]
# Every kind of thing that one entry can hold.
WHOLE = """\
# Une note de la traductrice
#
#  en retrait
#. {name}`did` → DID
#: source/agencies/did.md
#, fuzzy, no-wrap
#| msgid "Old \\"text\\"\\\\"
msgid "New text"
msgstr ""
"Une phrase assez longue pour devoir être coupée, qui finit par une fin de "
"ligne\\n"
"et une suite\\tcourte"

# On garde cela
#, no-wrap
#~| msgid "older"
#~ msgid "old"
#~ msgstr "vieux"

#~ msgctxt "2"
#~ msgid "old"
#~ msgstr "ancien"
"""

WORDS = st.text(st.sampled_from('aéœ€’« »:"\\\t—-{}`.[]()'), max_size=30)
TEXTS = st.lists(WORDS | st.just("\n"), max_size=12).map(" ".join)
LINES = WORDS.map(lambda text: text.strip(" \t"))
# The first character of a comment says what it is; a place has no spaces but between isolates.
PLACES = st.sampled_from(["source/index.md", "source/agencies/did.md", "\u2068source/two words.md\u2069", "x.html"])


@st.composite
def entries(draw):
    """Return a catalogue as a person could have written it."""
    msgids = draw(st.lists(TEXTS.filter(bool), unique=True, max_size=8))
    whole = [replace(HEADER, comments=tuple(draw(st.lists(LINES, max_size=2))))]
    for msgid in msgids:
        is_obsolete = draw(st.booleans())
        msgstr = draw(TEXTS)
        whole.append(
            Entry(
                msgid=msgid,
                msgstr=msgstr,
                flags=frozenset(draw(st.sets(st.sampled_from(["no-wrap", *(["fuzzy"] if msgstr else [])])))),
                comments=tuple(draw(st.lists(LINES, max_size=3))),
                extracted=tuple(draw(st.lists(LINES, max_size=2))),
                locations=() if is_obsolete else tuple(draw(st.lists(PLACES, unique=True, max_size=3))),
                previous=draw(st.none() | TEXTS.filter(bool)) if msgstr else None,
                is_obsolete=is_obsolete,
                context=draw(st.none() | st.sampled_from(["2", "3"])) if is_obsolete else None,
            )
        )
    return whole


def placeless(found):
    """Return entries without the lines on which they stand."""
    return [replace(entry, line=1, msgstr_line=1) for entry in found]


@given(entries())
def test_what_is_written_is_what_is_read(catalogue):
    """Every comment, flag, place and byte of text; and the form is one."""
    written = write(catalogue)
    assert placeless(parse(written)) == placeless(canonical(catalogue))
    assert write(parse(written)) == written


@given(entries())
def test_lines_are_short_and_break_behind_spaces(catalogue):
    """But for words that are longer themselves."""
    for line in write(catalogue).decode().split("\n"):
        if len(line) > WIDTH and not line.startswith(("# ", "#. ")):
            assert " " not in line.partition('"')[2].rstrip(' "')


def test_all_that_an_entry_can_hold_is_kept():
    """And in one form already."""
    data = write([HEADER]) + b"\n" + WHOLE.encode()
    assert write(parse(data)).decode() == data.decode()
    entry, older, other = parse(data)[1:]
    assert entry.comments == ("Une note de la traductrice", "", " en retrait")
    assert (entry.previous, entry.extracted) == ('Old "text"\\', ("{name}`did` → DID",))
    assert (older.previous, older.comments, other.context) == ("older", ("On garde cela",), "2")


def test_a_comment_at_the_end_is_kept():
    """It is one on the file."""
    assert parse(write([HEADER]) + "\n# À suivre\n".encode())[0].comments == ("À suivre",)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ('#| msgid "a"\n#| msgid "b"\nmsgid "x"\nmsgstr "y"\n', 2),
        ('#| "a"\nmsgid "x"\nmsgstr "y"\n', 1),
        ('#| msgstr "a"\nmsgid "x"\nmsgstr "y"\n', 1),
        ('#| msgid "a\nmsgid "x"\nmsgstr "y"\n', 1),
        ('#~| nothing\n#~ msgid "x"\n#~ msgstr "y"\n', 1),
        ('msgctxt "2"\nmsgid "x"\nmsgstr "y"\n', 1),
        ('#~ msgctxt "2"\nmsgid "x"\nmsgstr "y"\n', 2),
    ],
    ids=["twice", "headless", "msgstr", "open", "no-field", "context-in-use", "context-alone"],
)
def test_what_cannot_be_kept_is_refused(lines, line):
    """With its line."""
    header = write([HEADER]) + b"\n"
    with pytest.raises(GrammarError) as refused:
        parse(header + lines.encode())
    assert refused.value.line == header.count(b"\n") + line


def test_places_bear_no_line_and_lead_from_the_root():
    """A paragraph above would change them otherwise."""
    places = (
        "../../source/agencies/did.md:7",
        "../../source/agencies/did.md:12",
        "\u2068../../source/two words.md\u2069:3",
    )
    data = write([HEADER, Entry(msgid="a", msgstr="b", locations=places)])
    assert "#: source/agencies/did.md \u2068source/two words.md\u2069\n" in data.decode()


def edited_with_polib(path, msgid, msgstr):
    """Change one translation as Python programs do."""
    catalogue = polib.pofile(str(path), encoding="utf-8")
    catalogue.find(msgid).msgstr = msgstr
    catalogue.save()


def edited_with_translate_toolkit(path, msgid, msgstr):
    """Change one translation as Weblate and Virtaal do."""
    store = pofile.parsefile(str(path))
    next(unit for unit in store.units if unit.source == msgid).target = msgstr
    store.save()


def edited_with_babel(path, msgid, msgstr):
    """Change one translation as sphinx-intl does."""
    catalogue = read_po(io.BytesIO(path.read_bytes()), locale="fr")
    catalogue[msgid].string = msgstr
    written = io.BytesIO()
    write_po(written, catalogue)
    path.write_bytes(written.getvalue())


def edited_with_msgcat(path, msgid, msgstr):
    """Change one translation by hand, then have GNU gettext write the file, without wrapping, as Poedit can."""
    done = [replace(entry, msgstr=msgstr) if entry.msgid == msgid else entry for entry in parse(path.read_bytes())]
    path.write_bytes(write(done))
    subprocess.run(["msgcat", "--no-wrap", "-o", path, path], check=True)


TOOLS = [
    edited_with_polib,
    edited_with_translate_toolkit,
    edited_with_babel,
    pytest.param(
        edited_with_msgcat,
        marks=pytest.mark.skipif(
            not shutil.which("msgcat"), reason="GNU gettext is not installed: apt install gettext"
        ),
    ),
]


@pytest.mark.parametrize("edit", TOOLS)
def test_a_program_that_saves_a_catalogue_changes_one_entry(project, edit):
    """Whatever it does to wrapping, comments, places and the header."""
    path = project.catalogue("fr", "page")
    for original in CATALOGUES:
        path.write_bytes(original.read_bytes())
        format_catalogues(project)
        before = parse(path.read_bytes())
        msgid = before[len(before) // 2].msgid
        edit(
            path, msgid, "Une autre traduction, bien plus longue que celle qui se trouvait là avant elle, et « citée »."
        )
        format_catalogues(project)
        after = parse(path.read_bytes())
        assert [entry.msgid for entry in changed(before, after)] == [msgid]
        assert write(after) == path.read_bytes()


def changed(before, after):
    """Return the entries that two catalogues do not share."""
    known = placeless(canonical(before))
    return [entry for entry in placeless(after) if entry not in known]


def test_a_change_of_form_is_seen(project):
    """So that the test above can fail: without the canonical form, programs do change other entries."""
    path = project.catalogue("fr", "page")
    path.write_bytes(write([HEADER, Entry(msgid="a " * 60, msgstr="b " * 60, locations=("x.md",))]))
    before = path.read_bytes()
    polib.pofile(str(path), wrapwidth=60).save()
    assert path.read_bytes() != before


def test_check_names_what_is_out_of_form(project, run):
    """And changes nothing; without ``--check`` it is brought into its form."""
    format_catalogues(project)
    path = project.catalogue("fr", "agencies/birch")
    good = path.read_bytes()
    path.write_bytes(good.replace(b"\n\n", b"\n\n\n"))
    done = run(project.root, "po", "format", "--check")
    assert (done.code, done.output) == (1, "")
    told = "locales/fr/LC_MESSAGES/agencies/birch.po:1: the file is not in the one form of all catalogues"
    assert done.errors == f"{told}; run handbook po format [po-form]\n"
    assert path.read_bytes() != good
    done = run(project.root, "po", "format")
    assert (done.code, done.output) == (0, "locales/fr/LC_MESSAGES/agencies/birch.po: brought into its form\n")
    assert path.read_bytes() == good
    assert run(project.root, "po", "format", "--check").errors == ""


def test_a_catalogue_that_cannot_be_read_stops_all(project, refused):
    """Nothing is written."""
    project.catalogue("fr", "agencies/birch").write_text("msgid", encoding="utf-8")
    before = project.catalogue("fr", "index").read_bytes()
    [line] = refused(format_catalogues, project)
    assert line.startswith("locales/fr/LC_MESSAGES/agencies/birch.po:1: ")
    assert project.catalogue("fr", "index").read_bytes() == before


@given(st.lists(st.sampled_from("cab"), unique=True, min_size=2), st.data())
def test_what_no_page_uses_stands_sorted_at_the_end(names, data):
    """So that a comparison of two versions shows what has come and gone, whatever order they came in."""
    kept = [Entry(msgid=name, msgstr=name.upper(), is_obsolete=True) for name in names]
    active = Entry(msgid="x", msgstr="X")
    found = parse(write(canonical([HEADER, *data.draw(st.permutations([active, *kept]))])))
    assert [entry.msgid for entry in found] == ["", "x", *sorted(names)]


@pytest.mark.parametrize("target", ["../secret.po", "/etc/passwd"])
def test_a_catalogue_that_is_a_link_to_elsewhere_is_not_read(tmp_path, target):
    """Whoever asks for it: a command that is given its name sees no list of the catalogues."""
    (tmp_path / "secret.po").write_bytes(write([HEADER]))
    root = tmp_path / "guide"
    (root / "locales").mkdir(parents=True)
    (root / "locales/fr.po").symlink_to(root / target)
    with pytest.raises(HandbookError, match=re.escape("leads out of the project")):
        read_entries(root / "locales/fr.po", root)
    (root / "locales/de.po").write_bytes(write([HEADER]))
    (root / "locales/es.po").symlink_to("de.po")
    assert [entry.msgid for entry in read_entries(root / "locales/es.po", root)] == [""]
