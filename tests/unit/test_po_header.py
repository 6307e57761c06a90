"""The header of a catalogue satisfies every program, bears no clock, and is understood however a program wrote it."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.catalogs.entries import Entry, fields
from handbook.catalogs.grammar import parse
from handbook.catalogs.header import canonical_header, complaint, new_header, plural_forms, whole_header
from handbook.catalogs.writer import write
from handbook.desk.one_form import format_catalogues

FORM = (
    "Project-Id-Version: A handbook\n"
    "PO-Revision-Date: 1970-01-01 00:00+0000\n"
    "Last-Translator: Automatically generated\n"
    "Language-Team: none\n"
    "Language: fr\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n > 1);\n"
)

# What programs make of fields: each is read, and is the form again once it is written.
SAVED = {
    "empty": ("POT-Creation-Date: \nPO-Revision-Date: \nLast-Translator: \nLanguage-Team: \n", {}),
    "empty-without-space": ("PO-Revision-Date:\nLanguage-Team:\n", {}),
    "clock": ("PO-Revision-Date: 2026-11-26 06:35-0500\nPOT-Creation-Date: 2026-11-26 06:35\n", {}),
    "zone-with-colon": ("PO-Revision-Date: 2026-11-26 06:35+02:00\nPOT-Creation-Date: 2026-11-26 06:35-05:00\n", {}),
    "person": ("Last-Translator: Jeanne <j@example.org>\nLanguage-Team: French - Canada <t@example.org>\n", {}),
    "other-spelling": ("language: fr_CA\ncontent-type: text/plain; charset=utf-8\nMime-Version: 1.0\n", {}),
    "region": ("Language: fr-CA\n", {}),
    "eight-bit-with-hyphen": ("Content-Transfer-Encoding: 8-bit\n", {}),
    "plural-forms-of-another-program": ("Plural-Forms: nplurals=3; plural=(n == 0 || n == 1) ? 0 : 2\n", {}),
    "fields-of-programs": (
        "X-Generator: Poedit 3.6\nX-Poedit-Basepath: ..\nGenerated-By: Babel 2.18\n",
        {},
    ),
    "template": (
        "Project-Id-Version: PACKAGE VERSION\nPO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
        "Last-Translator: FULL NAME <EMAIL@ADDRESS>\nLanguage-Team: LANGUAGE <LL@li.org>\nLanguage: \n"
        "Content-Type: text/plain; charset=CHARSET\nPlural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n",
        {},
    ),
    "nothing": ("", {}),
    "no-charset": ("Content-Type: text/plain; charset=\n", {}),
    "byte-order-mark": ("Content-Type: text/plain; charset=UTF-8-SIG\n", {}),
    "of-its-mail": ("Content-Transfer-Encoding: quoted-printable\n", {}),
    "of-an-old-mail": ("Content-Transfer-Encoding: 7bit\n", {}),
    "capitals": ("Language: FR-ca\n", {}),
    "where-to-write": ("Report-Msgid-Bugs-To: desk@example.org\n", {"Report-Msgid-Bugs-To": "desk@example.org"}),
}

REFUSED = {
    "no-field": "Language: fr\nfr\n",
    "twice": "Language: fr\nlanguage: fr\n",
    "another-charset": "Content-Type: text/plain; charset=iso-8859-1\n",
    "another-type": "Content-Type: text/html; charset=utf-8\n",
    "another-encoding": "Content-Transfer-Encoding: base64\n",
    "no-date": "PO-Revision-Date: yesterday\n",
    "no-day": "PO-Revision-Date: 2026-02-31 10:00+0000\n",
    "no-zone": "POT-Creation-Date: 2026-02-01 10:00+99:00\n",
    "another-language": "Language: de\n",
    "code": "Plural-Forms: nplurals=2; plural=__import__('os');\n",
}


@pytest.mark.parametrize(("lines", "more"), SAVED.values(), ids=SAVED.keys())
def test_what_a_program_saves_is_read_and_comes_back_into_form(lines, more):
    """Whatever it says of clocks, people and itself."""
    header = Entry(msgid="", msgstr=lines)
    assert complaint(header, "fr") is None
    written = canonical_header(header, {"Project-Id-Version": "A handbook", "Language": "fr"})
    assert fields(written.msgstr) == {**fields(FORM), **more}
    assert canonical_header(written) == written


@pytest.mark.parametrize("lines", REFUSED.values(), ids=REFUSED.keys())
def test_what_other_programs_would_misread_is_refused(lines):
    """By a sentence that says what to correct."""
    assert complaint(Entry(msgid="", msgstr=lines), "fr")


@given(st.lists(st.sampled_from([line for lines, _ in SAVED.values() for line in lines.splitlines()]), unique=True))
def test_the_form_is_stable(lines):
    """What is written once is written the same again, whatever fields a header began with."""
    once = write([Entry(msgid="", msgstr="".join(f"{line}\n" for line in lines))])
    assert write(parse(once)) == once


def test_a_new_header_is_in_its_form(project):
    """And so is one from which a program has dropped fields."""
    header = new_header(project, "fr")
    assert canonical_header(header) == header
    assert list(fields(header.msgstr)) == list(fields(FORM))
    assert whole_header(Entry(msgid="", msgstr="X-Generator: OmegaT\n"), project, "fr").msgstr == header.msgstr


def test_plural_forms_are_those_of_the_language_or_of_english():
    """CLDR and gettext know them; nobody knows those of a pseudo-language."""
    assert plural_forms("ja") == "nplurals=1; plural=0;"
    assert plural_forms("qps") == plural_forms("en") == "nplurals=2; plural=(n != 1);"


def test_a_header_that_a_program_made_obsolete_counts(project):
    """Emacs po-mode puts its template before a header in which it misses the date of the revision."""
    template = (
        "# SOME DESCRIPTIVE TITLE.\n# Copyright (C) YEAR Free Software Foundation, Inc.\n"
        "# FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.\n#\n#, fuzzy\n"
        'msgid ""\nmsgstr ""\n"Project-Id-Version: PACKAGE VERSION\\n"\n'
        '"PO-Revision-Date: 2026-11-26 06:36+0000\\n"\n"Content-Type: text/plain; charset=CHARSET\\n"\n\n'
    )
    retired = (
        '#~ # French, with care.\n#~ msgid ""\n#~ msgstr ""\n#~ "Project-Id-Version: Ours\\n"\n#~ "Language: fr\\n"\n\n'
    )
    header, entry = parse(f'{template}{retired}msgid "a"\nmsgstr "b"\n'.encode())
    written = canonical_header(header)
    assert fields(written.msgstr) == {**fields(FORM), "Project-Id-Version": "Ours"}
    assert written.comments == ("French, with care.",)
    assert entry.pair == ("a", "b")


def test_flags_may_stand_on_lines_of_either_mark():
    """Since gettext 0.23, those for people and those for programs may be apart."""
    header = 'msgid ""\nmsgstr "Language: fr\\n"\n\n'
    _, entry = parse(f'{header}#= fuzzy\n#, no-wrap\nmsgid "a"\nmsgstr "b"\n'.encode())
    assert entry.flags == {"fuzzy", "no-wrap"}


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed: apt install gettext")
def test_msgfmt_has_nothing_to_say(project, tmp_path):
    """Of no catalogue that is in its form, however strictly it looks."""
    format_catalogues(project)
    for path in sorted(project.locales.rglob("*.po")):
        command = ["msgfmt", "--check", "--verbose", "--output-file", tmp_path / "x.mo", path]
        answer = subprocess.run(command, capture_output=True, text=True, check=True, env={"LC_ALL": "C.UTF-8"})
        assert "warning" not in answer.stderr, path
