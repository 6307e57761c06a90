"""A new language in one command: its catalogues, its place in the settings, and what is left to write."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from handbook.catalogs.entries import Entry
from handbook.catalogs.header import new_header
from handbook.catalogs.strings import templates_in
from handbook.catalogs.writer import alone, put, write
from handbook.desk.update import extract
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.lookup import PSEUDO
from handbook.project.language_codes import LANGUAGE, code_fault
from handbook.project.language_names import has_dates, language_fault
from handbook.project.page_names import refusal
from handbook.project.project import Project, load_project
from handbook.texts.text_files import TomlError, toml_values

_LANGUAGES = re.compile(
    r"^(\[tool\.handbook\][^\n]*\n(?:(?!\[)[^\n]*\n)*?languages\s*=\s*\[)([^\]]*?)(,?\s*\])", re.MULTILINE
)


def add_language(
    project: Project, language: str, unprintable: Callable[[Project, str], Phrase | None] = lambda *_: None
) -> list[str]:
    """Make the catalogues of a language and enter it in the settings. Returns lines on what was made.

    Catalogues that are there already are kept, and a language that was added before stays as it is. Readers do not get
    it yet: ``publish`` goes on to list the languages that they have. `unprintable` returns why no PDFs could be made in
    it, if so. Raises HandbookError, with nothing changed, where this cannot be a new language of the handbook.
    """
    if language in project.unfinished:
        return []
    if reason := _why_not(project, language) or unprintable(project, language):
        raise HandbookError([Finding(path="pyproject.toml", line=1, message=reason, rule="language")])
    joined = replace(project, unpublished=(language,)).with_unpublished()
    with alone(project):
        settings = _settings_with(project, language)
        templates = templates_in(joined, language, extract(joined), {})
        made = _write_catalogues(joined, language, templates)
        put(project.root / "pyproject.toml", settings.encode())
    count = sum(len(templates[domain]) for domain in made)
    made_there = phrase(
        "{language}: catalogues in locales/{language}: {files}; messages to translate: {count}",
        language=language,
        files=len(made),
        count=count,
    )
    if has_dates(project.tag(language)):
        return [made_there]
    no_dates = phrase(
        "{language}: Unicode CLDR cannot write a date in this language; those on its pages will not be in it",
        language=language,
    )
    return [made_there, no_dates]


def left_to_write(project: Project, language: str) -> list[Finding]:
    """Return what has to be written, besides translations, to publish a language: titles, names, evidence."""
    missing: list[Finding] = []
    others = tuple(other for other in project.unfinished if other != language)
    published = (*(other for other in project.languages if other not in {*project.unfinished, language}), language)
    checks = (
        lambda: load_project(project.root, publishes=published),
        lambda: load_registry(replace(project, languages=published, unpublished=others, unfinished=())),
    )
    for check in checks:
        try:
            check()
        except HandbookError as error:
            missing += error.findings
    return missing


def _why_not(project: Project, language: str) -> Phrase | None:
    """Return why this cannot be a new language of the handbook, or None."""
    if not LANGUAGE.fullmatch(language):
        return code_fault(language, project.languages)
    if language in project.languages:
        return phrase(
            "the handbook has the language “{language}” already; run make po to bring its catalogues up to date",
            language=language,
        )
    if language == PSEUDO:
        return phrase(
            "“{language}” is the pseudo-language of handbook po pseudo, which nobody reads; take another",
            language=language,
        )
    if (device := refusal(language)) is not None:
        return phrase(
            "{reason}, so no folder can be called so; write a code for private use instead, with its own name and tag: "
            'native_names = {{ qaa = "…" }} and tags = {{ qaa = "{language}" }}',
            reason=device,
            language=language,
        )
    return language_fault(language, project.native_names)


def _write_catalogues(project: Project, language: str, templates: Mapping[str, Sequence[Entry]]) -> list[str]:
    missing = [domain for domain in templates if not project.catalogue(language, domain).exists()]
    for domain in missing:
        put(project.catalogue(language, domain), write([new_header(project, language), *templates[domain]]))
    return missing


def _settings_with(project: Project, language: str) -> str:
    """Return the text of pyproject.toml with one more language, which is not published, and nothing else changed.

    Raises HandbookError where the list of languages is written in a way in which this cannot add one.
    """
    text = (project.root / "pyproject.toml").read_bytes().decode("utf-8-sig")
    before = toml_values(text)["tool"]["handbook"]
    line_end = "\r\n" if "\r\n" in text else "\n"
    publish = "" if "publish" in before else f"{line_end}publish = {json.dumps(before['languages'])}"
    changed = _LANGUAGES.sub(rf'\g<1>\g<2>, "{language}"\g<3>{publish}', text, count=1)
    wanted = {"publish": before["languages"], **before, "languages": [*before["languages"], language]}
    try:
        if toml_values(changed)["tool"]["handbook"] == wanted:
            return changed
    except TomlError:
        pass
    message = phrase(
        "the list of languages is written so that nothing can be entered; write {languages} yourself, and run make po",
        languages=f"languages = {json.dumps(wanted['languages'])}, publish = {json.dumps(wanted['publish'])}",
    )
    raise HandbookError([Finding(path="pyproject.toml", line=1, message=message, rule="language")])
