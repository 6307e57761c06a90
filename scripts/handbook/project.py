"""The project and its editions: every name and path of the pipeline is spelled here, once."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.finding import Finding, HandbookError

# BCP 47 tags of what readers get, and each language's own name for itself.
LANGUAGE_TAGS = {"en": "en-CA", "fr": "fr-CA"}
NATIVE_NAMES = {"en": "English", "fr": "Français"}
# The language the pages are written in; every other edition is translated from it.
SOURCE_LANGUAGE = "en"
# What readers find in build/site, and all that can be asked for.
SITE_OUTPUTS = ("html", "pdf")
OUTPUTS = (*SITE_OUTPUTS, "print")
PAPERS = {"letter": "Letter", "a4": "A4"}
# Where the tables of [tool.handbook] that hold a text per language stand.
TEXTS = ("title", "subtitle", "publisher")
KEYS = {*TEXTS, "languages", "outputs", "paper", "base_url", "repository_url", "last_edition", "leaflets"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """One handbook: what ``[tool.handbook]`` says, and where everything lies below `root`."""

    root: Path
    title: Mapping[str, str]
    subtitle: Mapping[str, str]
    publisher: Mapping[str, str]
    languages: tuple[str, ...]
    outputs: tuple[str, ...]
    paper: str
    base_url: str | None = None
    repository_url: str | None = None
    last_edition: str | None = None
    leaflets: bool = True

    @property
    def source(self) -> Path:
        return self.root / "source"

    @property
    def facts(self) -> Path:
        return self.source / "facts"

    @property
    def vocabulary(self) -> Path:
        return self.source / "vocabulary.toml"

    @property
    def required_facts(self) -> Path:
        return self.facts / "required.txt"

    @property
    def locales(self) -> Path:
        return self.root / "locales"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def site(self) -> Path:
        return self.build / "site"

    @property
    def print_edition(self) -> Path:
        return self.build / "print"

    @property
    def kept(self) -> Path:
        return self.build / "kept"

    @property
    def reports(self) -> Path:
        return self.build / "reports"

    def page(self, docname: str) -> Path:
        """Return the source file of a page."""
        return self.source / f"{docname}.md"

    def pages(self) -> list[str]:
        """Return the docname of every page in ``source/``, sorted."""
        return sorted(p.relative_to(self.source).as_posix().removesuffix(".md") for p in self.source.rglob("*.md"))

    def catalogues(self, language: str) -> Path:
        """Return the folder of a language's catalogues, as gettext lays it out."""
        return self.locales / language / "LC_MESSAGES"

    def catalogue(self, language: str, domain: str) -> Path:
        """Return the catalogue of one page, or of our own strings (``handbook``), in `language`."""
        return self.catalogues(language) / f"{domain}.po"

    def brochure_name(self, language: str) -> str:
        """Return the file name under which a language's brochure is published in ``downloads/``."""
        return f"brochure-{language}.pdf"

    def offline_name(self, language: str) -> str:
        """Return the file name of a language's copy for reading without a network, in ``downloads/``."""
        return f"handbook-{language}.zip"

    def leaflet_name(self, docname: str, language: str) -> str:
        """Return the file name of the leaflet that an agency's page is published as, in ``downloads/``."""
        return f"{docname.rpartition('/')[2]}-{language}.pdf"

    def print_name(self, language: str) -> str:
        """Return the file name of a language's brochure for a print shop, in ``build/print``."""
        return f"brochure-{language}-print.pdf"

    def booklet_name(self, language: str) -> str:
        """Return the file name of a language's booklet for an office printer, in ``build/print``."""
        return f"brochure-{language}-booklet.pdf"

    @property
    def bilingual_booklet_name(self) -> str:
        """The file name of the booklet in both languages, in ``build/print``."""
        return "brochure-bilingual-booklet.pdf"


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """A project in one language: the unit of work of a build.

    `siblings` are the languages it stands beside and links to; `has_brochure` is whether it offers a PDF.
    """

    project: Project
    language: str
    siblings: tuple[str, ...]
    has_brochure: bool = True

    @property
    def tag(self) -> str:
        return LANGUAGE_TAGS[self.language]

    @property
    def title(self) -> str:
        return self.project.title[self.language]


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What to build: languages and outputs of the project.

    `allow_incomplete` lets English show in other editions; `force` prints again what has not changed.
    """

    languages: tuple[str, ...]
    outputs: tuple[str, ...]
    allow_incomplete: bool = False
    force: bool = False
    jobs: int | None = None


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` whose pyproject.toml has a ``[tool.handbook]`` table."""
    for folder in (start, *start.parents):
        pyproject = folder / "pyproject.toml"
        if pyproject.is_file() and "[tool.handbook]" in pyproject.read_text(encoding="utf-8", errors="replace"):
            return folder
    message = "no pyproject.toml with a [tool.handbook] table here or above; run the command inside a handbook project"
    raise HandbookError([Finding(path=start.as_posix(), line=1, message=message, rule="project")])


def load_project(root: Path) -> Project:
    """Read ``[tool.handbook]``. Raises HandbookError naming the key that is wrong."""
    path = root / "pyproject.toml"
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
        table = tomllib.loads(text).get("tool", {}).get("handbook")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise HandbookError([_wrong(line, "the file is not UTF-8; save it as UTF-8")]) from None
    except tomllib.TOMLDecodeError as error:
        line = int(match[1]) if (match := re.search(r"at line (\d+)", str(error))) else 1
        raise HandbookError([_wrong(line, f"the file is not valid TOML: {error}; mend this line")]) from None
    if not isinstance(table, dict):
        raise HandbookError([_wrong(1, "there is no table [tool.handbook]; add it")])
    lines = text.splitlines()
    start = lines.index("[tool.handbook]") + 1 if "[tool.handbook]" in lines else 1
    findings = [_wrong(_line_of(lines, start, key), message) for key, message in _complaints(table)]
    if findings:
        raise HandbookError(findings)
    return Project(
        root=root,
        languages=tuple(table["languages"]),
        outputs=tuple(table.get("outputs", SITE_OUTPUTS)),
        paper=table.get("paper", "letter"),
        base_url=table.get("base_url"),
        repository_url=table.get("repository_url"),
        last_edition=table.get("last_edition"),
        leaflets=table.get("leaflets", True),
        **{key: table[key] for key in TEXTS},
    )


def _wrong(line: int, message: str) -> Finding:
    return Finding(path="pyproject.toml", line=line, message=message, rule="project")


def _line_of(lines: list[str], start: int, key: str) -> int:
    begins = re.compile(rf"{re.escape(key)}\s*[=.]")
    return next((n for n, line in enumerate(lines[start:], start + 1) if begins.match(line)), start)


def _complaints(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (key, message) for each value of ``[tool.handbook]`` that cannot be used."""
    for key in sorted(table.keys() - KEYS):
        yield key, f"unknown key {key!r} in [tool.handbook]; the keys are {', '.join(sorted(KEYS))}"
    for key, choices in (("languages", LANGUAGE_TAGS), ("outputs", OUTPUTS)):
        values = table.get(key, list(SITE_OUTPUTS) if key == "outputs" else None)
        if not isinstance(values, list) or not values or any(each not in list(choices) for each in values):
            yield key, f"{key} must be a list of one or more of {', '.join(choices)}"
            return
    for key in TEXTS:
        if not isinstance(table.get(key), dict) or any(not table[key].get(each) for each in table["languages"]):
            yield key, f'{key} needs a text for each language, like {key} = {{ en = "…", fr = "…" }}'
    if table.get("paper", "letter") not in list(PAPERS):
        yield "paper", f"paper must be one of {', '.join(PAPERS)}"
    for key in ("base_url", "repository_url"):
        if key in table and not str(table[key]).startswith(("https://", "http://")):
            yield key, f"{key} must be a full address, or left out"
    if not isinstance(table.get("leaflets", True), bool):
        yield "leaflets", "leaflets must be true, for a leaflet per agency beside the brochure, or false"
    name = table.get("last_edition", "-")
    if not isinstance(name, str) or not re.fullmatch(r"[\w./-]+", name) or (name[0] == "-" and name != "-"):
        yield "last_edition", "last_edition must be the commit or tag of the edition before this one, or left out"
