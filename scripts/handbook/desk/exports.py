"""Writes files for other translation programs: ``build/export/memory-fr.tmx`` and ``glossary-fr.tbx``."""

from collections.abc import Callable, Mapping, Sequence

from lxml import html

from handbook.catalogs.entries import Entry, active
from handbook.catalogs.merging.memory import memory_path
from handbook.catalogs.merging.recorded import current_entries
from handbook.catalogs.rules.guide import load_guide
from handbook.catalogs.writer import put
from handbook.desk.concepts import Concept, of_glossaries, with_terminology
from handbook.desk.interchange import as_tbx, as_tmx, units
from handbook.desk.passage import passage
from handbook.desk.update import Extracted, link_definitions
from handbook.facts.model import Registry
from handbook.facts.registry import load_registry
from handbook.findings.finding import shown
from handbook.findings.phrase import Phrase, phrase
from handbook.project.project import Project


def export(project: Project, extracted: Extracted) -> list[Phrase]:
    """Write the files of every language, and return a line on what is in each.

    Raises HandbookError, with nothing written, where a catalogue, the facts or the terminology cannot be read.
    """
    registry = load_registry(project)
    languages = project.translations
    return [line for language in languages for line in _export(project, extracted, registry, language)]


def _export(project: Project, extracted: Extracted, registry: Registry, language: str) -> list[Phrase]:
    catalogues, memory = current_entries(project, language)
    tags = project.tag(project.source_language), project.tag(language)
    files = {project.catalogue(language, domain): entries for domain, entries in catalogues.items()}
    files[memory_path(project, language)] = memory
    pairs = units({shown(path, project.root): entries for path, entries in files.items()})
    concepts = _concepts(project, extracted, registry, language, catalogues)
    written = {
        f"memory-{language}.tmx": as_tmx(pairs, *tags),
        f"glossary-{language}.tbx": as_tbx(concepts, project.title[project.source_language], *tags),
    }
    for name, data in written.items():
        put(project.exports / name, data)
    memory_file, glossary_file = (shown(project.exports / name, project.root) for name in written)
    return [
        phrase("{file}: translations: {count}", file=memory_file, count=len(pairs)),
        phrase("{file}: concepts: {count}", file=glossary_file, count=len(concepts)),
    ]


def _concepts(
    project: Project,
    extracted: Extracted,
    registry: Registry,
    language: str,
    catalogues: Mapping[str, Sequence[Entry]],
) -> list[Concept]:
    done = {
        domain: {msgid: entry.msgstr for msgid, entry in active(entries).items() if entry.is_done}
        for domain, entries in catalogues.items()
    }
    concepts = of_glossaries(
        extracted.concepts,
        lambda page, msgid: done.get(page, {}).get(msgid, ""),
        _plain_texts(project, registry, language),
    )
    source_texts = [message.msgid for template in extracted.templates.values() for message in template]
    target_texts = [msgstr for page in done.values() for msgstr in page.values()]
    return with_terminology(concepts, load_guide(project, registry, language).terms, source_texts, target_texts)


def _plain_texts(project: Project, registry: Registry, language: str) -> Callable[[str, str, bool], str]:
    """Return a function that gives the text which readers see for a message of a page, or for its translation."""
    references = link_definitions(project)

    def plain(page: str, text: str, is_target: bool) -> str:
        speaks = language if is_target else project.source_language
        markup = passage(text, references(page), registry, speaks, project.tag(speaks))
        return html.fragment_fromstring(markup, create_parent="p").text_content().strip()

    return plain
