"""Leads from a place in the brochure back to the line of a file that an editor or a translator mends.

The translator writes where each element comes from into its attribute ``data-line``: ``12`` for a line of the chapter's
page, ``part.md:12`` for one of a page that it includes. Nothing of it reaches the PDF.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path
from typing import Protocol

from docutils import nodes
from sphinx.environment import BuildEnvironment

from handbook.catalogs.reader import read_catalogue
from handbook.findings.finding import shown
from handbook.print.assemble import chapter_anchor
from handbook.project.project import DOMAIN, Edition, Project
from handbook.sphinx.doctree import lineage
from handbook.sphinx.editions import edition_of
from handbook.sphinx.messages import wanted_messages
from handbook.texts.text_files import text_as_far_as_legible

ATTRIBUTE = "data-line"
# So many characters of a text tell it from any other.
_ENOUGH = 200
_TRIED = 8

Place = tuple[str, int]


class Element(Protocol):
    """What lxml and the standard library have in common."""

    def get(self, key: str, /) -> str | None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """A line of a file below ``source/``, from which a passage of the chapter `docname` comes."""

    docname: str
    file: str
    line: int


def origin_of(element: Element, inherited: Origin | None, docnames: Mapping[str, str]) -> Origin | None:
    """Return the origin of an element below that of the element around it; `docnames` are chapters by their anchor."""
    if docname := docnames.get(element.get("id") or ""):
        return Origin(docname=docname, file=f"{docname}.md", line=1)
    if inherited is None or not (own := element.get(ATTRIBUTE)):
        return inherited
    file, _, line = own.rpartition(":")
    return Origin(docname=inherited.docname, file=file or f"{inherited.docname}.md", line=int(line))


@dataclass(frozen=True, kw_only=True, slots=True)
class Origins:
    """The pages and catalogues that an edition is made of, to find again where something is written.

    `source` is the folder of the pages as Sphinx names it, `docnames` are those of the chapters, by anchor, and
    `wanted` is what each page asks its catalogue for.
    """

    edition: Edition
    source: Path
    docnames: Mapping[str, str]
    wanted: Mapping[str, list[tuple[str, int]]]

    @property
    def project(self) -> Project:
        return self.edition.project

    def of(self, element: Element, inherited: Origin | None) -> Origin | None:
        """Return the origin of an element; without one of its own it has that of the element around it."""
        return origin_of(element, inherited, self.docnames)

    def place(self, origin: Origin | None, text: str) -> Place:
        """Return the path and the line where `text` is written.

        In the catalogue if it is a translation, in its own paragraph of the page; else in the line with most of it of
        the facts that the page shows, our own strings, the settings; else, where the passage begins.
        """
        word = max(text.split(), key=len, default="\n")
        own = (self._translations(origin), self._paragraph(origin)) if origin else ()
        for lines in own:
            if match := next(((path, number) for path, number, line in lines if word in line), None):
                return match
        settings = _lines(self.project.root / "pyproject.toml", self.project.root)
        others = chain(self._facts(), self._messages(DOMAIN), settings, *self._rest(origin))
        begin = (self._source(origin.file), origin.line) if origin else ("pyproject.toml", 1)
        # A passage of the covers has words of ours beside those that were written.
        words = [word] if origin else sorted(text.split(), key=len)[-_TRIED:]
        return _with_most(text, (place for place in others if any(word in place[-1] for word in words)), begin)

    def place_in_page(self, origin: Origin, name: str) -> Place:
        """Return the path and the line of the page where a picture is named, which is the same in every language."""
        matches = (number for _, number, line in self._paragraph(origin) if name in line)
        return self._source(origin.file), next(matches, origin.line)

    def _rest(self, origin: Origin | None) -> Iterator[Iterator[tuple[str, int, str]]]:
        if origin:
            yield _lines(self.project.source / origin.file, self.project.root, origin.line)
        else:  # a title or a description, which the contents repeat
            for docname in self.project.pages():
                yield self._messages(docname)
                yield _lines(self.project.page(docname), self.project.root)

    def _translations(self, origin: Origin) -> Iterator[tuple[str, int, str]]:
        """Yield the translations that stand at the origin, then all of the page's."""
        here = {msgid for msgid, line in self.wanted.get(origin.docname, ()) if line == origin.line}
        yield from self._messages(origin.docname, here)
        yield from self._messages(origin.docname)

    def _messages(self, domain: str, among: set[str] | None = None) -> Iterator[tuple[str, int, str]]:
        path = self.project.catalogue(self.edition.language, domain)
        if self.edition.is_source or not path.is_file():
            return
        for msgid, message in read_catalogue(path, self.project.root).items():
            if among is None or msgid in among:
                yield shown(path, self.project.root), message.msgstr_line, message.msgstr

    def _paragraph(self, origin: Origin) -> Iterator[tuple[str, int, str]]:
        for place in _lines(self.project.source / origin.file, self.project.root, origin.line):
            if not place[-1].strip():
                return
            yield place

    def _facts(self) -> Iterator[tuple[str, int, str]]:
        for path in [*sorted(self.project.facts.glob("*.toml")), self.project.vocabulary]:
            yield from _lines(path, self.project.root)

    def _source(self, file: str) -> str:
        return shown(self.project.source / file, self.project.root)


def _with_most(text: str, lines: Iterator[tuple[str, int, str]], begin: Place) -> Place:
    """Return the place of the first line that has all of a text, or the most of it in one piece; else `begin`."""
    best, most, text = begin, 0, text[:_ENOUGH]
    for path, number, line in lines:
        if text in line:
            return path, number
        same = SequenceMatcher(None, text, line, autojunk=False).find_longest_match().size
        if same > most:
            best, most = (path, number), same
    return best


def _lines(path: Path, root: Path, start: int = 1) -> Iterator[tuple[str, int, str]]:
    lines = text_as_far_as_legible(path).splitlines()
    for number, line in enumerate(lines[start - 1 :], start):
        yield shown(path, root), number, line


def origins_of(env: BuildEnvironment) -> Origins:
    """Return the origins of the edition that Sphinx is building."""
    return Origins(
        edition=edition_of(env.config),
        source=Path(env.srcdir),
        docnames={chapter_anchor(docname): docname for docname in env.found_docs},
        wanted=wanted_messages(env),
    )


def node_origin(node: nodes.Element, docname: str, source: Path) -> Origin | None:
    """Return where a node of a page was written, or None where the node does not say. `source` holds all pages."""
    if not node.line:
        return None
    path = Path(node.source or "")
    is_included = path != source / f"{docname}.md" and path.is_relative_to(source)
    file = path.relative_to(source).as_posix() if is_included else f"{docname}.md"
    return Origin(docname=docname, file=file, line=node.line)


def line_attribute(node: nodes.Element, docname: str, source: Path) -> str | None:
    """Return the attribute for an element, or None where the element around it says the same."""
    around = next((outer for outer in lineage(node.parent) if outer.line), None)
    if around is not None and (around.line, around.source) == (node.line, node.source):
        return None
    if not (origin := node_origin(node, docname, source)):
        return None
    return str(origin.line) if origin.file == f"{docname}.md" else f"{origin.file}:{origin.line}"
