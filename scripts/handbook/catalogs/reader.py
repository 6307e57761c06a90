"""Reads ``.po`` files strictly, before Sphinx exists: what comes out of here has passed the grammar."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from handbook.catalogs.damage.diagnosis import explained
from handbook.catalogs.damage.recode import parse_recoded
from handbook.catalogs.entries import Entry, active
from handbook.catalogs.grammar import MAX_BYTES, GrammarError, parse
from handbook.catalogs.header import complaint
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import phrase
from handbook.machine.disk import reason_of
from handbook.project.page_names import caseless, refusal, safe_name
from handbook.project.project import DOMAIN, Project
from handbook.texts.text_files import lies_in

# The entries of one catalogue that are not obsolete, by msgid, without the header; those of one language, by domain.
Messages = Mapping[str, Entry]
Catalogues = Mapping[str, Messages]


def read_entries(path: Path, root: Path, *, times: int = 1, is_recoded: bool = False) -> list[Entry]:
    """Read all that stands in a catalogue, its header first; it may be `times` as large as that of a page.

    It has to be UTF-8, or, if it `is_recoded`, in any encoding that can be told.
    Raises HandbookError naming the line and the rule it breaks.
    """
    try:
        if not lies_in(path, root):
            raise GrammarError(1, phrase("it leads out of the project; put the file itself here"), "po-link")
        data = _read_bytes(path, 2 * MAX_BYTES * times)  # UTF-16 takes twice the room
        folder = next((parent.parent.name for parent in path.parents if parent.name == "LC_MESSAGES"), "")
        return _entries(data, folder, parse_recoded if is_recoded else parse, times)
    except GrammarError as error:
        raise HandbookError([_finding(path, root, error.line, error.message, error.rule)]) from None


def _entries(data: bytes, folder: str, parser: Callable[..., list[Entry]], times: int) -> list[Entry]:
    try:
        entries = parser(data, times=times)
        if wrong := complaint(entries[0], folder):
            raise GrammarError(entries[0].line, wrong, "po-header")
    except GrammarError as error:
        raise explained(data, error, times=times) from None
    return entries


def read_catalogue(path: Path, root: Path) -> Messages:
    """Read the messages of a catalogue. Raises HandbookError naming the line and the rule it breaks."""
    return active(read_entries(path, root))


def legible_messages(path: Path, root: Path) -> Messages:
    """Read the messages of a catalogue to find a place in it; none of one that is not there or cannot be read."""
    try:
        return read_catalogue(path, root) if path.is_file() else {}
    except HandbookError:  # whoever shows it to readers has said what is wrong
        return {}


def read_catalogues(project: Project, language: str) -> tuple[Catalogues, list[Finding]]:
    """Read the catalogue of every page in a language: by domain, with what is wrong with those that cannot be read.

    One that no page has is not read: nobody is shown it, however many there are.
    """
    paths, findings = catalogue_paths(project, language)
    owners = {caseless(domain): domain for domain in paths if not _is_stray(domain, project)}
    catalogues: dict[str, Messages] = {}
    for domain, path in paths.items():
        if _is_stray(domain, project):
            if other := owners.get(caseless(domain)):
                message = phrase(
                    "no page has it, and Windows and macOS take it for “{other}.po”; run make po, which moves its "
                    "translations to the memory",
                    other=other,
                )
                findings.append(_finding(path, project.root, 1, message, "name-clash"))
            continue
        try:
            catalogues[domain] = read_catalogue(path, project.root)
        except HandbookError as error:
            findings += error.findings
    return catalogues, findings


def catalogue_paths(project: Project, language: str) -> tuple[Mapping[str, Path], list[Finding]]:
    """Return where the catalogues of a language lie, by domain, with what is wrong with the places of others."""
    folder = project.catalogues(language)
    paths: dict[str, Path] = {}
    findings: list[Finding] = []
    for path in sorted(folder.rglob("*")):
        is_linked_folder = path.is_symlink() and path.is_dir()
        if not path.name.endswith(".po") and not is_linked_folder:
            continue
        # Not Path.with_suffix, which refuses "..po" from Python 3.13 on.
        domain = path.relative_to(folder).as_posix().removesuffix(".po")
        if domain != DOMAIN and (reason := refusal(domain)) is not None:
            message = phrase(
                "no page can have this catalogue: {reason}; remove it, or call it “{name}.po” as its page",
                reason=reason,
                name=safe_name(domain),
            )
            findings.append(_finding(path, project.root, 1, message, "po-domain"))
        elif is_linked_folder or not lies_in(path, project.locales):
            message = phrase("it leads out of its folder; put the catalogues themselves here")
            findings.append(_finding(path, project.root, 1, message, "po-link"))
        else:
            paths[domain] = path
    return paths, findings


def _is_stray(domain: str, project: Project) -> bool:
    return domain != DOMAIN and not project.page(domain).is_file()


def stray_catalogues(project: Project) -> Iterator[Finding]:
    """Yield a notice where catalogues stand that no page has: nobody is shown what they say."""
    for language in project.languages:
        paths, _ = catalogue_paths(project, language)
        if strays := sorted(path for domain, path in paths.items() if _is_stray(domain, project)):
            message = phrase(
                "no page has this catalogue ({count} such here), and nobody is shown it; "
                "make po moves its translations to the memory",
                count=len(strays),
            )
            yield _finding(strays[0], project.root, 1, message, "po-stray")


def _read_bytes(path: Path, most: int) -> bytes:
    try:
        if not path.is_file():  # a pipe would be waited for
            raise GrammarError(1, phrase("it is no file; put a catalogue here, or remove it"), "po-file")
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        message = phrase("it cannot be read ({reason}); correct its permissions", reason=reason_of(error))
        raise GrammarError(1, message, "po-file") from None


def compiled_catalogues(project: Project) -> Iterator[Finding]:
    """Yield a notice where compiled catalogues stand in the tree: nothing reads them, and some may think otherwise."""
    if paths := sorted(project.locales.rglob("*.mo")):
        message = phrase(
            "compiled catalogues are not read ({count} here); remove them, and edit the .po files", count=len(paths)
        )
        yield _finding(paths[0], project.root, 1, message, "po-compiled")


def _finding(path: Path, root: Path, line: int, message: str, rule: str) -> Finding:
    return Finding(path=shown(path, root), line=line, message=message, rule=rule)
