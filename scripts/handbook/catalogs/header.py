"""The header of a catalogue: what it may say when it is read, and the one form in which it is written.

Programs rely on fields that we have no use for: po-mode replaces a header without ``PO-Revision-Date``, Poedit, msgfmt
and gtranslator complain of missing ones. So the form has each of them, with a constant value: a clock or a name would
change with every save, and be in conflict in every merge. What a program adds of its own is left out again.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache

from handbook.catalogs.entries import Entry, fields, header_of, united
from handbook.findings.phrase import Phrase, phrase
from handbook.project.project import Project

# The fields of the form, in their order. Where a value stands here, every catalogue has it.
_FORM = {
    "Project-Id-Version": None,
    "Report-Msgid-Bugs-To": None,
    # Babel, msgfmt and gtranslator want a date; this one is plainly nobody's.
    "PO-Revision-Date": "1970-01-01 00:00+0000",
    # What msginit writes for a catalogue of nobody in particular: no program complains of it.
    "Last-Translator": "Automatically generated",
    "Language-Team": "none",
    "Language": None,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": None,
}
_SPELLING = {name.lower(): name for name in _FORM}

_FIELD = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d)(?:[+-](?:0\d|1[0-4]):?[0-5]\d)?")
# What a header may say of itself. Python would compile the expression of plural forms; Babel fails on other dates.
_SANE = {
    "content-type": re.compile(r"text/plain; *charset=utf-?8(?:-sig)?", re.IGNORECASE),
    # That of a mail, in which the file may have been; it has been read by now.
    "content-transfer-encoding": re.compile("[78]-?bit|binary|quoted-printable", re.IGNORECASE),
    "language": re.compile(r"[a-z]{2,3}(?:[_-][a-z]{2,4})*", re.IGNORECASE),
    "mime-version": re.compile(r"1\.0"),
    "plural-forms": re.compile(r"nplurals=[1-6]; *plural=[n\d\s()<>=!&|?:%]{1,200};?"),
    "po-revision-date": _DATE,
    "pot-creation-date": _DATE,
}
# What the templates of gettext and of po-mode say where nobody has written anything: it counts as nothing.
_PLACEHOLDER = re.compile(
    r"|PACKAGE VERSION|YEAR-MO-DA HO:MI\+ZONE|(?:FULL NAME <)?EMAIL@ADDRESS>?|.*<LL@li\.org>"
    r"|text/plain; charset=(?:CHARSET)?|nplurals=INTEGER; plural=EXPRESSION;?"
)
_PLACEHOLDER_COMMENT = re.compile(
    r"|SOME DESCRIPTIVE TITLE\.?|Copyright \(C\) YEAR .*|FIRST AUTHOR <EMAIL@ADDRESS>, YEAR\.?"
    r"|This file is distributed under the same license as the PACKAGE package\."
)


def complaint(entry: Entry, folder: str) -> Phrase | None:
    """Return what is wrong with a header, if anything is; `folder` is the language whose folder the catalogue is in."""
    lines = [_FIELD.fullmatch(line) for line in entry.msgstr.removesuffix("\n").split("\n") if line or not entry.msgstr]
    if entry.msgstr and not all(lines):
        return phrase("a line of the header is no field like “Language: fr”; mend or remove it")
    names = Counter(line[1].lower() for line in lines if line)
    if twice := [name for name, count in names.items() if count > 1]:
        return phrase("the header says {field} twice; keep one", field=twice[0])
    values = {name.lower(): value for name, value in stated(entry).items()}
    if "content-type" in values and not _is_sane("content-type", values["content-type"]):
        return phrase("the header must say Content-Type: text/plain; charset=UTF-8; correct it")
    if odd := [name for name in values if not _is_sane(name, values[name])]:
        return phrase(
            "the header says {field}: “{value}”, which other programs misread; correct it",
            field=odd[0],
            value=values[odd[0]][:60],
        )
    language = values.get("language", "")
    if language and folder and base_of(language) != base_of(folder):
        return phrase(
            "the header says Language: “{language}”, the folder is {folder}; correct one of them",
            language=language,
            folder=folder,
        )
    return None


def stated(entry: Entry) -> Mapping[str, str]:
    """Return the fields of a header that say something: an empty one, and a template's placeholder, are absent."""
    return {name: value for name, value in fields(entry.msgstr).items() if not _PLACEHOLDER.fullmatch(value)}


def base_of(tag: str) -> str:
    """Return the language of a ``Language`` field without its region: ``fr`` for ``fr_CA``."""
    return tag.replace("-", "_").partition("_")[0].lower()


def canonical_header(header: Entry, others: Mapping[str, str] | None = None) -> Entry:
    """Return a header in its form; `others` are fields to take where it does not have them."""
    spelled = {_SPELLING.get(name.lower(), name): value for name, value in stated(header).items()}
    values = {**(others or {}), **spelled} | {name: value for name, value in _FORM.items() if value is not None}
    values["Language"] = base_of(values.get("Language", ""))
    if values["Language"]:
        values["Plural-Forms"] = plural_forms(values["Language"])
    written = {name: values[name] for name in _FORM if values.get(name)}
    comments = tuple(line for line in header.comments if not _PLACEHOLDER_COMMENT.fullmatch(line.strip()))
    return replace(
        header,
        msgstr=header_of(written),
        flags=frozenset(),
        previous=None,
        locations=(),
        extracted=(),
        comments=comments,
    )


def new_header(project: Project, language: str) -> Entry:
    """Return the header of a catalogue that is begun."""
    return whole_header(Entry(msgid="", msgstr=""), project, language)


def whole_header(header: Entry, project: Project, language: str) -> Entry:
    """Return a header in its form, with what a program has left out of it: the project and the language."""
    title = project.title[project.source_language]
    return canonical_header(header, {"Project-Id-Version": title, "Language": language})


def with_retired(header: Entry, retired: Entry) -> Entry:
    """Return a header with what one says that po-mode has made obsolete, to put its template in its place."""
    return replace(
        header,
        msgstr=header_of({**stated(retired), **stated(header)}),
        comments=united(retired.comments, header.comments),
    )


@cache
def plural_forms(language: str) -> str:
    """Return the ``Plural-Forms`` of a language, as gettext writes them; those of English where nobody knows."""
    # Here, since `make` reads our catalogues before there is any package.
    from babel.core import UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        return str(get_plural(language))
    except (UnknownLocaleError, ValueError):
        return "nplurals=2; plural=(n != 1);"


def _is_sane(name: str, value: str) -> bool:
    if name not in _SANE:
        return True
    if not (match := _SANE[name].fullmatch(value)):
        return False
    try:
        return not name.endswith("-date") or bool(datetime.fromisoformat(match[1]))
    except ValueError:
        return False
