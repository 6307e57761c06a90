"""Brings every catalogue into its one form, and tells which are not in it."""

from handbook.catalogs.damage.recode import parse_recoded, recoded
from handbook.catalogs.grammar import GrammarError
from handbook.catalogs.header import whole_header
from handbook.catalogs.merging.memory import TIMES, memory_files
from handbook.catalogs.reader import catalogue_paths, read_entries
from handbook.catalogs.writer import alone, put, write
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import phrase
from handbook.project.project import Project


def format_catalogues(project: Project) -> list[str]:
    """Write each catalogue that is not in its form, and return their names.

    Raises HandbookError for those that cannot be read; then nothing is written.
    """
    with alone(project):
        changed = _out_of_form(project)
        for name, data in changed:
            put(project.root / name, data)
    return [name for name, _ in changed]


def recode_catalogues(project: Project, language: str) -> None:
    """Write in UTF-8 each catalogue of a language that a program has saved otherwise, where that loses nothing."""
    for path in (*catalogue_paths(project, language)[0].values(), *memory_files(project, language)):
        data = path.read_bytes() if path.is_file() else b""
        if (plain := recoded(data)) != data:
            try:
                put(path, write(parse_recoded(plain, times=TIMES)))
            except GrammarError:
                continue  # whoever reads it next says so, with its line


def check_forms(project: Project) -> list[Finding]:
    """Return a finding for each catalogue that is not in its form."""
    message = phrase("the file is not in the one form of all catalogues; run handbook po format")
    return [Finding(path=name, line=1, message=message, rule="po-form") for name, _ in _out_of_form(project)]


def _out_of_form(project: Project) -> list[tuple[str, bytes]]:
    """Return the name and the right bytes of each catalogue that holds others."""
    found: list[Finding] = []
    out: list[tuple[str, bytes]] = []
    for language in project.catalogued:
        paths, findings = catalogue_paths(project, language)
        found += findings
        memory = memory_files(project, language)
        for path in [*paths.values(), *memory]:
            try:
                header, *entries = read_entries(
                    path, project.root, times=TIMES if path in memory else 1, is_recoded=True
                )
                data = write([whole_header(header, project, language), *entries])
            except HandbookError as error:
                found += error.findings
                continue
            if path.read_bytes() != data:
                out.append((shown(path, project.root), data))
    if found:
        raise HandbookError(found)
    return out
