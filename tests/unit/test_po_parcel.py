"""What comes by mail is opened, whatever it is packed in; what it says of itself is not believed."""

import struct
import zipfile

import pytest
from damages_of_mail import zipped
from po_by_hand import catalogue, entry, pairs
from small_handbook import SMALL
from translate.convert.po2xliff import po2xliff
from translate.storage.pypo import pofile

from handbook.catalogs.entries import active, fields
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.writer import write
from handbook.desk.mail import parcel
from handbook.desk.mail.parcel import opened
from handbook.desk.mail.xliff import parse_xliff
from handbook.findings.finding import HandbookError

ONE, OTHER, THIRD = (catalogue(pair) for pair in (("One", "Un"), ("Two", "Deux"), ("Three", "Trois")))


@pytest.fixture
def came(tmp_path):
    """Open a file as it lies in somebody's folder of downloads."""

    def came_as(data, name="reçu.zip"):
        path = tmp_path / name
        path.write_bytes(data)
        return opened([path])

    return came_as


def refused(came, data, name="reçu.zip"):
    """Return the one finding of a file that is refused."""
    with pytest.raises(HandbookError) as error:
        came(data, name)
    [finding] = error.value.findings
    return finding


def test_a_zip_holds_any_number_of_catalogues(came):
    """In folders or not; what is none is put aside, what macOS adds is not mentioned."""
    data = zipped(
        ("fr/", b""),
        ("fr/one.po", write(ONE)),
        ("fr/agencies/two (1).PO.txt", write(OTHER).decode().encode("utf-16")),
        ("fr/lisez-moi.txt", b"Bonjour"),
        ("__MACOSX/fr/._one.po", b"\0\5\x16\7"),
        ("fr/.DS_Store", b"\0"),
        ("fr/~$one.po", b"x"),
        ("fr\\.one.po", b"x"),
        ("fr/three.txt", write(THIRD)),
    )
    mailed, aside = came(data)
    assert [(each.name, pairs(each.entries)) for each in mailed] == [
        ("reçu.zip/fr/one.po", [("One", "Un")]),
        ("reçu.zip/fr/agencies/two (1).PO.txt", [("Two", "Deux")]),
        ("reçu.zip/fr/three.txt", [("Three", "Trois")]),
    ]
    assert aside == ["reçu.zip/fr/lisez-moi.txt"]


def test_its_name_says_nothing(came):
    """A catalogue may be called anything, and so may a .zip."""
    assert pairs(came(write(ONE), "did.po.txt")[0][0].entries) == [("One", "Un")]
    assert pairs(came(zipped(("a.po", write(ONE))), "did.po")[0][0].entries) == [("One", "Un")]


NAMES = ("../../../etc/passwd.po", "/etc/x.po", "C:\\x.po", "a\x1b[2J\n.po", "..\\..\\x.po", "\u202eop.x.po", "-rf.po")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_a_zip_leads_nowhere(came, tmp_path, name):
    """It is shown, without signs that a terminal obeys, and nothing is written under it."""
    [mailed], _ = came(zipped((name, write(ONE))))
    assert mailed.name.startswith("reçu.zip/")
    assert mailed.name.isprintable()
    assert [path.name for path in tmp_path.iterdir()] == ["reçu.zip"]


def locked(data):
    """Say in both places that a file is encrypted."""
    return data.replace(b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0").replace(
        b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"
    )


def with_size(data, size):
    """Say in the directory that the first file is of another size."""
    at = data.index(b"PK\1\2") + 24
    return data[:at] + struct.pack("<I", size) + data[at + 4 :]


GOOD = zipped(("a.po", write(ONE)))
REFUSED = {
    "nothing-in-it": (zipped(), "no catalogue in the .zip"),
    "no-catalogue": (zipped(("a.txt", b"x"), ("b.mo", b"y")), "no catalogue in the .zip"),
    "zip-in-the-zip": (zipped(("a.po", write(ONE)), ("b.zip", GOOD)), "a .zip in the .zip"),
    "zip-in-disguise": (zipped(("a.po", GOOD)), "another kind of file (ZIP)"),
    "locked": (locked(GOOD), "password"),
    "unusual": (zipped(("a.po", write(ONE)), packing=zipfile.ZIP_LZMA), "unusual way"),
    "half": (GOOD[: len(GOOD) // 2], "has not arrived whole"),
    "first-bytes": (GOOD[:4], "has not arrived whole"),
    "one-byte-changed": (GOOD.replace(GOOD[45:47], b"\xff\xff", 1), "has not arrived whole"),
    "larger-than-it-says": (with_size(zipped(("a.po", bytes(10_000_000))), 10), "has not arrived"),
    "far-larger-than-a-catalogue": (zipped(("a.po", b"# x\n" * 3_000_000)), "larger than 2000 KB"),
    "a-name-that-is-no-text": (
        GOOD.replace(b"a.po", b"\xff.po").replace(b"\x14\0\0\0", b"\x14\0\0\x08"),
        "has not arrived",
    ),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_a_zip_that_is_no_parcel_is_refused(came, data, words):
    """In one line that says what to ask for."""
    finding = refused(came, data)
    assert words in finding.message
    assert finding.path.startswith("reçu.zip")


def test_a_zip_is_bounded_in_all_that_it_says_and_does(came, monkeypatch):
    """Its own size, how many files it holds, and what all of them unpack to."""
    many = zipped(*((f"{number}.po", write(ONE)) for number in range(12)))
    assert len(came(many)[0]) == 12
    for name, most in (("MAX_ZIP", len(many) - 1), ("MAX_FILES", 11), ("MAX_UNZIPPED", 11 * len(write(ONE)))):
        with monkeypatch.context() as patch:
            patch.setattr(parcel, name, most)
            assert refused(came, many).rule == "po-size"


def test_no_more_is_unpacked_than_is_looked_at(came, monkeypatch):
    """Whatever the .zip says of its sizes."""
    sizes = []
    monkeypatch.setattr(parcel, "_catalogues", lambda data: sizes.append(len(data)) or [])
    came(zipped(("a.po", bytes(3 * parcel.MAX_FILE)), ("b.po", write(ONE))))
    assert sizes == [parcel.MAX_FILE + 1, len(write(ONE))]


def test_all_that_cannot_be_read_is_named(came, tmp_path):
    """Each with its name and line, in one go."""
    bad = write(ONE) + b'\nmsgid "Five\n\n# x\n'
    data = zipped(("a.po", bad), ("b.po", write(OTHER)), ("c/d.po", b"> msgid"))
    (tmp_path / "e.po").write_bytes(bad)
    (tmp_path / "reçu.zip").write_bytes(data)
    with pytest.raises(HandbookError) as error:
        opened([tmp_path / name for name in ("reçu.zip", "e.po", "none.po")])
    assert [finding.path for finding in error.value.findings] == ["e.po", "none.po", "reçu.zip/a.po", "reçu.zip/c/d.po"]


def xliff(data: bytes) -> bytes:
    """Return what ``po2xliff`` makes of a catalogue."""
    return po2xliff().convertstore(pofile.parsestring(data))


@pytest.mark.parametrize("path", sorted((SMALL / "locales").rglob("*.po")), ids=lambda path: path.stem)
def test_what_po2xliff_makes_is_the_catalogue_again(came, path):
    """Its texts, states, comments of translators, and language."""
    before = parse(path.read_bytes())
    [mailed], _ = came(xliff(path.read_bytes()), "did.xlf")
    after = active(mailed.entries)
    for msgid, each in active(before).items():
        assert (after[msgid].msgstr, after[msgid].is_fuzzy) == (each.msgstr, each.is_fuzzy)
        assert after[msgid].comments == each.comments
    assert fields(mailed.entries[0].msgstr)["Language"] == "fr"


def test_every_state_of_a_catalogue_comes_back(came):
    """Done, fuzzy with what the English was, new, retired; of several lines, with signs that XML writes otherwise."""
    states = catalogue(
        ("One", "Un <b> & « deux »"),
        entry("Two", "Deux", fuzzy=True, previous="Too"),
        ("Three", ""),
        entry("a\n\tb", "c\n\td", comments=("note", "de deux lignes")),
        entry("Gone", "Parti", is_obsolete=True),
    )
    [mailed], _ = came(xliff(write(states)), "x.xlf")
    assert pairs(mailed.entries) == [
        *(("One", "Un <b> & « deux »"), ("Two", "? Deux"), ("Three", ""), ("a\n\tb", "c\n\td"), ("Gone", "Parti"))
    ]
    assert active(mailed.entries)["Two"].previous == "Too"
    assert active(mailed.entries)["a\n\tb"].comments == ("note", "de deux lignes")


def unit(target: str, attributes: str = "") -> bytes:
    """Return XLIFF with one message, “One”."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
        '<file original="x" source-language="en" target-language="fr-CA" datatype="po"><body>\n'
        f'<trans-unit id="1"{attributes}><source>One</source>{target}</trans-unit>\n</body></file></xliff>\n'
    ).encode()


# (target, attributes of its unit) -> what the message then says
STATES = {
    "translated": ('<target state="translated">Un</target>', "", "Un"),
    "without-a-state": ("<target>Un</target>", "", "Un"),
    "approved": ("<target>Un</target>", ' approved="yes"', "Un"),
    "not-approved": ("<target>Un</target>", ' approved="no"', "? Un"),
    "translated-and-not-yet-approved": ('<target state="translated">Un</target>', ' approved="no"', "Un"),
    "final": ('<target state="final">Un</target>', "", "Un"),
    "needs-translation": ('<target state="needs-translation">Un</target>', "", "? Un"),
    "needs-review": ('<target state="needs-review-translation">Un</target>', "", "? Un"),
    "approved-and-in-need-of-review": ('<target state="needs-review-l10n">Un</target>', ' approved="yes"', "? Un"),
    "new": ('<target state="new">Un</target>', "", "? Un"),
    "copied": ('<target state="needs-translation">One</target>', "", ""),
    "the-same-in-both-languages": ('<target state="translated">One</target>', "", "One"),
    "empty": ("<target/>", "", ""),
    "no-target": ("", "", ""),
    "proposed": ("<alt-trans><target>Une</target></alt-trans>", "", ""),
    "marked": ('<target>U<mrk mtype="x">n</mrk></target>', "", "Un"),
    "in-segments": ('<target><mrk mtype="seg" mid="0">U</mrk><mrk mtype="seg" mid="1">n</mrk></target>', "", "Un"),
    "by-half": ('<target><mrk mtype="seg" mid="0">Un</mrk> <mrk mtype="seg" mid="1"/></target>', "", "? Un"),
    "no-segment": ('<target><mrk mtype="seg" mid="0"> </mrk> <mrk mtype="seg" mid="1"/></target>', "", ""),
    "laid-out": ("<target>\n      Un\n      deux\n    </target>", "", "Un deux"),
    "commented": ("<target>U<!-- x -->n</target>", "", "Un"),
    "decomposed": ("<target>E\u0301te\u0301</target>", "", "Été"),
}


@pytest.mark.parametrize(("target", "attributes", "meant"), STATES.values(), ids=STATES.keys())
def test_a_state_of_xliff_is_one_of_a_catalogue(came, target, attributes, meant):
    """Whoever set it."""
    [mailed], _ = came(unit(target, attributes), "x.xliff")
    assert pairs(mailed.entries) == [("One", meant)]
    assert fields(mailed.entries[0].msgstr) == {"Language": "fr-CA"}


def with_doctype(subset: str, target: str = "<target>Un</target>") -> bytes:
    """Return XLIFF that declares something."""
    return unit(target).replace(b"?>\n", f"?>\n<!DOCTYPE xliff {subset}>\n".encode())


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE = {
    "file": with_doctype('[<!ENTITY x SYSTEM "file:///etc/passwd">]', "<target>&x;</target>"),
    "address": with_doctype('[<!ENTITY x SYSTEM "http://127.0.0.1:9/">]', "<target>&x;</target>"),
    "document-type": with_doctype('SYSTEM "http://127.0.0.1:9/x.dtd"'),
    "parameters": with_doctype('[<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]'),
    "bomb": with_doctype(f'[<!ENTITY a0 "lol">{BOMB}]', "<target>&a11;</target>"),
    "bomb-in-an-attribute": with_doctype(f'[<!ENTITY a0 "lol">{BOMB}]', '<target state="&a11;">Un</target>'),
    "entity": unit("<target>&x;</target>"),
    "half": unit("<target>Un</target>")[:-30],
    "nested": unit("<g>" * 5_000 + "</g>" * 5_000),
    "code": unit('<target>U<x id="1"/>n</target>'),
    "group-of-code": unit("<target><g>Un</g></target>"),
    "control": unit("<target>U\x9bn</target>"),
    "direction": unit("<target>U\u202en</target>"),
    "carriage-return": unit("<target>U&#13;n</target>"),
    "too-long": unit(f"<target>{'n' * 10_001}</target>"),
    "too-many-files": unit("").replace(b"<body>", b"<body/></file><file><body>" * 1_001),
    "too-many-messages": unit("").replace(b"</body>", b"<trans-unit/>" * 20_001 + b"</body>"),
    "xliff-2": unit("").replace(b'version="1.2">', b'version="2.0">'),
    "encoding-of-no-one": unit("").replace(b'"UTF-8"', b'"x-none"'),
    "another-language": unit("").replace(b"fr-CA", b"../../etc"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xliff_is_refused(came, name):
    """No entity is resolved, nothing is loaded, and nothing takes long."""
    finding = refused(came, HOSTILE[name], "x.xlf")
    assert finding.rule in ("po-xliff", "po-size", "po-control", "po-header")
    assert "root:" not in finding.message


def test_each_file_of_xliff_is_a_catalogue():
    """Some programs put a project into one document."""
    data = unit("<target>Un</target>")
    start, end = data.index(b"<file"), data.index(b"</xliff>")
    both = data[:end] + data[start:end].replace(b"One", b"Two") + data[end:]
    assert [pairs(each) for each in parse_xliff(both)] == [[("One", "Un")], [("Two", "Un")]]


def test_other_xml_is_another_kind_of_file(came):
    """A memory, a glossary: the line names XML."""
    finding = refused(came, b'<?xml version="1.0"?>\n<tmx version="1.4"><body/></tmx>\n', "x.tmx")
    assert "another kind of file (XML)" in finding.message
    with pytest.raises(GrammarError):
        parse_xliff(b"<tmx/>")
