"""Whatever bytes come by mail, they are taken or refused in lines, soon, and what is refused has changed nothing.

500 cases; 20,000 with ``make fuzz``.
"""

import io
import re
import subprocess
import zipfile
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_handbook import fingerprint, write_small_handbook
from translate.convert.po2xliff import po2xliff
from translate.storage.pypo import pofile

from handbook.catalogs.grammar import parse
from handbook.desk.mail.parcel import MAX_ZIP
from handbook.desk.mail.take import take
from handbook.desk.one_form import format_catalogues
from handbook.findings.finding import HandbookError
from handbook.project.project import load_project

CASES = max(500, settings.default.max_examples)
LIMIT = timedelta(seconds=5)
NAME = "locales/fr/LC_MESSAGES/glossary.po"
PIECES = (
    *(
        b'"',
        b"\\",
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"> ",
        b"<br>",
        b"&quot;",
        b"=3D",
        b"=\n",
    ),
    *("“".encode(), "Ã©".encode(), "\ufffd".encode(), "\u0301".encode(), "\u202e".encode(), b"\xe9", b"PK\1\2", b"#~ "),
    *(b"]]>", b"<!DOCTYPE x>", b"&x;", b"<x/>", b"charset=gbk", b"Language: es\\n", b'msgid ""\n', b'msgstr ""\n'),
)


# Signs that a terminal obeys, or that make a line read other than it is.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e]")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return the small handbook, committed."""
    root = write_small_handbook(tmp_path_factory.mktemp("courrier") / "guide")
    for command in ("init -q", "add -A", "-c user.name=A -c user.email=a@example.org commit -q -m A"):
        subprocess.run(["git", *command.split()], cwd=root, check=True)
    return load_project(root)


@pytest.fixture(scope="module")
def came(project):
    """Return a catalogue of the handbook in every form in which it may come, with one translation changed."""
    data = (project.root / NAME).read_bytes().replace("équitable".encode(), "juste à tous égards".encode())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.po", data)
        archive.writestr("fr/b.po.txt", data)
    windows = data.replace(b"charset=utf-8", b"charset=windows-1252").decode().encode("cp1252")
    return (
        data,
        data.decode().encode("utf-16"),
        windows,
        po2xliff().convertstore(pofile.parsestring(data)),
        packed.getvalue(),
    )


@st.composite
def accidents(draw):
    """Return what befalls a file: a function of its bytes."""
    whole = draw(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.sampled_from(PIECES)), max_size=4))

    def befall(data):
        for share, kind, piece in whole:
            at = int(share * len(data))
            data = (
                data[:at] + piece + data[at:],
                data[:at] + piece + data[at + len(piece) :],
                data[:at],
                data[:at] + data[at + 7 :],
                data[at:] + data[:at],
            )[kind]
        return data

    return befall


def taken_or_refused(project, path, data):
    """Take a file, and return whether it was; the tree is as it was where it was not, and in order where it was."""
    before = fingerprint(project.locales)
    path.write_bytes(data)
    try:
        lines = take(project, [path])
    except HandbookError as error:
        assert fingerprint(project.locales) == before
        for finding in error.findings:
            assert finding.rule == "utf-8" or finding.rule.startswith("po-")
            assert (_OBEYED.search(str(finding)), finding.line > 0) == (None, True)
        return False
    assert not any(_OBEYED.search(line) for line in lines)
    for catalogue in project.locales.rglob("*.po"):
        assert parse(catalogue.read_bytes())
    return True


@settings(max_examples=int(CASES * 0.6), deadline=LIMIT)
@given(kind=st.integers(0, 4), befall=accidents())
def test_what_befalls_a_file_on_its_way(project, came, tmp_path_factory, kind, befall):
    """In each of its forms."""
    good = (project.root / NAME).read_bytes()
    try:
        taken_or_refused(project, tmp_path_factory.getbasetemp() / "reçu", befall(came[kind]))
    finally:
        (project.root / NAME).write_bytes(good)


@settings(max_examples=int(CASES * 0.2), deadline=LIMIT)
@given(data=st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
def test_random_bytes(project, tmp_path_factory, data):
    """None of them is a catalogue."""
    assert not taken_or_refused(project, tmp_path_factory.getbasetemp() / "reçu", data)


@settings(max_examples=int(CASES * 0.2), deadline=LIMIT)
@given(kind=st.integers(0, 4), befall=accidents())
def test_such_a_file_in_the_tree_is_formatted_or_refused(project, came, kind, befall):
    """And nothing is written of any catalogue where one cannot be read."""
    path = project.root / NAME
    good, data = path.read_bytes(), befall(came[kind])
    try:
        path.write_bytes(data)
        before = fingerprint(project.locales)
        try:
            format_catalogues(project)
        except HandbookError:
            assert fingerprint(project.locales) == before
        else:
            assert format_catalogues(project) == []
    finally:
        path.write_bytes(good)


def test_each_form_is_taken_as_it_is(project, came, tmp_path):
    """So that the tests above see more than refusals."""
    good = (project.root / NAME).read_bytes()
    for data in came:
        assert taken_or_refused(project, tmp_path / "reçu", data)
        assert "juste à tous égards" in (project.root / NAME).read_text("utf-8")
        (project.root / NAME).write_bytes(good)


LARGE = {
    "zeros": lambda: bytes(50_000_000),
    "line-ends": lambda: b"\n" * 50_000_000,
    "quotes": lambda: b'"' * 50_000_000,
    "marks": lambda: b'msgid ""\nmsgstr ""\n\n# ' + "\u0301\u0323".encode() * 480_000,
    "tags": lambda: b'"<a>' * 480_000,
    "base64": lambda: b"A" + b"\n" * 1_900_000 + b"!",
    "cells": lambda: b'"' + b"a,\n" * 600_000,
    "xliff": lambda: b'<?xml version="1.0"?><xliff version="1.2">' + b"<a b=''/>" * 400_000 + b"</xliff>",
    "zip": lambda: b"PK\3\4" + bytes(50_000_000),
    "directory": lambda: b"PK\3\4" + b"PK\1\2" * 3_000_000,
}


def bomb():
    """Return a .zip of 20 files, each of 4 MB, that has a few kilobytes itself."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}.po", b"# \n" * 1_300_000)
    assert len(packed.getvalue()) < MAX_ZIP / 50
    return packed.getvalue()


LARGE["bomb"] = bomb


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.whole if name == "bomb" else []) for name in LARGE]
)
def test_what_is_large_is_refused_soon(project, tmp_path, name):
    """In one line or, where it holds many files, in one each; it would take minutes if anything were not linear."""
    assert not taken_or_refused(project, tmp_path / "reçu", LARGE[name]())
