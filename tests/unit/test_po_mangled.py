"""Letters that a program has broken, or could not write, are seen when a catalogue comes; sound ones never are."""

from unicodedata import normalize

import pytest
from by_mail import NAME, commit, now
from damages_of_mail import windows_of_utf_8
from hypothesis import given
from hypothesis import strategies as st
from po_by_hand import catalogue, pairs

from handbook.catalogs.damage.mangled import broken_letters
from handbook.catalogs.writer import write
from handbook.desk.mail.take import take
from handbook.findings.finding import HandbookError

NOW = catalogue(("One", "Un"), ("Two", "Deux, en mieux"), ("Three", ""), ("Four", "Quatre"))


@pytest.fixture(autouse=True)
def translated(project):
    """Have the page translated, and that committed."""
    (project.root / NAME).write_bytes(write(NOW))
    commit(project.root)


# A catalogue whose English has signs of its own, and one whose English has none.
SIGNS = catalogue(("The agency’s café", "Le café de l’agence"), ("Plain", "Simple"), ("More", ""))
PLAIN = catalogue(("One", "Un été"), ("Two", "Deux étés"), ("Three", ""))
ASCII = {"ascii", "latin-1", "dropped", "decomposed", "without-accents"}
BROKEN = {
    "windows-1252": windows_of_utf_8,
    "macintosh": lambda data: data.decode("mac_roman").encode(),
    "dos": lambda data: data.decode("cp850").encode(),
    "lost": lambda data: data.decode("ascii", "replace").encode(),
    "some-lost": lambda data: data.replace("é".encode(), "\ufffd".encode()),
    "ascii": lambda data: data.decode().encode("ascii", "replace"),
    "latin-1": lambda data: data.decode().replace("é", "ő").encode("latin-1", "replace").decode("latin-1").encode(),
    "dropped": lambda data: data.decode().encode("ascii", "ignore"),
    "decomposed": lambda data: normalize("NFD", data.decode()).encode("ascii", "replace"),
    "without-accents": lambda data: normalize("NFD", data.decode()).encode("ascii", "ignore"),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("entries", [SIGNS, PLAIN], ids=["signs", "plain"])
def test_letters_that_a_program_has_broken_are_seen(project, mailed, entries, name):
    """By the messages of the page, or by what the tree says already, or, of the commonest, by themselves."""
    (project.root / NAME).write_bytes(write(entries))
    data = BROKEN[name](write(entries))
    path = mailed(entries)
    path.write_bytes(data)
    with pytest.raises(HandbookError) as refused:
        take(project, [path])
    [finding] = refused.value.findings
    assert finding.rule == "po-damaged"
    assert name in ASCII or not data.split(b"\n")[finding.line - 1].isascii()
    assert data.split(b"\n")[finding.line - 1] != write(entries).split(b"\n")[finding.line - 1]
    assert now(project) == pairs(entries)


def test_broken_letters_are_seen_in_words_that_nobody_has_seen_before(project, mailed):
    """All that is not ASCII comes out right when it is put right."""
    (project.root / NAME).write_bytes(write(catalogue(("One", ""), ("Two", ""))))
    path = mailed(NOW)
    path.write_bytes(windows_of_utf_8(write(catalogue(("One", "Été"), ("Two", "L’île – « là »")))))
    with pytest.raises(HandbookError) as refused:
        take(project, [path])
    assert refused.value.findings[0].message.startswith("letters are broken (“Ã‰” for “É”)")


@pytest.mark.parametrize("codec", ["ascii", "latin-1", "cp1252"])
def test_letters_that_a_program_could_not_write_are_seen_in_new_words(project, mailed, codec):
    """More than one word asks in its midst; and the line says which."""
    (project.root / NAME).write_bytes(write(catalogue(("One", ""), ("Two", ""))))
    text = catalogue(("One", "Qu’il y a l’été, dit-elle : «\u202foui\u202f»"), ("Two", "La côte d’Ivoire – ő őt"))
    path = mailed(NOW)
    path.write_bytes(write(text).decode().replace("’", "ʼ").encode(codec, "replace").decode(codec).encode())
    with pytest.raises(HandbookError) as refused:
        take(project, [path])
    assert refused.value.findings[0].message.startswith("letters are lost here (“Qu?il”)")


@pytest.mark.parametrize(
    "msgstr",
    ["Quoi?", "Quoi? Là?", "Voir https://a.org/b?c=d et https://a.org/?e", "Quoi?Là", "« Qui? » (où?)", "a???"],
)
def test_a_question_is_no_lost_letter(project, mailed, msgstr):
    """People ask, addresses do, and one slip of the hand is one."""
    theirs = catalogue(("One", msgstr), ("Two", "Qui?"), ("Three", "Où?"), ("Four", "Quatre"))
    take(project, [mailed(theirs)])
    assert dict(now(project))["One"] == msgstr


def test_a_message_that_asked_before_is_no_lost_letter(project, mailed):
    """The page has changed since: its question has become a sentence."""
    (project.root / NAME).write_bytes(write(catalogue(("Who…", "Qui…"), ("Où", "Où"), ("Two", ""))))
    theirs = catalogue(("Who?", "Qui?"), ("Où", "Ou"), ("Two", "Deux"))
    assert "1 not on the page any more" in take(project, [mailed(theirs)])[0]


WORDS = (
    "là",
    "Été",
    "QUALITÉ",
    "MAÏS",
    "ÎLE",
    "À",
    "Ça",
    "Œuvre",
    "l’école",
    "d’être",
    "Noël",
    "« oui »",
    "1 200",
    "…",
    "–",
    "40 €",
)
SAYINGS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
SOUND = st.builds(
    lambda words, space, end: space.join(words) + end,
    SAYINGS,
    st.sampled_from(" \xa0"),
    st.sampled_from(("", "\xa0:", "\xa0»", "’", "\u202f!")),
)


@given(
    st.lists(
        st.tuples(st.sampled_from(("Plain", "“Ã©” for “é”", "a � b")), SOUND),
        max_size=4,
        unique_by=lambda pair: pair[0],
    )
)
def test_sound_letters_are_never_accused(texts):
    """Whatever letters a translation begins and ends with, and whatever signs the English shows."""
    entries = catalogue(*((msgid, f"{msgid if msgid != 'Plain' else ''} {msgstr}") for msgid, msgstr in texts))
    assert broken_letters(entries, {msgid: () for msgid, _ in texts}) is None


def test_a_page_about_broken_letters_may_be_translated():
    """Even where they are all that is not ASCII."""
    entries = catalogue(("Ã© and â€™ for these", "Ã© et â€™ au lieu de cela"))
    assert broken_letters(entries, {}) is None
    assert broken_letters(catalogue(("These", entries[1].msgstr)), {}).rule == "po-damaged"


def test_decomposed_letters_are_those_of_the_page(project, mailed):
    """A file of macOS has changed nothing."""
    entries = catalogue(("Café", "Un été"), ("Two", "Deux"))
    (project.root / NAME).write_bytes(write(entries))
    path = mailed(NOW)
    path.write_bytes(write(entries).decode().replace("é", "e\u0301").encode())
    assert take(project, [path]) == [f"{NAME}: nothing new in the file"]
