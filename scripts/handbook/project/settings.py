"""What ``[tool.handbook]`` may say, and what is wrong with what it says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.lookup import usual_tag
from handbook.languages.typeset import spaced
from handbook.project.contact import contact_complaint
from handbook.texts.links import web_address_fault
from handbook.texts.located_toml import text_faults
from handbook.texts.text_files import TomlError, text_of, toml_values

# A language as ISO 639 writes it.
LANGUAGE = re.compile("[a-z]{2,3}")
# RFC 5646: language, script, region, variants, extensions, private use.
TAG = re.compile(
    "([a-z]{2,3})(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    "((?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)(-x(?:-[a-z0-9]{1,8})+)?"
)
# What readers find in build/site, and all that can be asked for.
SITE_OUTPUTS = ("html", "pdf")
OUTPUTS = (*SITE_OUTPUTS, "print")
PAPERS = {"letter": "Letter", "a4": "A4"}
# What a page may weigh with everything it loads, unless the project says otherwise: KB of 1,024 bytes.
PAGE_BUDGET_KB = 60
# How many releases stay, the published one among them, unless the project says otherwise.
KEEP_RELEASES = 3
# Where the tables of [tool.handbook] that hold a text per language stand.
TEXTS = ("title", "subtitle", "publisher")
KEYS = {*TEXTS, "languages", "outputs", "paper", "base_url", "last_edition", "leaflets", "page_budget_kb"}
KEYS |= {
    "contact",
    "keep_releases",
    "publish",
    "source_language",
    "repository_url",
    "repository_branch",
    "repository_host",
    "tags",
    "native_names",
}
# The programs that hosts of repositories run, each with what the name of such a host holds, if it tells.
REPOSITORY_HOSTS = {
    "github": ("github",),
    "gitlab": ("gitlab",),
    "forgejo": ("codeberg", "forgejo", "gitea"),
    "bitbucket": ("bitbucket",),
}


def complaints(table: Mapping[str, Any]) -> Iterator[tuple[str, Phrase]]:
    """Yield (key, message) for each value of ``[tool.handbook]`` that cannot be used."""
    for keys, fault, _ in text_faults(table):
        yield str(keys[0]) if keys else "handbook", fault
    for key in sorted(table.keys() - KEYS):
        unknown = phrase("unknown key “{key}” in [tool.handbook]; the keys are {keys}")
        yield key, unknown.format(key=key, keys=", ".join(sorted(KEYS)))
    if message := complaint_of_languages(table.get("languages")):
        yield "languages", message
        return
    if found := list(_complaints_of_roles(table)):
        yield from found
        return
    outputs = table.get("outputs", list(SITE_OUTPUTS))
    if not isinstance(outputs, list) or not outputs or any(each not in list(OUTPUTS) for each in outputs):
        yield "outputs", phrase("outputs must be a list of one or more of {outputs}", outputs=", ".join(OUTPUTS))
        return
    yield from _complaints_of_texts(table)
    if table.get("paper", "letter") not in list(PAPERS):
        yield "paper", phrase("paper must be one of {papers}", papers=", ".join(PAPERS))
    for key in ("base_url", "repository_url"):
        if key in table and (not isinstance(table[key], str) or web_address_fault(table[key])):
            yield key, phrase("{key} must be a full address, or left out", key=key)
    yield from _complaints_of_repository(table)
    if "contact" in table and (message := contact_complaint(table["contact"], published_languages(table))):
        yield "contact", message
    yield from _complaints_of_editions(table)


def _complaints_of_editions(table: Mapping[str, Any]) -> Iterator[tuple[str, Phrase]]:
    """Yield what is wrong with how editions are made and kept."""
    if not isinstance(table.get("leaflets", True), bool):
        yield "leaflets", phrase("leaflets must be true, for a leaflet per agency beside the brochure, or false")
    budget = table.get("page_budget_kb", PAGE_BUDGET_KB)
    if not isinstance(budget, int) or isinstance(budget, bool) or budget < 1:
        message = phrase("page_budget_kb must be a number of kilobytes, or left out for {usual}", usual=PAGE_BUDGET_KB)
        yield "page_budget_kb", message
    keep = table.get("keep_releases", KEEP_RELEASES)
    if not isinstance(keep, int) or isinstance(keep, bool) or keep < 1:
        message = phrase("keep_releases must be a number, 1 or more, or left out for {usual}", usual=KEEP_RELEASES)
        yield "keep_releases", message
    name = table.get("last_edition", "-")
    if not isinstance(name, str) or not re.fullmatch(r"[\w./-]+", name) or (name[0] == "-" and name != "-"):
        message = phrase("last_edition must be the commit or tag of the edition before this one, or left out")
        yield "last_edition", message


def published_languages(table: Mapping[str, Any]) -> list[str]:
    """Return the languages that readers get, as ``[tool.handbook]`` says."""
    languages: list[str] = table.get("publish", table["languages"])
    return languages


def _complaints_of_texts(table: Mapping[str, Any]) -> Iterator[tuple[str, Phrase]]:
    for key in TEXTS:
        texts = table.get(key)
        published = published_languages(table)
        if not isinstance(texts, dict) or not all(is_text(texts.get(each)) for each in published):
            texts = ", ".join(f'{language} = "…"' for language in published)
            example = f"{key} = {{ {texts} }}"
            yield key, phrase("{key} needs a text for each language, like {example}", key=key, example=example)
    for key, text in (("tags", 'es = "es-MX"'), ("native_names", 'iu = "ᐃᓄᒃᑎᑐᑦ"')):
        if not _is_per_language(table.get(key, {})):
            message = phrase("{key} must hold a text per language, like {example}, or be left out")
            yield key, message.format(key=key, example=f"{key} = {{ {text} }}")
    yield from _complaints_of_tags(table)


def _complaints_of_tags(table: Mapping[str, Any]) -> Iterator[tuple[str, Phrase]]:
    tags = table.get("tags", {})
    if not _is_per_language(tags):
        return
    for language, tag in tags.items():
        if not TAG.fullmatch(tag):
            usual = TAG.fullmatch(_in_usual_case(tag))
            if usual and not usual["variants"]:
                yield "tags", phrase("the tag “{tag}” is written “{usual}”; write that", tag=tag, usual=usual[0])
            else:
                message = phrase(
                    "“{tag}” is no tag of a language; write it like es, es-MX, zh-Hant or zh-Hant-TW, as BCP 47 does",
                    tag=tag,
                )
                yield "tags", message
            continue
        # A code for private use may stand for a language whose own code cannot be the name of a folder.
        if tag.partition("-")[0].lower() != language and not "qaa" <= language <= "qtz":
            message = phrase(
                "the tag “{tag}” is not one of “{language}”, for it does not begin with that; correct it",
                tag=tag,
                language=language,
            )
            yield "tags", message
            return
    by_tag: dict[str, str] = {}
    for language in table["languages"]:
        tag = tags.get(language) or usual_tag(language)
        other = by_tag.setdefault(tag, language)
        if other != language:
            message = phrase(
                "“{first}” and “{second}” have the same tag “{tag}”; give each its own, with its region",
                first=other,
                second=language,
                tag=tag,
            )
            yield "tags", message


def _in_usual_case(tag: str) -> str:
    """Return a tag with its parts in the case, and with the hyphens, that BCP 47 writes."""
    first, *rest = tag.replace("_", "-").lower().split("-")
    parts, is_extended = [first], False
    for part in rest:
        is_extended |= len(part) == 1
        case = str.lower if is_extended else {2: str.upper, 4: str.capitalize}.get(len(part), str.lower)
        parts.append(case(part))
    return "-".join(parts)


def complaint_of_languages(languages: Any) -> Phrase | None:
    """Return why a value is no list of codes of languages, or None where it is one."""
    if not isinstance(languages, list) or not all(isinstance(each, str) for each in languages) or not languages:
        return phrase('languages must be a list of one or more languages, like ["en", "fr"]')
    if odd := [each for each in languages if not LANGUAGE.fullmatch(each)]:
        return code_fault(odd[0], languages[: languages.index(odd[0])])
    if len(set(languages)) < len(languages):
        return phrase("a language stands twice; keep it once")
    return None


def code_fault(text: str, languages: Sequence[str]) -> Phrase:
    """Return what to write instead of a text that is no code of a language, beside others of a handbook.

    It may be a tag, which tells the region.
    """
    tag = _in_usual_case(text)
    base = tag.partition("-")[0]
    if not TAG.fullmatch(tag) or "-" not in tag:
        return phrase(
            "“{language}” is no language; write its two or three letters of ISO 639, like fr, and its region in tags",
            language=text,
        )
    if any(other.partition("-")[0] == base for other in languages):
        return phrase(
            "“{text}” is a tag, and “{language}” is there already; write a code for private use, like qaa, with its "
            "tag and name: {settings}",
            text=text,
            language=base,
            settings=f'tags = {{ qaa = "{tag}" }}, native_names = {{ qaa = "…" }}',
        )
    return phrase(
        "“{text}” is a tag; write “{language}” here, and {settings} below it",
        text=text,
        language=base,
        settings=f'tags = {{ {base} = "{tag}" }}',
    )


def _complaints_of_roles(table: Mapping[str, Any]) -> Iterator[tuple[str, Phrase]]:
    """Yield what is wrong with which language the pages are written in, and which of them readers get."""
    languages = table["languages"]
    source = table.get("source_language", languages[0])
    published = table.get("publish", languages)
    if source not in languages:
        message = phrase("source_language must be one of languages, the one that pages are written in, or be left out")
        yield "source_language", message
    elif not isinstance(published, list) or any(each not in languages for each in published) or source not in published:
        message = phrase(
            "publish must be a list of those of languages that readers get, “{source}” among them, or be left out",
            source=source,
        )
        yield "publish", message


def is_text(value: Any) -> bool:
    """Whether a value of a TOML file is a text that says something."""
    return isinstance(value, str) and bool(value.strip())


def _is_per_language(table: Any) -> bool:
    return isinstance(table, dict) and all(LANGUAGE.fullmatch(key) and is_text(text) for key, text in table.items())


def finding_at(pyproject: str, key: str, message: Phrase, rule: str = "project") -> Finding:
    """Return what is wrong with a key of ``[tool.handbook]``, at its line of that text of pyproject.toml."""
    lines = pyproject.splitlines()
    start = lines.index("[tool.handbook]") + 1 if "[tool.handbook]" in lines else 1
    begins = re.compile(rf"{re.escape(key)}\s*[=.]")
    line = next((n for n, line in enumerate(lines[start:], start + 1) if begins.match(line)), start)
    return Finding(path="pyproject.toml", line=line, message=message, rule=rule)


def _complaints_of_repository(table: Mapping[str, Any]) -> Iterator[tuple[str, Phrase]]:
    """Yield what is wrong with where the sources are: pages would have links that lead nowhere."""
    hosts = ", ".join(REPOSITORY_HOSTS)
    branch, url = table.get("repository_branch", "main"), str(table.get("repository_url", ""))
    if not isinstance(branch, str) or not re.fullmatch(r"[\w.][\w./-]*", branch):
        message = phrase("repository_branch must be the name of the branch that is edited, or left out")
        yield "repository_branch", message
    if "repository_host" in table and table["repository_host"] not in list(REPOSITORY_HOSTS):
        yield "repository_host", phrase("repository_host must be one of {hosts}", hosts=hosts)
    elif url.startswith(("https://", "http://")) and "repository_host" not in table and not host_of(url):
        message = phrase("the address does not tell the kind of host; add repository_host, one of {hosts}", hosts=hosts)
        yield "repository_url", message


def host_of(url: str) -> str | None:
    """Return the program that the host of a repository runs, where the host's name tells."""
    name = url.partition("://")[2].partition("/")[0].lower()
    return next((host for host, marks in REPOSITORY_HOSTS.items() if any(each in name for each in marks)), None)


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


def texts_of(table: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the texts of ``[tool.handbook]`` by language, with the spaces that each language wants."""
    tags = table.get("tags", {})
    return {
        key: {
            language: spaced(text, tags.get(language) or usual_tag(language)) for language, text in table[key].items()
        }
        for key in TEXTS
    }


def _wrong(line: int, message: Phrase) -> Finding:
    return Finding(path="pyproject.toml", line=line, message=message, rule="project")
