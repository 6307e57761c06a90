"""What Sphinx and MyST complain of, as our findings with a remedy."""

import io
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.logging import NAMESPACE, SafeEncodingWriter, WarningStreamHandler

from handbook.disk import told_of_disk
from handbook.finding import Finding, shown
from handbook.nearest import Places, nearest
from handbook.phrase import Phrase, listed, phrase
from handbook.project import Project
from handbook.sayings import in_our_words

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
    "myst.header": phrase("use the headings in order, one level at a time"),
    "ref.doc": phrase("correct the link, or restore the page"),
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
    """What Sphinx is told to warn of: the message, a phrase where it is ours; ``path:line``, if known; the rule."""

    message: str
    location: str = ""
    rule: str = "sphinx"


class Complaints(WarningStreamHandler):
    """Keeps what a Sphinx application complains of, as it was said: a phrase that is printed is none any more."""

    def __init__(self) -> None:
        self.printed = io.StringIO()
        super().__init__(SafeEncodingWriter(self.printed))
        self.records: list[Complaint] = []

    def listen(self) -> None:
        """Take the place of the handler of Sphinx that prints, with its filters: they know the path of each page."""
        logger = logging.getLogger(NAMESPACE)
        for printer in [each for each in logger.handlers if isinstance(each, WarningStreamHandler)]:
            self.setLevel(printer.level)
            self.filters = list(printer.filters)
            logger.removeHandler(printer)
        logger.addHandler(self)
        # Of what was said before, while the application was made, there is the text alone.
        said = _COLOUR.sub("", self.printed.getvalue()).splitlines()
        self.records += [Complaint(message=line.partition("WARNING: ")[2] or line) for line in said if line.strip()]

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
            confdir=project.source,
            buildername=buildername,
            outdir=outdir,
            doctreedir=doctreedir,
            # The rule of a warning is kept beside the message, and does not stand in it.
            confoverrides={"nitpicky": True, "show_warning_types": False, **settings},
            status=None,
            warning=complaints.printed,
            freshenv=True,
        )
    finally:
        complaints.listen()


def findings(records: Iterable[Complaint], project: Project, places: Places | None = None) -> list[Finding]:
    """Return Sphinx's warnings as findings; with `places`, dead links are told what they may have meant."""
    return [_finding(record, project, places) for record in records]


def failure(error: Exception) -> Finding:
    """Return the finding for an error at which Sphinx gives up; of a traceback, its first and its last line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    message = phrase("Sphinx cannot go on: {error}", error=" ".join(dict.fromkeys((lines[0], lines[-1]))))
    return Finding(path="source", line=1, message=message, rule="sphinx")


def _finding(record: Complaint, project: Project, places: Places | None) -> Finding:
    if trouble := told_of_disk(record.message, project.root):
        return trouble
    place = _LOCATION.fullmatch(record.location)
    assert place  # any line is a path with or without a number
    path = shown(project.source / (place["path"] or "conf.py"), project.root)
    text = record.message if isinstance(record.message, Phrase) else " ".join(record.message.split())
    said = in_our_words(record.rule, text)
    parts = [said or text]
    docname = path.removeprefix(f"{shown(project.source, project.root)}/").removesuffix(".md")
    if places and said and (near := nearest(said.values, docname, places)):
        parts.append(phrase("the nearest is “{near}”", near=near))
    if remedy := _REMEDIES.get(record.rule):
        parts.append(remedy)
    return Finding(path=path, line=int(place["line"] or 1), message=listed(parts, "; "), rule=record.rule)
