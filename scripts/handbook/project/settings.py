"""``[tool.handbook]``: its keys, each declared once, with the field of a project that it fills."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.lookup import usual_tag
from handbook.languages.typeset import spaced
from handbook.project import shapes
from handbook.project.contact import Contact, contact_faults, contacts
from handbook.project.declarations import Table, faults_of, fills, keys_of, must
from handbook.project.language_codes import LANGUAGE, languages_faults, tag_faults
from handbook.project.palette import PLAIN, Palette, palette_faults, palette_of
from handbook.project.shapes import anything, either, list_of, matching, of_type, one_of, table_of, whole_number
from handbook.texts.located_toml import text_faults
from handbook.texts.text_files import TomlError, text_of, toml_values

# What readers find in build/site, and all that can be asked for.
SITE_OUTPUTS = ("html", "pdf")
OUTPUTS = (*SITE_OUTPUTS, "print")
# The picture of the cover that the program draws.
WORLD = "world"
# A file in source/, by the path from there: the suffix is to follow.
_IN_SOURCE = r"(?!/)(?!(?:.*/)?\.\.?/).+\."
PAPERS = {"letter": "Letter", "a4": "A4"}
# What a page may weigh with all that it loads at first, in KB of 1,024 bytes, and how many files that may be, with its
# own; how many releases stay, the published one among them: unless the project says otherwise.
PAGE_BUDGET_KB, PAGE_FILES, KEEP_RELEASES = 60, 6, 3
# The programs that hosts of repositories run, each with what the name of such a host holds, if it tells.
REPOSITORY_HOSTS = {
    "github": ("github",),
    "gitlab": ("gitlab",),
    "forgejo": ("codeberg", "forgejo", "gitea"),
    "bitbucket": ("bitbucket",),
}
_HOSTS = ", ".join(REPOSITORY_HOSTS)
_NO_ADDRESS = phrase("{key} must be a full address, or left out")
_IS_PER_LANGUAGE = table_of(shapes.is_text, is_key=matching(LANGUAGE.pattern))
_PER_LANGUAGE = phrase("{key} must hold a text per language, like {example}, or be left out")


def _published(table: Table) -> list[str]:
    """Return the languages that readers get."""
    languages: list[str] = table.get("publish", table["languages"])
    return languages


def _source(table: Table) -> str:
    """Return the language that pages are written in."""
    source: str = table.get("source_language", table["languages"][0])
    return source


def _source_faults(value: Any, table: Table) -> Iterator[Phrase]:
    if value not in table["languages"]:
        yield phrase("source_language must be one of languages, the one that pages are written in, or be left out")


def _publish_faults(value: Any, table: Table) -> Iterator[Phrase]:
    if not list_of(one_of(table["languages"]))(value) or _source(table) not in value:
        yield phrase(
            "publish must be a list of those of languages that readers get, “{source}” among them, or be left out",
            source=_source(table),
        )


def _texts(key: str, **others: Any) -> Any:
    """Return the field of a text that readers see in their language, with the spaces that it wants."""

    def faults(value: Any, table: Table) -> Iterator[Phrase]:
        if not shapes.texts_in(_published(table), is_open=True)(value) or not table_of(of_type(str))(value):
            texts = ", ".join(f'{language} = "…"' for language in _published(table))
            example = f"{key} = {{ {texts} }}"
            yield phrase("{key} needs a text for each language, like {example}", key=key, example=example)

    def made(texts: Mapping[str, str], table: Table) -> Mapping[str, str]:
        tags = table.get("tags", {})
        return {language: spaced(text, tags.get(language) or usual_tag(language)) for language, text in texts.items()}

    return fills(faults, made=made, **others)


def _repository_faults(value: Any, table: Table) -> Iterator[Phrase]:
    """Yield what is wrong with where the sources are: pages would have links that lead nowhere."""
    if not shapes.is_address(value):
        yield _NO_ADDRESS
    if str(value).startswith(("https://", "http://")) and "repository_host" not in table and not _host_of(value):
        yield phrase("the address does not tell the kind of host; add repository_host, one of {hosts}", hosts=_HOSTS)


def _logo_faults(value: Any, table: Table) -> Iterator[Phrase]:
    """Yield what is wrong with the name of a logo; whether it can be read is judged with the pages."""
    if not matching(rf"{_IN_SOURCE}(?:svg|png)")(value):
        yield phrase("logo must be an .svg or .png in source/, or be left out")
    elif "logo_alt" not in table:
        texts = ", ".join(f'{language} = "…"' for language in _published(table))
        yield phrase("logo needs words for who cannot see it; add {example}", example=f"logo_alt = {{ {texts} }}")


def _host_of(url: str) -> str | None:
    """Return the program that the host of a repository runs, where the host's name tells."""
    name = url.partition("://")[2].partition("/")[0].lower()
    return next((host for host, marks in REPOSITORY_HOSTS.items() if any(mark in name for mark in marks)), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What ``[tool.handbook]`` says of a handbook.

    `languages` are those that readers get, `unpublished` those that somebody is still at work on. `contact` says where
    readers of a language write; nothing while it is not set.
    """

    languages: tuple[str, ...] = fills(
        lambda value, _: languages_faults(value),
        made=lambda value, table: tuple(language for language in value if language in _published(table)),
        is_basic=True,
    )
    source_language: str = fills(_source_faults, usual=_source, is_basic=True)
    unpublished: tuple[str, ...] = fills(
        _publish_faults,
        default=(),
        made=lambda value, table: tuple(language for language in table["languages"] if language not in value),
        is_basic=True,
        instead=lambda table: [_source(table)],  # so that no text is asked for in a language that nobody gets
        key="publish",
    )
    outputs: tuple[str, ...] = must(
        list_of(one_of(OUTPUTS), least=1),
        phrase("outputs must be a list of one or more of {outputs}", outputs=", ".join(OUTPUTS)),
        default=SITE_OUTPUTS,
        made=lambda value, _: tuple(value),
        is_basic=True,
    )
    title: Mapping[str, str] = _texts("title")
    subtitle: Mapping[str, str] = _texts("subtitle")
    publisher: Mapping[str, str] = _texts("publisher")
    disclaimer: Mapping[str, str] = _texts("disclaimer", default={})
    licence: Mapping[str, str] = _texts("licence", default={})
    cover: str | None = must(
        either(one_of([WORLD]), matching(rf"{_IN_SOURCE}(?:png|jpe?g)")),
        phrase("cover must be {world}, for a map of the world, or a .png or .jpg in source/, or left out", world=WORLD),
        default=None,
    )
    logo: str | None = fills(_logo_faults, default=None)
    logo_alt: Mapping[str, str] = _texts("logo_alt", default={})
    footer: Mapping[str, str] = _texts("footer", default={})
    colours: Palette = must(  # noqa: RUF009 (it is a field)
        table_of(anything),
        phrase("colours must hold colours by name, like {example}", example='colours = { accent = "#7a1f3d" }'),
        lambda value, _: palette_faults(value),
        default=PLAIN,
        made=lambda value, _: palette_of(value),
    )
    tags: Mapping[str, str] = must(
        _IS_PER_LANGUAGE,
        _PER_LANGUAGE.format(key="tags", example='tags = { es = "es-MX" }'),
        lambda tags, table: tag_faults(tags, table["languages"]),
        default={},
    )
    native_names: Mapping[str, str] = must(
        _IS_PER_LANGUAGE,
        _PER_LANGUAGE.format(key="native_names", example='native_names = { iu = "ᐃᓄᒃᑎᑐᑦ" }'),
        default={},
    )
    paper: str = must(
        one_of(PAPERS), phrase("paper must be one of {papers}", papers=", ".join(PAPERS)), default="letter"
    )
    base_url: str | None = must(shapes.is_address, _NO_ADDRESS, default=None)
    repository_url: str | None = fills(_repository_faults, default=None)
    repository_branch: str = must(
        matching(r"[\w.][\w./-]*"),
        phrase("repository_branch must be the name of the branch that is edited, or left out"),
        default="main",
    )
    repository_host: str | None = must(
        one_of(REPOSITORY_HOSTS),
        phrase("repository_host must be one of {hosts}", hosts=_HOSTS),
        default=None,
        usual=lambda table: _host_of(table.get("repository_url", "")),
    )
    contact: Mapping[str, Contact] = fills(
        lambda value, table: contact_faults(value, _published(table)),
        default={},
        made=lambda value, table: contacts(value, table["languages"]),
    )
    subjects: Mapping[str, str] = _texts("subjects", default={})
    portraits: str | None = must(
        matching(r"\w[\w-]*"),
        phrase("portraits must be the folder in source/ of the pages that each portray one subject, or be left out"),
        default=None,
    )
    leaflets: bool = must(
        of_type(bool),
        phrase("leaflets must be true, for a leaflet per portrait beside the brochure, or false"),
        default=True,
    )
    page_budget_kb: int = must(
        whole_number(least=1),
        phrase("page_budget_kb must be a number of kilobytes, or left out for {usual}", usual=PAGE_BUDGET_KB),
        default=PAGE_BUDGET_KB,
    )
    page_files: int = must(
        whole_number(least=1),
        phrase("page_files must be a number of files, 1 or more, or left out for {usual}", usual=PAGE_FILES),
        default=PAGE_FILES,
    )
    pdf_budget_kb: int | None = must(
        whole_number(least=1),
        phrase(
            "pdf_budget_kb must be a number of kilobytes, or left out for 1,000 and 10 for each page beyond a hundred"
        ),
        default=None,
    )
    keep_releases: int = must(
        whole_number(least=1),
        phrase("keep_releases must be a number, 1 or more, or left out for {usual}", usual=KEEP_RELEASES),
        default=KEEP_RELEASES,
    )
    last_edition: str | None = must(
        matching(r"[\w./][\w./-]*"),
        phrase("last_edition must be the commit or tag of the edition before this one, or left out"),
        default=None,
    )


def complaints(table: Table) -> Iterator[tuple[str, Phrase]]:
    """Yield (key, message) for each value of ``[tool.handbook]`` that cannot be used."""
    for keys, fault, _ in text_faults(table):
        yield str(keys[0]) if keys else "handbook", fault
    unknown = phrase("unknown key “{key}” in [tool.handbook]; the keys are {keys}")
    yield from ((key, fault) for (key,), fault in shapes.unknown_keys(table, sorted(keys_of(Settings)), unknown))
    yield from faults_of(Settings, table)


def read_settings(root: Path) -> tuple[str, dict[str, Any]]:
    """Return pyproject.toml and its ``[tool.handbook]``, which nobody has judged. Raises HandbookError without one."""
    path = root / "pyproject.toml"
    try:
        data = path.read_bytes()
        text = text_of(data)
        tool = toml_values(text).get("tool")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise HandbookError([_wrong(line, phrase("the file is not UTF-8; save it as UTF-8"))]) from None
    except TomlError as error:
        raise HandbookError([_wrong(error.line, error.message)]) from None
    table = tool.get("handbook") if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        raise HandbookError([_wrong(1, phrase("there is no table [tool.handbook]; add it"))])
    return text, table


def finding_at(pyproject: str, key: str, message: Phrase, rule: str = "project") -> Finding:
    """Return what is wrong with a key of ``[tool.handbook]``, at its line of that text of pyproject.toml."""
    lines = pyproject.splitlines()
    start = lines.index("[tool.handbook]") + 1 if "[tool.handbook]" in lines else 1
    begins = re.compile(rf"{re.escape(key)}\s*[=.]")
    line = next((n for n, line in enumerate(lines[start:], start + 1) if begins.match(line)), start)
    return _wrong(line, message, rule)


def _wrong(line: int, message: Phrase, rule: str = "project") -> Finding:
    return Finding(path="pyproject.toml", line=line, message=message, rule=rule)
