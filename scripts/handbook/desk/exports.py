"""Writes what translators take along: ``build/export/memory-fr.tmx`` and ``glossary-fr.tbx``."""

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
    """Write the files of every language, and return what is in them.

    Raises HandbookError, with nothing written, where a catalogue, the facts or the terminology cannot be read.
    """
    registry = load_registry(project)
    languages = project.translations
    return [line for language in languages for line in _export(project, extracted, registry, language)]


def _export(project: Project, extracted: Extracted, registry: Registry, language: str) -> list[Phrase]:
    catalogues, memory = current_entries(project, language)
    tags = project.tag(project.source_language), project.tag(language)
    files = {shown(project.catalogue(language, domain), project.root): each for domain, each in catalogues.items()}
    pairs = units(files | {shown(memory_path(project, language), project.root): memory})
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
    entries = {domain: active(each) for domain, each in catalogues.items()}
    done = {
        domain: {msgid: each.msgstr for msgid, each in page.items() if each.is_done} for domain, page in entries.items()
    }
    concepts = of_glossaries(
        extracted.concepts,
        lambda page, msgid: done.get(page, {}).get(msgid, ""),
        _reader(project, registry, language),
    )
    said = [message.msgid for template in extracted.templates.values() for message in template]
    translated = [msgstr for page in done.values() for msgstr in page.values()]
    return with_terminology(concepts, load_guide(project, registry, language).terms, said, translated)


def _reader(project: Project, registry: Registry, language: str) -> Callable[[str, str, bool], str]:
    """Return the function that gives what readers read of a message of a page, in the translation or not."""
    references = link_definitions(project)

    def plain(page: str, text: str, is_target: bool) -> str:
        speaks = language if is_target else project.source_language
        markup = passage(text, references(page), registry, speaks, project.tag(speaks))
        return html.fragment_fromstring(markup, create_parent="p").text_content().strip()

    return plain
