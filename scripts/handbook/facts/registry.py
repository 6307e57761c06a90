"""Reads ``source/facts`` and the vocabulary into one registry, and refuses what does not fit together."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from handbook.facts.held import check_held
from handbook.facts.model import Fact, Name, NameForm, Registry, Source, Topic
from handbook.facts.placeholders import with_values
from handbook.facts.schema import check_facts_file
from handbook.facts.source_passages import line_faults, passage_faults, passages_of
from handbook.facts.synonyms import read_synonyms
from handbook.facts.vocabulary import check_vocabulary
from handbook.facts.wording_tables import is_whole
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.language import Wording
from handbook.languages.lookup import language_of
from handbook.project.language_names import locale_of
from handbook.project.project import Project
from handbook.texts.located_toml import Document, read_toml, read_toml_if_any
from handbook.texts.text_files import read_text, text_as_far_as_legible


def load_registry(project: Project) -> Registry:
    """Read all facts of `project`, as readers are told them. Raises HandbookError with every finding at once."""
    registry, findings = read_registry(project)
    if registry is None or findings:
        raise HandbookError(findings)
    return registry


def read_registry(project: Project) -> tuple[Registry | None, list[Finding]]:
    """Read the facts of `project`, with what is wrong with them; None where they do not make up a whole."""
    findings: list[Finding] = []
    try:
        registry, documents = _read(project)
        findings += _check_required(registry, project)
        # Last: only a registry that fits together can word its values.
        findings += [] if project.unfinished else check_held(registry, documents)
        return replace(with_values(registry), synonyms=read_synonyms(project)), findings
    except HandbookError as error:
        return None, [*findings, *error.findings]


def load_published_registry(project: Project) -> Registry:
    """Read the facts of an edition that is out: what its texts said of its values is what its readers were told."""
    registry, _ = _read(project)
    if findings := list(_check_required(registry, project)):
        raise HandbookError(findings)
    return with_values(registry)


def _read(project: Project) -> tuple[Registry, list[Document]]:
    """Return the facts with their texts as they are written, and the files they stand in, the vocabulary first."""
    documents, unread = _read_all(project)
    if unread:
        raise HandbookError(unread)
    if project.unpublished or project.unfinished:
        documents = [replace(document, data=_in_languages(document.data, project)) for document in documents]
    vocabulary, *files = documents
    # Shapes first: what holds the parts together can only be looked at when each part is whole.
    shapes = list(check_vocabulary(vocabulary, project))
    if shapes := shapes + list(chain.from_iterable(check_facts_file(file, project) for file in files)):
        raise HandbookError(shapes)
    registry = _registry(vocabulary, files, project)
    if findings := list(_check_whole(registry, vocabulary, files, project)):
        raise HandbookError([*findings, *_check_required(registry, project)])
    return registry, documents


def _in_languages(data: Any, project: Project) -> Any:
    """Return what a file of facts holds, without what is said in languages that are not published, and with the text of
    the source where nothing is said in those that are not finished.
    """
    if isinstance(data, list):
        return [_in_languages(part, project) for part in data]
    if not isinstance(data, dict):
        return data
    source = project.source_language
    table = {key: _in_languages(value, project) for key, value in data.items()}
    if source not in table:
        return table
    published = {key: value for key, value in table.items() if key not in project.unpublished}
    return {**dict.fromkeys(project.unfinished, published[source]), **published}


def _read_all(project: Project) -> tuple[list[Document], list[Finding]]:
    documents, findings = [], []
    for path in (project.vocabulary, *sorted(project.facts.glob("*.toml"))):
        read = read_toml_if_any if path == project.vocabulary else read_toml
        try:
            documents.append(read(path, project.root))
        except HandbookError as error:
            findings += error.findings
    return documents, findings


def _registry(vocabulary: Document, files: list[Document], project: Project) -> Registry:
    sources = {key: _source(key, table) for key, table in vocabulary.data.get("sources", {}).items()}
    facts = [
        _fact(document, index, sources) for document in files for index in range(len(document.data.get("fact", ())))
    ]
    names = {key: table for document in (vocabulary, *files) for key, table in document.data.get("names", {}).items()}
    return Registry(
        facts={fact.id: fact for fact in facts},
        names={
            key: Name(key=key, forms={lang: _form(form, project) for lang, form in names[key].items()}) for key in names
        },
        sources=sources,
        topics={key: Topic(key=key, label=table) for key, table in vocabulary.data.get("topics", {}).items()},
        portraits=frozenset(document.data["page"] for document in files if project.is_portrait(document.data["page"])),
        regions=vocabulary.data.get("regions", {}),
        pages=_in_reading_order({document.path.stem: document.data["page"] for document in files}, project),
        files=tuple(document.path for document in (vocabulary, *files) if document.path.exists()),
        fields=vocabulary.data.get("fields", {}),
        source_language=project.source_language,
        tags={language: project.tag(language) for language in project.languages},
        wordings=dict(_wordings(vocabulary.data.get("wording", {}), project)),
        main_source=vocabulary.data.get("main_source"),
        not_known={file.path.stem: file.data["not_known"] for file in files if "not_known" in file.data},
        colours={file.path.stem: file.data["colour"] for file in files if "colour" in file.data},
    )


def _source(key: str, table: Mapping[str, Any]) -> Source:
    """Return a source; where it has an address per language, its own is that of its language, or the first."""
    address, archive = table["address"], table.get("archive", {})
    translated = {} if isinstance(address, str) else address
    first = address if isinstance(address, str) else address.get(table["language"], next(iter(address.values())))
    copies = {table["language"]: archive} if isinstance(archive, str) else archive
    return Source(key=key, **{**table, "address": first, "translated": translated, "archive": copies})


def _wordings(tables: Mapping[str, Mapping[str, Any]], project: Project) -> Iterator[tuple[str, Wording]]:
    """Yield the words of each language: the project's own, else those that the program has."""
    for language in project.languages:
        is_begun = language in project.unfinished and not is_whole(tables.get(language, {}))
        wording = _wording({} if is_begun else tables, project, language)
        if wording is None and language in project.unfinished:
            wording = _wording(tables, project, project.source_language)
        if wording is not None:
            yield language, wording


def _wording(tables: Mapping[str, Mapping[str, Any]], project: Project, language: str) -> Wording | None:
    locale = locale_of(project.tag(language))
    if table := tables.get(language):
        return Wording(**{**table, "small": tuple(table["small"]), "locale": locale})
    wording = language_of(project.tag(language)).wording
    return wording and replace(wording, locale=locale)


def _in_reading_order(pages: Mapping[str, str], project: Project) -> dict[str, str]:
    """Return `pages` in the order of the list of required facts, which the editors keep: subjects, then facts."""
    path = project.required_facts
    lines = text_as_far_as_legible(path).splitlines()
    order = list(dict.fromkeys(line.partition(".")[0] for line in lines))
    return dict(sorted(pages.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)))


def _fact(document: Document, index: int, sources: Mapping[str, Source]) -> Fact:
    table = document.data["fact"][index]
    return Fact(
        id=table["id"],
        kind=table["kind"],
        value=table["value"],
        page=document.data["page"],
        sources=tuple(table["sources"]),
        evidence=table["evidence"],
        text=table.get("text", {}),
        topic=table.get("topic"),
        path=document.path,
        line=document.line("fact", index, "id"),
        evidence_lines={lang: document.line("fact", index, "evidence", lang) for lang in table["evidence"]},
        review_by=table.get("review_by"),
        review_line=document.line("fact", index, "review_by"),
        fields=tuple(table.get("fields", ())),
        is_figure=table.get("figure", False),
        passages=passages_of(table.get("passage", {}), sources),
    )


def _form(table: Mapping[str, Any], project: Project) -> NameForm:
    return NameForm(
        text=table["text"],
        full=table.get("full", table["text"]),
        language=project.tag(table["lang"]) if "lang" in table else None,
        article=table.get("article"),
        gender=table.get("gender"),
    )


def _check_whole(
    registry: Registry, vocabulary: Document, files: list[Document], project: Project
) -> Iterator[Finding]:
    """Yield what does not hold together: facts of one name, what the vocabulary lacks, pages without facts."""
    places: dict[str, str] = {}
    path = shown(vocabulary.path, project.root)
    for document in files:
        for index, fact in enumerate(document.data.get("fact", ())):
            where, name = ("fact", index), fact["id"]
            if name in places:
                message = phrase("{fact} stands at {place} already; rename one", fact=name, place=places[name])
                yield document.finding((*where, "id"), message, "fact-duplicate")
            places.setdefault(name, f"{shown(document.path, project.root)}:{document.line(*where, 'id')}")
            for key, message, rule in _unknown_words(fact, registry, path):
                yield document.finding((*where, key), message, rule)
            for message in passage_faults(fact, registry.sources):
                yield document.finding((*where, "passage"), message, "fact-passage")
            for message in line_faults(fact, registry.sources):
                yield document.finding((*where, "sources"), message, "fact-source")
    for docname in project.pages():
        if project.is_portrait(docname) and docname not in registry.pages.values():
            message = phrase(
                'no facts file names this page; write source/facts/{subject}.toml with page = "{page}"',
                subject=Path(docname).name,
                page=docname,
            )
            yield Finding(path=f"source/{docname}.md", line=1, message=message, rule="facts-file")


# What a fact takes from the vocabulary -> what to say where it is not there.
_UNKNOWN = {
    "topic": phrase("{fact}: unknown topic “{topic}”; use one of {topics}"),
    "field": phrase("{fact}: unknown field “{field}”; the fields are {fields}"),
    "source": phrase("{fact}: unknown source “{source}”; use one of {sources}"),
    "region": phrase("{fact}: unknown region “{region}”; add it to {path}"),
}


def _unknown_words(fact: Mapping[str, Any], registry: Registry, path: str) -> Iterator[tuple[str, Phrase, str]]:
    """Yield (key, message, rule) for each word of a fact that the vocabulary, the file `path`, does not have."""
    regions = fact["value"]["regions"] if fact["kind"] == "region-list" else ()
    taken: list[tuple[str, str, str, str, Collection[str]]] = [
        *(("topic", "topic", topic, topic, registry.topics) for topic in filter(None, [fact.get("topic")])),
        *(("fields", "field", field, field, registry.fields) for field in fact.get("fields", ())),
        *(("sources", "source", text, text.partition(":")[0], registry.sources) for text in fact["sources"]),
        *(("value", "region", region, region, registry.regions) for region in regions),
    ]
    for key, kind, text, word, words in taken:
        if word not in words:
            none = phrase("none yet: add it to {path}", path=path) if kind == "field" else ""
            values = {"fact": fact["id"], kind: text, f"{kind}s": ", ".join(words) or none, "path": path}
            yield key, _UNKNOWN[kind].format(**values), f"fact-{kind}"


def _check_required(registry: Registry, project: Project) -> Iterator[Finding]:
    """Hold the facts against the editors' list, so that none can vanish with its own file."""
    path = project.required_facts
    if not registry.facts and not path.exists():
        return
    lines = {
        stripped: number
        for number, line in enumerate(read_text(path, project.root).splitlines(), 1)
        if (stripped := line.partition("#")[0].strip())
    }
    name = shown(path, project.root)
    for fact_id, number in lines.items():
        if fact_id not in registry.facts:
            message = phrase(
                "{fact} is required and no facts file defines it; restore it, or strike it from this list", fact=fact_id
            )
            yield Finding(path=name, line=number, message=message, rule="fact-required")
    for fact in registry.facts.values():
        if fact.id not in lines:
            message = phrase("{fact} does not stand in {path}; add it there", fact=fact.id, path=name)
            yield Finding(path=shown(fact.path, project.root), line=fact.line, message=message, rule="fact-required")
