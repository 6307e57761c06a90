"""A catalogue is read in whatever encoding a program has saved it, where that is certain; ``po format`` mends it."""

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from po_by_hand import catalogue, entry, pairs

from handbook.catalogs.damage.recode import parse_recoded, recoded
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.reader import read_entries
from handbook.catalogs.rules.mend import mended
from handbook.catalogs.writer import write
from handbook.desk.mail.parcel import opened
from handbook.desk.one_form import format_catalogues, recode_catalogues
from handbook.findings.finding import HandbookError
from handbook.languages.lookup import language_of

NAME = "agencies/birch"
FRENCH = catalogue(("One", "Un été à l’île, « cité » – 40 €"), entry("Two", "Œuvre", comments="déjà vu"))


def saved(charset, entries=FRENCH, declared=None):
    """Return a catalogue as a program saves it that works with `charset`, and says so."""
    text = write(entries).decode().replace("charset=UTF-8", f"charset={declared or charset}")
    return text.encode(charset)


# What programs of all kinds make of a catalogue. Each is read as if it had come in UTF-8.
WHOLE = write(FRENCH)
POLISH = catalogue(("One", "Zażółć gęślą jaźń"))
RUSSIAN = catalogue(("One", "Съешь ещё этих булок"))
JAPANESE = catalogue(("One", "協同組合の手引き"))
SAVED = {
    "utf-8": (WHOLE, FRENCH),
    "utf-8-with-a-mark": (codecs.BOM_UTF8 + WHOLE, FRENCH),
    "utf-16": (WHOLE.decode().encode("utf-16"), FRENCH),
    "utf-16-big-endian": (codecs.BOM_UTF16_BE + WHOLE.decode().encode("utf-16-be"), FRENCH),
    "utf-16-without-a-mark": (WHOLE.decode().encode("utf-16-le"), FRENCH),
    "utf-16-big-endian-without-a-mark": (WHOLE.decode().encode("utf-16-be"), FRENCH),
    "utf-16-that-says-so": (saved("utf-16"), FRENCH),
    "utf-32": (WHOLE.decode().encode("utf-32"), FRENCH),
    "windows-1252": (saved("windows-1252"), FRENCH),
    "windows-1252-that-says-latin-1": (saved("windows-1252", declared="ISO-8859-1"), FRENCH),
    "latin-9": (saved("iso-8859-15", catalogue(("One", "Œuvre à 40 €"))), catalogue(("One", "Œuvre à 40 €"))),
    "macintosh": (saved("mac_roman", declared="macintosh"), FRENCH),
    "cp850": (saved("cp850", catalogue(("One", "Un été"))), catalogue(("One", "Un été"))),
    "iso-8859-2": (saved("iso-8859-2", POLISH), POLISH),
    "koi8-r": (saved("koi8-r", RUSSIAN), RUSSIAN),
    "shift-jis": (saved("shift_jis", JAPANESE), JAPANESE),
    "gb18030": (saved("gb18030", JAPANESE), JAPANESE),
    "utf-8-that-says-latin-1": (saved("utf-8", declared="iso-8859-1"), FRENCH),
    "windows": (WHOLE.replace(b"\n", b"\r\n"), FRENCH),
    "old-mac": (WHOLE.replace(b"\n", b"\r"), FRENCH),
    "windows-twice": (WHOLE.replace(b"\n", b"\r\r\n"), FRENCH),
    "lines-doubled": (WHOLE.replace(b"\n", b"\n\n"), FRENCH),
    "lines-of-windows-doubled": (WHOLE.replace(b"\n", b"\r\n\r\n"), FRENCH),
    "windows-all-over": ((codecs.BOM_UTF16_LE + WHOLE.decode().replace("\n", "\r\n").encode("utf-16-le")), FRENCH),
    "macos": (unicodedata.normalize("NFD", WHOLE.decode()).encode(), FRENCH),
}

# Where nobody can know what the bytes mean: refused, with the line.
UNCERTAIN = {
    "latin-1-that-says-nothing": (saved("windows-1252", declared="UTF-8"), "utf-8"),
    "another-than-it-says": (saved("windows-1252", declared="big5"), "utf-8"),
    "utf-7": (saved("utf-7"), "po-header"),
    "a-codec-that-is-no-character-set": (saved("windows-1252", declared="unicode_escape"), "utf-8"),
    "a-codec-that-takes-for-ever": (saved("windows-1252", declared="punycode"), "utf-8"),
    "a-character-set-of-no-one": (saved("windows-1252", declared="x-none"), "utf-8"),
    "bytes-that-windows-1252-does-not-have": (saved("windows-1252").replace(b"\x9c", b"\x9d") + b"# \x81\n", "utf-8"),
    "declared-in-a-translation-only": (
        WHOLE + b'\nmsgid "x"\nmsgstr "\xe9"\n\nmsgid "Content-Type: text/plain; charset=latin-1"\nmsgstr ""\n',
        "utf-8",
    ),
}


@pytest.mark.parametrize(("data", "meant"), SAVED.values(), ids=SAVED.keys())
def test_every_encoding_that_is_certain_is_read(data, meant):
    """With a header that says UTF-8 from now on."""
    assert write(parse_recoded(data)) == write(meant)


@pytest.mark.parametrize(("data", "rule"), UNCERTAIN.values(), ids=UNCERTAIN.keys())
def test_what_is_not_certain_is_not_guessed(data, rule, tmp_path, project):
    """By mail and in the tree: it is refused with its line, and nothing is written."""
    mailed = tmp_path / "page.po"
    mailed.write_bytes(data)
    with pytest.raises(HandbookError) as refused:
        opened([mailed])
    [finding] = refused.value.findings
    assert (finding.path, finding.rule) == ("page.po", rule)
    assert b"\xe9" not in data.split(b"\n")[finding.line - 1] or rule == "utf-8"

    path = project.catalogue("fr", NAME)
    path.write_bytes(data)
    with pytest.raises(HandbookError):
        format_catalogues(project)
    assert path.read_bytes() == data


@pytest.mark.parametrize(("data", "meant"), SAVED.values(), ids=SAVED.keys())
def test_format_mends_it_once_and_for_all(data, meant, project):
    """The file is what it would be had it been saved as UTF-8 in the first place."""
    path = project.catalogue("fr", NAME)
    path.write_bytes(write(meant))
    format_catalogues(project)
    right = path.read_bytes()
    path.write_bytes(data)
    format_catalogues(project)
    assert path.read_bytes() == right
    assert format_catalogues(project) == []


@pytest.mark.parametrize("name", [name for name in SAVED if name not in ("utf-8", "windows", "macos")])
def test_other_commands_refuse_it_and_name_the_remedy(name, project):
    """They never write, and what they read has to be what git and everybody else sees."""
    path = project.catalogue("fr", NAME)
    path.write_bytes(SAVED[name][0])
    with pytest.raises(HandbookError) as refused:
        read_entries(path, project.root)
    [finding] = refused.value.findings
    if name == "utf-8-that-says-latin-1":
        assert finding.rule == "po-header"
    else:
        assert finding.rule == "po-encoding"
        assert finding.message.endswith("run handbook po format")


@pytest.mark.parametrize(("data", "meant"), SAVED.values(), ids=SAVED.keys())
def test_an_update_reads_it_all_the_same(data, meant, project):
    """``make po`` brings catalogues into their form, encoding and all."""
    path = project.catalogue("fr", NAME)
    path.write_bytes(data)
    recode_catalogues(project, "fr")
    entries = parse(path.read_bytes())
    assert pairs(entries) == pairs(meant)


def test_an_update_leaves_what_it_cannot_read(project):
    """Conflicts that git has left among line ends of Windows are settled by whoever knows them."""
    path = project.catalogue("fr", NAME)
    data = WHOLE.replace(b"\n", b"\r\n") + b"<<<<<<< HEAD\r\n=======\r\n>>>>>>> x\r\n"
    path.write_bytes(data)
    recode_catalogues(project, "fr")
    assert path.read_bytes() == data


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=200))
def test_utf_8_is_left_as_it_is(text):
    """Whatever it says of itself."""
    data = text.encode()
    if not text.startswith("\ufeff") and "m\0s\0g" not in text and "\0m\0s" not in text:
        assert recoded(data) == data


@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda tail: b'"Content-Type: charset=gbk\\n"\n' + tail))
def test_any_bytes_can_be_recoded(data):
    """Once is enough, and what the parser says of them is no accident."""
    plain = recoded(data)
    assert recoded(plain) == plain
    try:
        parse(plain)
    except GrammarError as refused:
        assert 1 <= refused.line <= plain.count(b"\n") + 1


LETTERS = st.text('aeé\u0301\u0308\u0323ñ\u0303n\\"t\n> <=\u0338가각\u1100\u1161', max_size=20)


@given(
    st.lists(st.tuples(LETTERS.filter(lambda text: text.strip()), LETTERS), max_size=4, unique_by=lambda pair: pair[0])
)
def test_accents_are_one_with_their_letters(texts):
    """In every text of a catalogue, however it is divided into lines and whatever is escaped before them."""
    entries = catalogue(*(entry(msgid, msgstr, comments=msgstr.replace("\n", " ").strip()) for msgid, msgstr in texts))
    try:
        read = parse(write(entries))
    except GrammarError as refused:
        assert refused.rule == "po-duplicate"
        return
    for one, other in zip(read[1:], entries[1:], strict=True):
        assert one.pair == tuple(unicodedata.normalize("NFC", text) for text in other.pair)
        assert all(unicodedata.is_normalized("NFC", line) for line in one.comments)
    assert write(parse(write(read))) == write(read)


def test_an_accent_may_stand_in_the_next_line_of_the_file():
    """And a letter that an escape ends with keeps its own."""
    data = WHOLE + '\nmsgid "cafe"\n"\u0301"\nmsgstr "a\\n\u0303b"\n'.encode()
    assert parse(data)[-1].pair == ("café", "a\n\u0303b")


def test_a_mend_counts_letters_as_the_rules_do():
    """In a file of macOS the edit would otherwise stand a few signs too early."""
    text = write(catalogue(("It is said", "Élevé à l'été"))).decode()
    data, count = mended(unicodedata.normalize("NFD", text).encode(), language_of("fr"))
    assert (count, parse(data)[1].msgstr) == (1, "Élevé à l’été")
