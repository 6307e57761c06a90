"""Reads XLIFF 1.x that was made of catalogues, as ``po2xliff`` makes it: each file in it becomes a catalogue again.

The parser resolves no entities, loads nothing, and refuses elements that are nested too deeply.
"""

import re
from collections.abc import Iterator

from lxml import etree

from handbook.catalogs.entries import Entry, fields, header_of
from handbook.catalogs.grammar import MAX_MESSAGES, GrammarError, check_characters, whole_text
from handbook.findings.phrase import phrase

_BEGINS = re.compile(rb"\s*(?:<\?xml|<!--|<!DOCTYPE\s+xliff|<xliff)")
_MAX_FILES = 1_000
# States of a target that is not finished; the others are those of one that somebody has translated.
_UNFINISHED = re.compile("new|needs-.*")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LAYOUT = re.compile(r"\s*\n\s*")
_UNTRANSLATED = {"new", "needs-translation"}


def is_xliff(data: bytes) -> bool:
    """Whether a file begins like XLIFF; the parser decides whether it is."""
    head = data[:4_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return bool(_BEGINS.match(head)) and b"<xliff" in head


def parse_xliff(data: bytes) -> list[list[Entry]]:
    """Return the entries of each file in an XLIFF document, their header first. Raises GrammarError with the line."""
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        message = phrase("the XML breaks off here, or is broken; ask for the file again, or for the .po file")
        raise GrammarError(error.lineno or 1, message, "po-xliff") from None
    if root.getroottree().docinfo.internalDTD is not None:
        message = phrase("it declares a document type, which XLIFF has no need of; ask for the .po file")
        raise GrammarError(1, message, "po-xliff")
    files = list(root.iter("{*}file"))
    if etree.QName(root).localname != "xliff" or not root.get("version", "").startswith("1.") or not files:
        message = phrase("this is not XLIFF 1.2; ask for that, as po2xliff makes it, or for the .po file")
        raise GrammarError(1, message, "po-xliff")
    if len(files) > _MAX_FILES or sum(1 for _ in root.iter("{*}trans-unit")) > MAX_MESSAGES:
        message = phrase(
            "it holds more than {files} files or {messages} messages; ask for several",
            files=_MAX_FILES,
            messages=MAX_MESSAGES,
        )
        raise GrammarError(1, message, "po-size")
    return [_catalogue(file) for file in files]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def _catalogue(file: etree._Element) -> list[Entry]:
    header = Entry(msgid="", msgstr="", line=file.sourceline or 1)
    entries: dict[str, Entry] = {}
    for unit in file.iter("{*}trans-unit"):
        entry = _entry(unit)
        if unit.get("restype") == "x-gettext-domain-header":
            header = Entry(msgid="", msgstr=entry.msgstr or entry.msgid, line=entry.line, comments=entry.comments)
        elif entry.msgid:
            # The same once more is a translation that the catalogue had retired.
            entries.setdefault(entry.msgid, entry)
    if language := file.get("target-language"):
        header = Entry(
            msgid="",
            msgstr=header_of({"Language": language, **fields(header.msgstr)}),
            line=header.line,
            comments=header.comments,
        )
    return [header, *entries.values()]


def _entry(unit: etree._Element) -> Entry:
    source, target = unit.find("{*}source"), unit.find("{*}target")
    msgid, msgstr = _text(source), "" if _is_empty(target) else _text(target)
    state = "" if target is None else target.get("state", "")
    is_fuzzy = bool(_UNFINISHED.fullmatch(state)) or (unit.get("approved") == "no" and not state) or _is_half(target)
    if state in _UNTRANSLATED and msgstr == msgid:
        msgstr = ""  # some programs begin with a copy of the text
    previous = unit.find("{*}alt-trans[@origin='previous']/{*}source")
    return Entry(
        msgid=msgid,
        msgstr=msgstr,
        flags=frozenset({"fuzzy"} if is_fuzzy and msgstr else ()),
        previous=_text(previous) or None if is_fuzzy and msgstr else None,
        comments=tuple(_comments(unit)),
        line=unit.sourceline or 1,
        msgstr_line=unit.sourceline or 1,
    )


def _segments(target: etree._Element | None) -> list[bool]:
    """Return for each segment whether it has text; some programs mark each sentence as a segment."""
    marks = [] if target is None else target.iter("{*}mrk")
    return [bool("".join(mark.itertext()).strip()) for mark in marks if mark.get("mtype") == "seg"]


def _is_empty(target: etree._Element | None) -> bool:
    segments = _segments(target)
    return bool(segments) and not any(segments)


def _is_half(target: etree._Element | None) -> bool:
    return not all(_segments(target))


def _text(element: etree._Element | None) -> str:
    if element is None:
        return ""
    line = element.sourceline or 1
    tags = (etree.QName(child).localname for child in element.iterdescendants("{*}*"))
    # A mark holds its own text; other elements stand for signs that nobody can put back into a catalogue.
    if code := next((tag for tag in tags if tag != "mrk"), None):
        message = phrase("<{tag}> stands for something that a catalogue writes out; ask for the .po file", tag=code)
        raise GrammarError(line, message, "po-xliff")
    written = "".join(element.itertext())
    parent = element.getparent()
    if all(ancestor.get(_SPACE) != "preserve" for ancestor in (parent, element) if ancestor is not None):
        # Some programs lay the file out anew; a message of a page begins and ends with a word.
        written = _LAYOUT.sub(" ", written).strip()
    text = whole_text(written, line)
    for part in text.split("\n"):
        check_characters(part, line)
    return text


def _comments(unit: etree._Element) -> Iterator[str]:
    for note in unit.findall("{*}note[@from='po-translator']"):
        yield from (line.rstrip() for line in _text(note).split("\n"))
