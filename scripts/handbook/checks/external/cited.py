"""The addresses outside the handbook that its readers are sent to, by language, each with the places that name it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from handbook.catalogs.grammar import parse
from handbook.catalogs.message_structure import inline_tokens, page_references, parser, walk
from handbook.catalogs.reader import read_catalogues
from handbook.facts.model import Registry
from handbook.findings.finding import shown
from handbook.project.project import Project
from handbook.texts.text_files import text_as_far_as_legible

_WEB = ("http://", "https://")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """An address that readers of a language are sent to, and where it stands; `archive` is that of a copy of it."""

    address: str
    language: str
    path: str
    line: int
    archive: str | None = None


def outside_addresses(project: Project, registry: Registry) -> list[Mention]:
    """Return every mention of an address of the web: in pages, catalogues, vocabulary and settings, sorted."""
    mentions = {
        *_in_pages(project),
        *_in_catalogues(project),
        *_in_sources(project, registry),
        *_in_settings(project),
    }
    return sorted(mentions, key=lambda mention: (mention.address, mention.language, mention.path, mention.line))


def _in_pages(project: Project) -> Iterator[Mention]:
    for docname in project.pages():
        path, environment = project.page(docname), dict[str, Any]()
        name = shown(path, project.root)
        tokens = parser().parse(text_as_far_as_legible(path), environment)
        for line, token in walk(tokens, environment):
            for address in _links([token]):
                # A link that is defined elsewhere on the page has the line of the block that uses it.
                above = token.content.partition(address)[0].count("\n") if address in token.content else 0
                yield Mention(address=address, language=project.source_language, path=name, line=line + above)


def _in_catalogues(project: Project) -> Iterator[Mention]:
    for language in project.translations:
        catalogues, _ = read_catalogues(project, language)
        for domain in catalogues:
            path = project.catalogue(language, domain)
            name = shown(path, project.root)
            references = page_references(text_as_far_as_legible(project.page(domain)))
            for entry in parse(path.read_bytes()):
                if entry.msgid and entry.is_done and not entry.is_obsolete:
                    for address in _links(inline_tokens(entry.msgstr, references)):
                        yield Mention(address=address, language=language, path=name, line=entry.msgstr_line)


def _in_sources(project: Project, registry: Registry) -> Iterator[Mention]:
    path = project.vocabulary
    name, lines = shown(path, project.root), text_as_far_as_legible(path).splitlines()
    for source in registry.sources.values():
        for language in project.languages:
            address = source.address_in(language)
            archive = source.archive_in(language)
            line = _line_of(address, lines)
            yield Mention(address=address, language=language, path=name, line=line, archive=archive)
            if archive:
                yield Mention(address=archive, language=language, path=name, line=_line_of(archive, lines))


def _in_settings(project: Project) -> Iterator[Mention]:
    """Yield where readers write: a form stands on every page."""
    lines = text_as_far_as_legible(project.root / "pyproject.toml").splitlines()
    for language, contact in project.contact.items():
        if contact.href.startswith(_WEB):
            line = _line_of(contact.address, lines)
            yield Mention(address=contact.address, language=language, path="pyproject.toml", line=line)


def _line_of(address: str, lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if f'"{address}"' in line), 1)


def _links(tokens: list[Token]) -> Iterator[str]:
    """Yield the addresses of the web that links lead to."""
    for token in tokens:
        href = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
        if href.startswith(_WEB):
            yield href
        yield from _links(token.children or [])
