"""What Sphinx 9.0 and MyST-Parser 5.2 complain of, as our findings: in words of ours, with a remedy."""

import io
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.logging import NAMESPACE, SafeEncodingWriter, WarningStreamHandler

from handbook.findings.finding import Finding, shown
from handbook.findings.nearest import Places, nearest
from handbook.findings.phrase import Phrase, listed, phrase
from handbook.machine.disk import disk_complaint
from handbook.project.project import Project
from handbook.sphinx.defaults import CONF, extensions_without_conf

# As Sphinx writes a place: the path, and the line where it is known.
_LOCATION = re.compile(r"(?P<path>.*?)(?::(?P<line>\d*))?")
# As Sphinx colours what it prints.
_COLOUR = re.compile(r"\x1b\[[\d;]*m")

_REMEDIES = {
    "docutils": phrase("mend the directive or role"),
    "image.not_readable": phrase("restore the picture, or correct its path"),
    "myst.directive_unknown": phrase("correct the name of the directive"),
    "myst.role_unknown": phrase("correct the name of the role"),
    "myst.topmatter": phrase("mend the lines between the two --- at the top"),
    "myst.xref_missing": phrase("correct the link, or restore what it leads to"),
    "ref.doc": phrase("correct the link, or restore the page"),
    "ref.numref": phrase("correct the label, or restore it"),
    "ref.ref": phrase("correct the label, or restore it"),
    "ref.term": phrase("add the term to the glossary, or correct it"),
    "toc.circular": phrase("take one of these pages out of its toctree"),
    "toc.duplicate_entry": phrase("list the page once"),
    "toc.no_title": phrase("start the page with a line “# Title”"),
    "toc.not_included": phrase("list the page in the toctree of source/index.md"),
    "toc.not_readable": phrase("restore the page, or take it out of the toctree"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Complaint:
    """A warning that Sphinx logs: its message, a phrase where it is ours; ``path:line``, if known; its rule."""

    message: str
    location: str = ""
    rule: str = "sphinx"


class Complaints(WarningStreamHandler):
    """Keeps the warnings of a Sphinx application as records, since a printed phrase can no longer be translated."""

    def __init__(self) -> None:
        self.printed = io.StringIO()
        super().__init__(SafeEncodingWriter(self.printed))
        self.records: list[Complaint] = []

    def listen(self) -> None:
        """Take the place of the handler of Sphinx that prints, with its filters: they know the path of each page."""
        logger = logging.getLogger(NAMESPACE)
        for printer in [handler for handler in logger.handlers if isinstance(handler, WarningStreamHandler)]:
            self.setLevel(printer.level)
            self.filters = list(printer.filters)
            logger.removeHandler(printer)
        logger.addHandler(self)
        # Warnings from before, while the application was made, are there as printed text only.
        lines = _COLOUR.sub("", self.printed.getvalue()).splitlines()
        self.records += [Complaint(message=line.partition("WARNING: ")[2] or line) for line in lines if line.strip()]

    def emit(self, record: logging.LogRecord) -> None:
        is_ours = isinstance(record.msg, Phrase)
        rule = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))
        complaint = Complaint(
            message=record.msg if is_ours else logging.LogRecord.getMessage(record),
            location=getattr(record, "location", None) or "",
            rule=rule.removeprefix("handbook.") or "sphinx",
        )
        self.records.append(complaint)


def start_sphinx(  # noqa: PLR0913 (three are Sphinx’s own)
    project: Project,
    complaints: Complaints,
    settings: Mapping[str, object],
    *,
    buildername: str,
    outdir: Path,
    doctreedir: Path,
) -> Sphinx:
    """Start Sphinx for the pages of a project; what it warns of goes to `complaints`.

    The builder and its folders are named as Sphinx names them. Raises SphinxError when it cannot be started.
    """
    try:
        return Sphinx(
            srcdir=project.source,
            confdir=project.source if (project.source / CONF).exists() else None,
            buildername=buildername,
            outdir=outdir,
            doctreedir=doctreedir,
            # The rule of a warning is kept beside the message, and does not stand in it.
            confoverrides={
                "nitpicky": True,
                "show_warning_types": False,
                **extensions_without_conf(project),
                **settings,
            },
            status=None,
            warning=complaints.printed,
            freshenv=True,
        )
    finally:
        complaints.listen()


def findings(records: Iterable[Complaint], project: Project, places: Places | None = None) -> list[Finding]:
    """Return Sphinx's warnings as findings; with `places`, those of dead links name the nearest page or anchor."""
    return [_finding(record, project, places) for record in records]


def failure(error: Exception) -> Finding:
    """Return the finding for an error at which Sphinx gives up; of a traceback, its first and its last line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    message = phrase("Sphinx cannot go on: {error}", error=" ".join(dict.fromkeys((lines[0], lines[-1]))))
    return Finding(path="source", line=1, message=message, rule="sphinx")


def _finding(record: Complaint, project: Project, places: Places | None) -> Finding:
    if trouble := disk_complaint(record.message, project.root):
        return trouble
    place = _LOCATION.fullmatch(record.location)
    assert place  # any line is a path with or without a number
    path = shown(project.source / (place["path"] or "conf.py"), project.root)
    text = record.message if isinstance(record.message, Phrase) else " ".join(record.message.split())
    rewording = in_our_words(record.rule, text)
    parts = [rewording or text]
    docname = path.removeprefix(f"{shown(project.source, project.root)}/").removesuffix(".md")
    if places and rewording and (near := nearest(rewording.values, docname, places)):
        parts.append(phrase("the nearest is “{near}”", near=near))
    if remedy := _REMEDIES.get(record.rule):
        parts.append(remedy)
    return Finding(path=path, line=int(place["line"] or 1), message=listed(parts, "; "), rule=record.rule)


# Without backslashes, so that what is quoted is what was written.
_NAME = r"'(?P<{}>[^'\\]+)'"


def _quoting(before: str, *names: str) -> str:
    """Return the pattern of a message that ends with names in quotes, the first of them behind `before`."""
    return before + ": ".join(_NAME.format(name) for name in names)


# Rule -> pattern of Sphinx's message, and our phrase; its groups fill the phrase, or are what `nearest` looks for.
SAYINGS: Mapping[str, tuple[tuple[str, Phrase], ...]] = {
    "myst.xref_missing": (
        (
            _quoting("'myst' cross-reference target not found: ", "target"),
            phrase("the link to “{target}” leads nowhere"),
        ),
        (_quoting("Unknown source document ", "page"), phrase("there is no page “{page}”")),
        (
            _quoting("local id not found in doc ", "page", "anchor"),
            phrase("there is no place “{anchor}” on the page “{page}”"),
        ),
    ),
    "ref.doc": ((_quoting("unknown document: ", "page"), phrase("there is no page “{page}”")),),
    "ref.ref": (
        (_quoting("undefined label: ", "label"), phrase("there is no label “{label}”")),
        (
            _quoting("Failed to create a cross reference. A title or caption not found: ", "label"),
            phrase("what the label “{label}” stands before has no title, and no caption"),
        ),
    ),
    "ref.numref": ((r"'numref' reference target not found: (?P<label>.+)", phrase("there is no label “{label}”")),),
    "ref.term": ((_quoting("term not in glossary: ", "term"), phrase("the glossary has no term “{term}”")),),
    "ref.footnote": (
        (r"Footnote \[(?P<note>[^]]+)\] is not referenced\.", phrase("nothing refers to the footnote “{note}”")),
        (
            _quoting("Duplicate footnote definition found for label: ", "note"),
            phrase("the footnote “{note}” is written twice"),
        ),
    ),
    "toc.not_readable": (
        (
            _quoting("toctree contains reference to non-?existing document ", "page"),
            phrase("the toctree lists a page that does not exist: “{page}”"),
        ),
    ),
    "toc.not_included": (("document isn't included in any toctree", phrase("no toctree lists the page")),),
    "toc.no_title": (
        (
            _quoting("toctree contains reference to document ", "listed")
            + " that doesn't have a title: no link will be generated",
            phrase("the toctree lists a page without a title: “{listed}”"),
        ),
    ),
    "toc.duplicate_entry": (
        (r"duplicated entry found in toctree: (?P<listed>.+)", phrase("the toctree lists the page “{listed}” twice")),
    ),
    "toc.circular": (
        (
            r"circular toctree references detected, ignoring: (?P<pages>.+)",
            phrase("toctrees lead in a circle: {pages}"),
        ),
    ),
    "image.not_readable": (
        (r"image file not readable: (?P<picture>.+)", phrase("the picture “{picture}” cannot be read")),
    ),
    "download.not_readable": (
        (r"download file not readable: (?P<file>.+)", phrase("the file “{file}” cannot be read")),
    ),
    "myst.duplicate_def": (
        ("Duplicate reference definition: (?P<label>.+)", phrase("the link “{label}” is defined twice")),
    ),
    "myst.topmatter": (("Malformed YAML", phrase("the front matter is no YAML")),),
}


def in_our_words(rule: str, text: str) -> Phrase | None:
    """Return our phrase for a message of Sphinx under a rule, with its names as values; None where there is none."""
    for pattern, words in SAYINGS.get(rule, ()):
        if match := re.fullmatch(pattern, text):
            return words.format(**match.groupdict())
    return None
