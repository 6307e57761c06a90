"""A catalogue that was damaged on its way is refused in a line that says what happened to it, and what to ask for."""

import random

import pytest
from damages_of_mail import DAMAGES
from hypothesis import given
from hypothesis import strategies as st
from small_handbook import SMALL

from handbook.catalogs.damage.diagnosis import explained
from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.reader import read_entries
from handbook.catalogs.writer import write
from handbook.desk.mail.parcel import opened
from handbook.findings.finding import HandbookError

CATALOGUES = (SMALL / "locales/fr/LC_MESSAGES/agencies/maple.po",)
HEADER = Entry(msgid="", msgstr="Language: fr\nContent-Type: text/plain; charset=UTF-8\n")
HEAD = write([HEADER])

# What a translation may well say, on a page about mail, about encodings, or about nothing of the kind.
PIECES = (
    *(
        "“citation”",
        "« cité »",
        "‘x’",
        "”",
        "“",
        '"',
        "> ",
        ">",
        "<pre>",
        "</pre>",
        "<br>",
        "&quot;",
        "&lt;",
        "<https://x>",
    ),
    *("=C3=A9", "=", "=3D", "charset=3DUTF-8", "\n", "\\", "\t", "Ã©", "â€™", "Â ", "é", "l’été", "mot", " ", "a,b;c"),
    *(
        "diff --git a b",
        "@@ -1 +1 @@",
        "From: a",
        "Date: b",
        "%PDF-",
        "{\\rtf1",
        "PK\x03\x04".replace("\x03\x04", ""),
        "msgid ",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.fixture
def as_it_came(tmp_path):
    """Return the functions that read a file: as one of the tree, and as one that came by mail."""

    def in_tree(data):
        path = tmp_path / "page.po"
        path.write_bytes(data)
        return read_entries(path, tmp_path)

    def by_mail(data):
        path = tmp_path / "page.po"
        path.write_bytes(data)
        return opened([path])[0][0].entries

    return in_tree, by_mail


def refusals(readers, data):
    """Return the finding of each reader."""
    found = []
    for read in readers:
        with pytest.raises(HandbookError) as refused:
            read(data)
        found += refused.value.findings
    return found


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", DAMAGES)
def test_what_happened_to_a_catalogue_is_said(as_it_came, path, name):
    """In the tree and by mail, in the same words."""
    damage, words = DAMAGES[name]
    in_tree, by_mail = refusals(as_it_came, damage(path.read_bytes()))
    assert words in by_mail.message
    assert (by_mail.rule, by_mail.path) == ("po-damaged", "page.po")
    assert in_tree == by_mail


@pytest.mark.parametrize("name", DAMAGES)
def test_line_ends_of_windows_hide_nothing(as_it_came, name):
    """What was damaged may have been saved there as well."""
    damage, words = DAMAGES[name]
    data = damage(CATALOGUES[0].read_bytes())
    is_text = b"\0" not in data and b"\r" not in data
    assert words in refusals(as_it_came[1:], data.replace(b"\n", b"\r\n") if is_text else data)[0].message


@given(st.lists(st.tuples(TEXTS.filter(bool), TEXTS), unique_by=lambda pair: pair[0], max_size=6))
def test_a_sound_catalogue_is_never_accused(pairs):
    """Whatever its texts and comments look like: what the parser accepts, nobody looks at."""
    entries = [Entry(msgid=msgid, msgstr=msgstr, comments=(msgstr.replace("\n", " "),)) for msgid, msgstr in pairs]
    data = write([HEADER, *entries])
    assert [entry.pair for entry in parse(data)[1:]] == [entry.pair for entry in entries]


# A slip that a person makes, in a catalogue that holds the signs of every damage in its texts; the rule that it breaks.
SLIPS = {
    "quote-forgotten": ('msgid "a"\nmsgstr "b\n\nmsgid "c"\nmsgstr "d"\n', "po-quotes"),
    "quote-inside": ('msgid "a"\nmsgstr "dites "oui" “ou non”"\n', "po-quotes"),
    "quote-forgotten-behind-a-citation": ('msgid "a"\nmsgstr "« b » et “c”\n\n# d\n', "po-quotes"),
    "escape": ('msgid "a"\nmsgstr "\\q <br> &quot;"\n', "po-escape"),
    "prose": ('Bonjour, voici le fichier; merci.\n\nmsgid "a"\nmsgstr "b"\n', "po-syntax"),
    "plural": ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', "po-syntax"),
    "msgstr-twice": ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "po-syntax"),
    "no-utf-8": (
        '# a line that is as long as a mail program would have it, and then some words\nmsgid "\xe9"\n',
        "utf-8",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_no_damage(name):
    """It is named as it always was."""
    entry, rule = SLIPS[name]
    signs = write([HEADER, Entry(msgid=" ".join(PIECES), msgstr=" ".join(PIECES))])
    data = signs + b"\n" + entry.encode("latin-1" if rule == "utf-8" else "utf-8")
    with pytest.raises(GrammarError) as refused:
        parse(data)
    assert refused.value.rule == rule
    assert explained(data, refused.value) is refused.value


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_wherever_a_catalogue_breaks_off(path):
    """It is refused for that, or what has arrived of it is whole: comments at its end, or a string that goes on."""
    data = path.read_bytes()
    whole = {entry.msgid: entry.msgstr for entry in parse(data)}
    for end in random.Random(0).sample(range(len(HEAD), len(data)), 150):
        try:
            *entries, last = parse(data[:end])
        except GrammarError as refused:
            assert explained(data[:end], refused).rule == "po-damaged"
            continue
        assert all(whole[entry.msgid] == entry.msgstr for entry in entries if entry.msgid)
        assert whole.get(last.msgid, "").startswith(last.msgstr) or not last.msgid
