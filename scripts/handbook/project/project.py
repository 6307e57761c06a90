"""The project and its editions: every name and path of the pipeline is spelled here, once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
from handbook.languages.lookup import OWN_LANGUAGE, known_languages, usual_tag
from handbook.machine.progress import Progress, silent
from handbook.project.contact import Contact
from handbook.project.declarations import fields_of
from handbook.project.settings import SITE_OUTPUTS, Settings, complaints, finding_at, read_settings

# The gettext domain in which a handbook words our own strings, apart from the pages'.
DOMAIN = "handbook"
# What the logo is called on the site.
LOGO = "logo"


@dataclass(frozen=True, kw_only=True, slots=True)
class Project(Settings):
    """One handbook: what ``[tool.handbook]`` says, and where everything lies below `root`.

    `languages` are all of them where nobody asks what is published; of the `unfinished` ones, what is not written yet
    is that of the source.
    """

    root: Path
    unfinished: tuple[str, ...] = ()

    def with_unpublished(self) -> "Project":
        """Return the handbook in all its languages, as those who translate it see it."""
        if not self.unpublished:
            return self

        def in_all(texts: Mapping[str, str]) -> Mapping[str, str]:
            return {**dict.fromkeys(self.unpublished, texts[self.source_language]), **texts}

        return replace(
            self,
            languages=(*self.languages, *self.unpublished),
            unpublished=(),
            unfinished=(*self.unfinished, *self.unpublished),
            title=in_all(self.title),
            subtitle=in_all(self.subtitle),
            publisher=in_all(self.publisher),
            disclaimer=in_all(self.disclaimer) if self.disclaimer else {},
            logo_alt=in_all(self.logo_alt) if self.logo_alt else {},
            footer=in_all(self.footer) if self.footer else {},
            subjects=in_all(self.subjects) if self.subjects else {},
        )

    def tag(self, language: str) -> str:
        """Return the BCP 47 tag of a language, of this handbook or not, as pages are marked with it."""
        return self.tags.get(language) or usual_tag(language)

    @property
    def translations(self) -> tuple[str, ...]:
        """The languages that the pages are translated into."""
        return tuple(language for language in self.languages if language != self.source_language)

    @property
    def catalogued(self) -> tuple[str, ...]:
        """The languages that have catalogues: those, and that of the pages, for our own strings."""
        return (*((self.source_language,) if self.source_language != OWN_LANGUAGE else ()), *self.translations)

    @property
    def known_languages(self) -> tuple[str, ...]:
        """The languages that names and sources may be in: those of the handbook, and those it says the tag of."""
        return tuple(
            dict.fromkeys(
                (*(language.base for language in known_languages()), *self.languages, *self.unpublished, *self.tags)
            )
        )

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
    def synonyms(self) -> Path:
        return self.source / "synonyms.toml"

    @property
    def redirects(self) -> Path:
        return self.source / "redirects.toml"

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
    def releases(self) -> Path:
        return self.build / "releases"

    @property
    def print_edition(self) -> Path:
        return self.build / "print"

    @property
    def kept(self) -> Path:
        return self.build / "kept"

    @property
    def reports(self) -> Path:
        return self.build / "reports"

    @property
    def exports(self) -> Path:
        return self.build / "export"

    @property
    def logo_name(self) -> str | None:
        """The name of the logo among what the pages ask for, where there is one."""
        return f"{LOGO}{Path(self.logo).suffix}" if self.logo else None

    def page(self, docname: str) -> Path:
        """Return the source file of a page."""
        return self.source / f"{docname}.md"

    def is_portrait(self, docname: str) -> bool:
        """Whether a page portrays one subject: it stands in the folder of those, if the handbook has one."""
        return self.portraits is not None and docname.startswith(f"{self.portraits}/")

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
        """Return the file name of the leaflet that the portrait of a subject is published as, in ``downloads/``."""
        return f"{docname.rpartition('/')[2]}-{language}.pdf"

    def leaflet_print_name(self, docname: str, language: str) -> str:
        """Return the file name of a leaflet for a print shop, in ``build/print``."""
        return f"{docname.rpartition('/')[2]}-{language}-print.pdf"

    def print_name(self, language: str) -> str:
        """Return the file name of a language's brochure for a print shop, in ``build/print``."""
        return f"brochure-{language}-print.pdf"

    def print_names(self, language: str) -> set[str]:
        """Return the names of all files in ``build/print`` that are of one language."""
        leaflets = (self.leaflet_print_name(docname, language) for docname in self.pages())
        return {self.print_name(language), self.booklet_name(language), *leaflets}

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

    `siblings` are the languages it stands beside and links to; `has_brochure` is whether it offers a PDF; `days` tell
    when each file of content last changed, by its path from the root: none for a change that is not committed; `proofs`
    are the outputs in which every fact is proven before any of this is published.
    """

    project: Project
    language: str
    siblings: tuple[str, ...]
    has_brochure: bool = True
    # Not in repr(), which Sphinx calls for every page: there is a day for every file.
    days: Mapping[str, date | None] = field(default_factory=dict, repr=False)
    proofs: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        return self.project.tag(self.language)

    @property
    def is_source(self) -> bool:
        """Whether it is in the language that the pages are written in."""
        return self.language == self.project.source_language

    @property
    def title(self) -> str:
        return self.project.title[self.language]

    @property
    def licence(self) -> str:
        """Under what licence its readers may use it; "" where nobody has said."""
        return self.project.licence.get(self.language, "")

    @property
    def disclaimer(self) -> str:
        """What the handbook says that it is not, on each page and on paper; "" where it says nothing."""
        return self.project.disclaimer.get(self.language, "")

    @property
    def footer(self) -> str:
        """What editors add at the foot of each page and on the back cover; "" where that is nothing."""
        return self.project.footer.get(self.language, "")

    @property
    def logo_alt(self) -> str:
        """The logo in words."""
        return self.project.logo_alt.get(self.language, "")

    @property
    def contact(self) -> Contact | None:
        """Where its readers write; None while nobody has said."""
        contact = self.project.contact
        return contact.get(self.language) or contact.get(self.project.source_language)


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What to build: languages and outputs of the project.

    `allow_incomplete` lets the source text show in other editions; `force` prints again what has not changed; `key` is
    the file of a key of OpenSSH that signs what is published. `jobs` are the processes that may run at once; where
    `scheduler` is the address of one of Dask, its workers lay chapters out, `or_here` this machine where they cannot.
    How far it is, is told to `progress`.
    """

    languages: tuple[str, ...]
    outputs: tuple[str, ...]
    allow_incomplete: bool = False
    force: bool = False
    jobs: int | None = None
    key: Path | None = None
    progress: Progress = silent
    scheduler: str | None = None
    or_here: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """The folders in ``build`` that are published: ``site`` for HTML and PDFs, ``print`` for the print edition."""
        site = ("site",) if set(SITE_OUTPUTS) & set(self.outputs) else ()
        return (*site, *(("print",) if "print" in self.outputs else ()))


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` whose pyproject.toml has a ``[tool.handbook]`` table."""
    for folder in (start, *start.parents):
        pyproject = folder / "pyproject.toml"
        if pyproject.is_file() and "[tool.handbook]" in pyproject.read_text(encoding="utf-8", errors="replace"):
            return folder
    message = phrase(
        "no pyproject.toml with a [tool.handbook] table here or above; run the command inside a handbook project"
    )
    raise HandbookError([Finding(path=start.as_posix(), line=1, message=message, rule="project")])


def load_project(root: Path, *, publishes: Sequence[str] | None = None) -> Project:
    """Read ``[tool.handbook]``, as if it published the languages given. Raises HandbookError naming what is wrong."""
    text, table = read_settings(root)
    if publishes is not None:
        table["publish"] = list(publishes)
    if findings := [finding_at(text, key, message) for key, message in complaints(table)]:
        raise HandbookError(findings)
    return Project(root=root, **fields_of(Settings, table))
