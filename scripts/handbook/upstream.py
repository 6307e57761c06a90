"""What Sphinx and MyST complain of, as our findings with a remedy."""

import io
import re

from handbook.disk import told_of_disk
from handbook.finding import Finding, shown
from handbook.nearest import Places, nearest
from handbook.project import Project

_LINE = re.compile(
    r"(?:(?P<path>[^\n]*?)(?::(?P<line>\d+))?(?P<translated>:<translated>(?::\d+)?)?: )?"
    r"(?:WARNING|ERROR|SEVERE|CRITICAL): (?P<message>.*?)(?: \[(?P<rule>[\w.-]+)\])?\s*",
    re.DOTALL,
)

_REMEDIES = {
    "docutils": "mend the directive or role",
    "image.not_readable": "restore the picture, or correct its path",
    "myst.directive_unknown": "correct the name of the directive",
    "myst.role_unknown": "correct the name of the role",
    "myst.topmatter": "mend the lines between the two --- at the top",
    "myst.xref_missing": "correct the link, or restore what it leads to",
    "myst.header": "use the headings in order, one level at a time",
    "ref.doc": "correct the link, or restore the page",
    "ref.ref": "correct the label, or restore it",
    "ref.term": "add the term to the glossary, or correct it",
    "toc.duplicate_entry": "list the page once",
    "toc.no_title": "start the page with a line “# Title”",
    "toc.not_included": "list the page in the toctree of source/index.md",
    "toc.not_readable": "restore the page, or take it out of the toctree",
}


class WarningStream(io.StringIO):
    """The stream on which a Sphinx application reports; Sphinx writes one record at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[str] = []

    def write(self, text: str) -> int:
        if text.strip():
            self.records.append(text.strip())
        return len(text)


def findings(records: list[str], project: Project, language: str, places: Places | None = None) -> list[Finding]:
    """Return Sphinx's warnings as findings; with `places`, dead links are told what they may have meant."""
    return [_finding(record, project, language, places) for record in records]


def failure(error: Exception) -> Finding:
    """Return the finding for an error at which Sphinx gives up; of a traceback, its first and its last line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    return Finding(path="source", line=1, message=" ".join(dict.fromkeys((lines[0], lines[-1]))), rule="sphinx")


def _finding(record: str, project: Project, language: str, places: Places | None) -> Finding:
    plain = re.sub(r"\x1b\[[\d;]*m", "", record)
    if trouble := told_of_disk(plain, project.root):
        return trouble
    match = _LINE.fullmatch(plain)
    if match is None:
        return Finding(path="source", line=1, message=plain, rule="sphinx")
    rule = (match["rule"] or "sphinx").removeprefix("handbook.")
    path = shown(project.source / (match["path"] or "conf.py"), project.root)
    message = " ".join(match["message"].split())
    if match["translated"]:
        message = f"in the {language} translation of this text: {message}"
    docname = path.removeprefix(f"{shown(project.source, project.root)}/").removesuffix(".md")
    if places and (near := nearest(message, docname, places)):
        message = f"{message}; the nearest is {near!r}"
    if remedy := _REMEDIES.get(rule):
        message = f"{message}; {remedy}"
    return Finding(path=path, line=int(match["line"] or 1), message=message, rule=rule)
