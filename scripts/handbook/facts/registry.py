"""Reads ``source/facts`` and the vocabulary into one registry, and refuses what does not fit together."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from handbook.facts.held import check_held
from handbook.facts.located import Document, read_toml
from handbook.facts.model import Fact, Name, NameForm, Registry, Source, Topic
from handbook.facts.placeholders import with_values
from handbook.facts.schema import FILE_KEYS, check_fact
from handbook.facts.wording_tables import check_wordings
from handbook.finding import Finding, HandbookError, shown
from handbook.languages import locale_of
from handbook.project import Project
from handbook.reading import read_text, text_as_far_as_legible
from handbook.settings import is_text

_VOCABULARY = {
    "sources": {"title", "address", "language", "as_of"},
    **{key: set() for key in ("topics", "regions", "fields", "names", "wording")},
}
# What the form of a name may say of it, besides its texts.
_FORM = ("lang", "article", "gender")
# … where we know what there is to be said in a language.
_GRAMMAR = {"fr": {"article": ["le", "la", ""], "gender": ["m", "f"]}}
_NEEDED = ("sources", "topics", "regions")
_CHECKED_APART = ("names", "wording")


def load_registry(project: Project) -> Registry:
    """Read all facts of `project`, as readers are told them. Raises HandbookError with every finding at once."""
    registry, documents = _read(project)
    # Last: only a registry that fits together can word its values.
    if findings := list(check_held(registry, documents)):
        raise HandbookError(findings)
    return with_values(registry)


def load_published_registry(project: Project) -> Registry:
    """Read the facts of an edition that is out: what its texts said of its values is what its readers were told."""
    registry, _ = _read(project)
    return with_values(registry)


def _read(project: Project) -> tuple[Registry, list[Document]]:
    """Return the facts with their texts as they are written, and the files they stand in, the vocabulary first."""
    documents, unread = _read_all([project.vocabulary, *sorted(project.facts.glob("*.toml"))], project.root)
    if unread:
        raise HandbookError(unread)
    vocabulary, *files = documents
    # Shapes first: what holds the parts together can only be looked at when each part is whole.
    shapes = list(_check_vocabulary(vocabulary, project))
    if shapes := shapes + list(chain.from_iterable(_check_file(each, project) for each in files)):
        raise HandbookError(shapes)
    registry = _registry(vocabulary, files, project)
    if findings := [*_check_whole(registry, vocabulary, files, project), *_check_required(registry, project)]:
        raise HandbookError(findings)
    return registry, documents


def _read_all(paths: Iterable[Path], root: Path) -> tuple[list[Document], list[Finding]]:
    documents, findings = [], []
    for path in paths:
        try:
            documents.append(read_toml(path, root))
        except HandbookError as error:
            findings += error.findings
    return documents, findings


def _registry(vocabulary: Document, files: list[Document], project: Project) -> Registry:
    facts = [_fact(document, index) for document in files for index in range(len(document.data.get("fact", ())))]
    names = {key: table for document in (vocabulary, *files) for key, table in document.data.get("names", {}).items()}
    return Registry(
        facts={fact.id: fact for fact in facts},
        names={
            key: Name(key=key, forms={lang: _form(form, project) for lang, form in names[key].items()}) for key in names
        },
        sources={key: Source(key=key, **table) for key, table in vocabulary.data["sources"].items()},
        topics={key: Topic(key=key, label=table) for key, table in vocabulary.data["topics"].items()},
        regions=vocabulary.data["regions"],
        pages=_in_reading_order({document.path.stem: document.data["page"] for document in files}, project),
        files=tuple(document.path for document in (vocabulary, *files)),
        fields=vocabulary.data.get("fields", {}),
        wordings={
            language: {"locale": locale_of(project.tag(language)), **table}
            for language, table in vocabulary.data.get("wording", {}).items()
        },
    )


def _in_reading_order(pages: Mapping[str, str], project: Project) -> dict[str, str]:
    """Return `pages` in the order of the list of required facts, which the editors keep: subjects, then facts."""
    path = project.required_facts
    lines = text_as_far_as_legible(path).splitlines()
    order = list(dict.fromkeys(line.partition(".")[0] for line in lines))
    return dict(sorted(pages.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)))


def _fact(document: Document, index: int) -> Fact:
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
    )


def _form(table: Mapping[str, Any], project: Project) -> NameForm:
    return NameForm(
        text=table["text"],
        full=table.get("full", table["text"]),
        language=project.tag(table["lang"]) if "lang" in table else None,
        article=table.get("article"),
        gender=table.get("gender"),
    )


def _check_vocabulary(document: Document, project: Project) -> Iterator[Finding]:
    for key in sorted(document.data.keys() - _VOCABULARY.keys()):
        yield document.finding((key,), f"unknown table {key!r}; the tables are {', '.join(_VOCABULARY)}", "vocabulary")
    for table in _VOCABULARY.keys() & document.data.keys() - _CHECKED_APART:
        yield from _check_table(document, table, project)
    for key in sorted(set(_NEEDED) - document.data.keys()):
        yield document.finding((), f"the table [{key}.…] is missing; add it", "vocabulary")
    yield from check_wordings(document, project.languages)
    yield from _check_names(document, project)


def _check_table(document: Document, table: str, project: Project) -> Iterator[Finding]:
    """Yield what is wrong with a table of the vocabulary, whose entries have the same keys."""
    entries = document.data[table]
    if not isinstance(entries, dict):
        yield document.finding((table,), f"{table} holds a table for each of its keys, like [{table}.…]", "vocabulary")
        return
    wanted = _VOCABULARY[table] or set(project.languages)
    for key, entry in entries.items():
        found = entry.keys() if isinstance(entry, dict) else set()
        if missing := wanted - found:
            message = f"{table}.{key} lacks {', '.join(sorted(missing))}; add it"
            yield document.finding((table, key), message, "vocabulary")
        for odd in sorted(found - wanted):
            message = f"{table}.{key} has an unknown key {odd!r}; the keys are {', '.join(sorted(wanted))}"
            yield document.finding((table, key, odd), message, "vocabulary")
        for each in sorted(found & wanted - {"title"}):
            if not is_text(entry[each]):
                message = f"{table}.{key}.{each} is a text; write it in quotes"
                yield document.finding((table, key, each), message, "vocabulary")
        if table == "sources" and not missing:
            yield from _check_source(document, key, entry, project)


def _check_source(document: Document, key: str, entry: Mapping[str, Any], project: Project) -> Iterator[Finding]:
    title = entry["title"]
    if not isinstance(title, dict) or not all(is_text(title.get(each)) for each in project.languages):
        message = f"sources.{key}: the title needs a text in each of {', '.join(project.languages)}"
        yield document.finding(("sources", key, "title"), message, "vocabulary")
    if entry["language"] not in project.known_languages:
        message = f"sources.{key}: language must be one of {', '.join(project.known_languages)}"
        yield document.finding(("sources", key, "language"), message, "vocabulary")


def _check_file(document: Document, project: Project) -> Iterator[Finding]:
    for key in sorted(document.data.keys() - FILE_KEYS):
        yield document.finding((key,), f"unknown key {key!r}; the keys are {', '.join(sorted(FILE_KEYS))}", "fact-key")
    page = document.data.get("page")
    if not isinstance(page, str):
        yield document.finding((), 'no page; add page = "agencies/…" as the first line', "fact-page")
    elif not project.page(page).is_file():
        message = f"its page {shown(project.page(page), project.root)} does not exist; write it, or correct page"
        yield document.finding(("page",), message, "fact-page")
    facts = document.data.get("fact", [])
    if isinstance(facts, list) and all(isinstance(fact, dict) for fact in facts):
        for index in range(len(facts)):
            yield from check_fact(document, index, project.languages)
    else:
        message = "facts are a list of tables; begin each of them with [[fact]], in double brackets"
        yield document.finding(("fact",), message, "fact-key")
    yield from _check_names(document, project)


def _check_names(document: Document, project: Project) -> Iterator[Finding]:
    names = document.data.get("names", {})
    if not isinstance(names, dict):
        yield document.finding(("names",), "names holds a table for each name, like [names.did]", "name")
        return
    for key, forms in names.items():
        said = forms.keys() if isinstance(forms, dict) else set()
        for language in sorted(said - set(project.languages)):
            message = f"the handbook has no language {language!r}; remove this line"
            yield document.finding(("names", key, language), message, "name")
        for language in project.languages:
            if language not in said or not _is_form(forms[language], language, project):
                message = (
                    f'the name {key!r} needs {language} = {{ text = "…" }}, with full and lang where they differ; '
                    f"lang is one of {', '.join(project.known_languages)}, article one of le, la and nothing, "
                    "gender m or f"
                )
                yield document.finding(("names", key, language), message, "name")


def _is_form(form: Any, language: str, project: Project) -> bool:
    """Whether a name has its texts in a language, and what it says of itself is one of what may be said."""
    if not isinstance(form, dict) or not form.keys() <= {"text", "full", *_FORM}:
        return False
    choices = {"lang": project.known_languages, **_GRAMMAR.get(language, {})}
    said = {key: form[key] for key in _FORM if key in form}
    return (
        is_text(form.get("text"))
        and is_text(form.get("full", "…"))
        and all(isinstance(value, str) and value in choices.get(key, [value]) for key, value in said.items())
    )


def _check_whole(
    registry: Registry, vocabulary: Document, files: list[Document], project: Project
) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for document in files:
        for index, table in enumerate(document.data.get("fact", ())):
            where, name = ("fact", index), table["id"]
            if name in seen:
                message = f"{name} stands at {seen[name]} already; rename one"
                yield document.finding((*where, "id"), message, "fact-duplicate")
            seen.setdefault(name, f"{shown(document.path, project.root)}:{document.line(*where, 'id')}")
            if (topic := table.get("topic")) and topic not in registry.topics:
                message = f"{name}: unknown topic {topic!r}; use one of {', '.join(registry.topics)}"
                yield document.finding((*where, "topic"), message, "fact-topic")
            for field in table.get("fields", ()):
                if field not in registry.fields:
                    known = ", ".join(registry.fields) or f"none yet: add it to {shown(vocabulary.path, project.root)}"
                    message = f"{name}: unknown field {field!r}; the fields are {known}"
                    yield document.finding((*where, "fields"), message, "fact-field")
            for source in table["sources"]:
                if source.partition(":")[0] not in registry.sources:
                    message = f"{name}: unknown source {source!r}; use one of {', '.join(registry.sources)}"
                    yield document.finding((*where, "sources"), message, "fact-source")
            for region in table["value"]["regions"] if table["kind"] == "region-list" else ():
                if region not in registry.regions:
                    message = f"{name}: unknown region {region!r}; add it to {shown(vocabulary.path, project.root)}"
                    yield document.finding((*where, "value"), message, "fact-region")
    for docname in project.pages():
        if docname.startswith("agencies/") and docname not in registry.pages.values():
            stem = Path(docname).name
            message = f'no facts file names this page; write source/facts/{stem}.toml with page = "{docname}"'
            yield Finding(path=f"source/{docname}.md", line=1, message=message, rule="facts-file")


def _check_required(registry: Registry, project: Project) -> Iterator[Finding]:
    """Hold the facts against the editors' list, so that none can vanish with its own file."""
    path = project.required_facts
    lines = {
        stripped: number
        for number, line in enumerate(read_text(path, project.root).splitlines(), 1)
        if (stripped := line.partition("#")[0].strip())
    }
    name = shown(path, project.root)
    for fact_id, number in lines.items():
        if fact_id not in registry.facts:
            message = f"{fact_id} is required and no facts file defines it; restore it, or strike it from this list"
            yield Finding(path=name, line=number, message=message, rule="fact-required")
    for fact in registry.facts.values():
        if fact.id not in lines:
            message = f"{fact.id} does not stand in {name}; add it there"
            yield Finding(path=shown(fact.path, project.root), line=fact.line, message=message, rule="fact-required")
