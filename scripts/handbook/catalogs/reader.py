"""Reads ``.po`` files strictly, before Sphinx exists: what comes out of here has passed the grammar."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.catalogs.grammar import Entry, GrammarError, parse
from handbook.finding import Finding, HandbookError, shown
from handbook.project import Project

# Domains by which a catalogue would speak for Sphinx or docutils instead of a page.
_FOREIGN_DOMAINS = {"sphinx", "docutils"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A message of a catalogue: the source text, its translation, and the lines on which they start."""

    msgid: str
    msgstr: str
    is_fuzzy: bool
    line: int
    msgstr_line: int = 1

    @property
    def is_done(self) -> bool:
        """Whether readers may see the translation: it is there and nobody has doubts about it."""
        return bool(self.msgstr.strip()) and not self.is_fuzzy


# The messages of one catalogue by msgid; the catalogues of one language by domain.
Messages = Mapping[str, Message]
Catalogues = Mapping[str, Messages]


def read_catalogue(path: Path, root: Path) -> Messages:
    """Read one catalogue. Raises HandbookError naming the line and the rule it breaks."""
    if not path.resolve().is_relative_to(root.resolve()):
        raise HandbookError(
            [_finding(path, root, 1, "it leads out of the project; put the file itself here", "po-link")]
        )
    try:
        entries = parse(path.read_bytes())
        _check_header(entries[0], path)
    except GrammarError as error:
        raise HandbookError([_finding(path, root, error.line, error.message, error.rule)]) from None
    return {entry.msgid: _message(entry) for entry in entries if entry.msgid and not entry.is_obsolete}


def read_catalogues(project: Project, language: str) -> tuple[Catalogues, list[Finding]]:
    """Read every catalogue of a language: by domain, with what is wrong with those that cannot be read."""
    folder = project.catalogues(language)
    catalogues: dict[str, Messages] = {}
    findings: list[Finding] = []
    for path in sorted(folder.rglob("*.po")):
        domain = path.relative_to(folder).with_suffix("").as_posix()
        if domain.partition(".")[0] in _FOREIGN_DOMAINS:
            message = f"it would replace the words of {domain} on every page; remove it"
            findings.append(_finding(path, project.root, 1, message, "po-domain"))
            continue
        try:
            catalogues[domain] = read_catalogue(path, project.root)
        except HandbookError as error:
            findings += error.findings
    return catalogues, findings


def _check_header(entry: Entry, path: Path) -> None:
    fields = dict(line.split(":", 1) for line in entry.msgstr.splitlines() if ":" in line)
    charset = fields.get("Content-Type", "").lower().replace(" ", "").partition("charset=")[2]
    if charset != "utf-8":
        message = "the header must say Content-Type: text/plain; charset=UTF-8; correct it"
        raise GrammarError(entry.line, message, "po-header")
    folder = next((parent.parent.name for parent in path.parents if parent.name == "LC_MESSAGES"), "")
    language = fields.get("Language", "").strip()
    if language and folder and language.replace("-", "_").partition("_")[0] != folder:
        message = f"the header says Language: {language}, the folder is {folder}; correct one of them"
        raise GrammarError(entry.line, message, "po-header")


def _message(entry: Entry) -> Message:
    is_fuzzy = "fuzzy" in entry.flags
    return Message(
        msgid=entry.msgid, msgstr=entry.msgstr, is_fuzzy=is_fuzzy, line=entry.line, msgstr_line=entry.msgstr_line
    )


def _finding(path: Path, root: Path, line: int, message: str, rule: str) -> Finding:
    return Finding(path=shown(path, root), line=line, message=message, rule=rule)
