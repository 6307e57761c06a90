"""Notes that a second person has reviewed pages, as they are now or as they were in a proof."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from handbook.catalogs.comments import MOST_OF_A_NAME, reviewed
from handbook.catalogs.merging.recorded import commit_of, recorded, recorded_entries
from handbook.catalogs.reader import catalogue_paths, read_entries
from handbook.catalogs.writer import alone, put, write
from handbook.findings.finding import Finding, HandbookError, excerpt, printable, shown
from handbook.findings.nearest import nearest_page
from handbook.findings.phrase import Phrase, phrase
from handbook.project.project import Project


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A review: the name of the reviewer, the language in which it is noted, and the commit that was read, if any."""

    name: str
    speaks: str
    commit: str | None = None


def note_reviews(project: Project, language: str, pages: Sequence[str], reading: Reading) -> list[Phrase]:
    """Note in the catalogues of `pages` that their finished translations are reviewed, and return a line on each.

    With a commit, only those that were there in the same words. Raises HandbookError, with nothing written, where there
    is no such page or commit, or where the name cannot be written in a comment.
    """
    name = _checked(reading.name)
    with alone(project):
        paths, _ = catalogue_paths(project, language)
        domains = [page.removeprefix("source/").removesuffix(".md") for page in pages]
        if unknown := [domain for domain in domains if domain not in paths]:
            raise _refused(_no_page(unknown[0], paths, language))
        stood = _pairs(project, language, reading.commit) if reading.commit else None
        before = {domain: read_entries(paths[domain], project.root) for domain in domains}
        done: list[Phrase] = []
        for domain, (header, *entries) in before.items():
            active = [entry for entry in entries if not entry.is_obsolete]
            read = {entry.msgid for entry in active if entry.is_done and (stood is None or entry.pair in stood[domain])}
            noted = [
                reviewed(entry, name, reading.speaks) if entry.msgid in read and not entry.is_obsolete else entry
                for entry in entries
            ]
            put(paths[domain], write([header, *noted]))
            done.append(_account(shown(paths[domain], project.root), name, len(read), len(active) - len(read)))
    return done


def _pairs(project: Project, language: str, commit: str) -> Mapping[str, set[tuple[str, str]]]:
    """Return the pairs of message and translation that were finished in a commit, by page."""
    domains, _ = recorded_entries(recorded(project, commit_of(project, commit)) or {}, language)
    pairs = {domain: {entry.pair for entry in entries if entry.is_done} for domain, entries in domains.items()}
    return defaultdict(set, pairs)


def _account(path: str, name: str, count: int, left: int) -> Phrase:
    if not left:
        return phrase("{file}: reviewed by {name}: {count}", file=path, name=name, count=count)
    return phrase(
        "{file}: reviewed by {name}: {count}; unfinished, or other words by now: {left}",
        file=path,
        name=name,
        count=count,
        left=left,
    )


def _checked(name: str) -> str:
    """Return a name as it is written in a comment. Raises HandbookError where it cannot be."""
    name = " ".join(name.split())
    # A name that ends with a bracket could be read as one with the seal of a review.
    if not name or not name.isprintable() or len(name) > MOST_OF_A_NAME or name.endswith(")"):
        quoted = printable(excerpt(name))
        raise _refused(
            phrase("“{name}” is no name of up to {most} letters; correct it", name=quoted, most=MOST_OF_A_NAME)
        )
    return name


def _no_page(page: str, domains: Collection[str], language: str) -> Phrase:
    near = nearest_page(page, list(domains))
    meant = phrase("did you mean {page}?", page=near) if near else phrase("run make po first")
    return phrase("there is no catalogue of “{page}” in {language}; {meant}", page=page, language=language, meant=meant)


def _refused(message: Phrase) -> HandbookError:
    return HandbookError([Finding(path="locales", line=1, message=message, rule="review")])
