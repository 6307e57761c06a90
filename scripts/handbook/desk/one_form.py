"""Writes every catalogue in the one form of all catalogues, or lists those that are not in it."""

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
    """Write each catalogue that is not in its form, and return their paths.

    Raises HandbookError for those that cannot be read; then nothing is written.
    """
    with alone(project):
        changed = _out_of_form(project)
        for path, data in changed:
            put(project.root / path, data)
    return [path for path, _ in changed]


def recode_catalogues(project: Project, language: str) -> None:
    """Write in UTF-8 each catalogue of a language that a program has saved in another encoding, if nothing is lost."""
    for path in (*catalogue_paths(project, language)[0].values(), *memory_files(project, language)):
        data = path.read_bytes() if path.is_file() else b""
        if (plain := recoded(data)) != data:
            try:
                put(path, write(parse_recoded(plain, times=TIMES)))
            except GrammarError:
                continue  # it is reported when it is read next


def check_forms(project: Project) -> list[Finding]:
    """Return a finding for each catalogue that is not in its form."""
    message = phrase("the file is not in the one form of all catalogues; run handbook po format")
    return [Finding(path=path, line=1, message=message, rule="po-form") for path, _ in _out_of_form(project)]


def _out_of_form(project: Project) -> list[tuple[str, bytes]]:
    """Return the path of each catalogue that is not in its form, with the bytes that it should have."""
    faults: list[Finding] = []
    out: list[tuple[str, bytes]] = []
    for language in project.catalogued:
        paths, findings = catalogue_paths(project, language)
        faults += findings
        memory = memory_files(project, language)
        for path in [*paths.values(), *memory]:
            try:
                header, *entries = read_entries(
                    path, project.root, times=TIMES if path in memory else 1, is_recoded=True
                )
                data = write([whole_header(header, project, language), *entries])
            except HandbookError as error:
                faults += error.findings
                continue
            if path.read_bytes() != data:
                out.append((shown(path, project.root), data))
    if faults:
        raise HandbookError(faults)
    return out
