"""The one door to files that pages name: in ``source/``, of a kind that does no harm, and not too large.

Docutils and Sphinx would open whatever they are pointed to. Their own doors stay shut (``file_insertion_enabled`` and
``raw_enabled`` are off while a page is read); `include` is read here, and `literalinclude` runs with its door open once
its file has been judged.
"""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.directives.code import LiteralInclude
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from handbook.findings.finding import HandbookError
from handbook.findings.phrase import phrase
from handbook.sphinx.wall import limits
from handbook.sphinx.wall.limits import RefusedError, warn
from handbook.texts.links import SCHEME
from handbook.texts.text_files import is_too_long, read_text

if TYPE_CHECKING:
    from handbook.sphinx.wall.renderer import WalledRenderer

Run = Callable[[Any], list[nodes.Node]]

# The files that are being included, kept in what Sphinx keeps while it reads one page.
_INCLUDED = "handbook_included"


def source_file(env: BuildEnvironment, target: str, suffixes: Collection[str] | None, most: int) -> Path:
    """Return the file of ``source/`` that a page means by `target`, links followed.

    Raises RefusedError where it lies elsewhere, has another suffix than `suffixes`, or more than `most` bytes. That
    it is not there is for Sphinx to say.
    """
    if SCHEME.match(target) or "//" in target or "\0" in target:
        raise RefusedError(
            phrase("“{file}” is no file of source/; put the file there", file=target[:60]), "file-outside"
        )
    path = Path(os.path.realpath(env.relfn2path(target, env.docname)[1]))  # Path.resolve raises at a loop
    if not path.is_relative_to(os.path.realpath(env.srcdir)):
        raise RefusedError(phrase("“{file}” lies outside source/; put the file there", file=target), "file-outside")
    if is_too_long(path):
        raise RefusedError(
            phrase("no file has as long a name as “{file}”; correct it", file=f"{target[:60]}…"), "file-outside"
        )
    if suffixes is not None and path.suffix.lower() not in suffixes:
        message = phrase(
            "“{file}” is of a kind that a page may not publish; the kinds are {kinds}",
            file=target,
            kinds=", ".join(sorted(suffixes)),
        )
        raise RefusedError(message, "file-kind")
    if path.exists() and not path.is_file():
        raise RefusedError(phrase("“{file}” is no file; put the file itself there", file=target), "file-outside")
    if path.is_file() and path.stat().st_size > most:
        message = phrase("“{file}” is larger than {most} MB; make it smaller", file=target, most=most // 1_000_000)
        raise RefusedError(message, "file-size")
    return path


def _reporting(run: Run) -> Run:
    """Have the `run` of a directive report the file that it is refused, and show nothing in its place."""

    @wraps(run)
    def reporting(self: SphinxDirective) -> list[nodes.Node]:
        try:
            return run(self)
        except RefusedError as refusal:
            warn(refusal.message, refusal.rule, self.state.document, self.lineno)
            return []

    return reporting


class Include(SphinxDirective):
    """``{include} other.md``: a page of the same folder, read as part of this one."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = dict.fromkeys(("start-line", "end-line"), int) | dict.fromkeys(("start-after", "end-before"), str)

    @property
    def _renderer(self) -> "WalledRenderer":
        renderer: WalledRenderer = self.state._renderer  # type: ignore[attr-defined]  # MyST’s state, not docutils’
        return renderer

    @_reporting
    def run(self) -> list[nodes.Node]:
        renderer = self._renderer
        renderer.includes += 1
        if renderer.includes > limits.MAX_INCLUDES:
            message = phrase("the page includes files more than {most} times; divide it", most=limits.MAX_INCLUDES)
            renderer.refuse_page(message)
            return []
        target = " ".join(self.arguments[0].split())
        path = source_file(self.env, target, {".md"}, limits.MAX_PAGE)
        if path.parent != Path(os.path.realpath(self.env.doc2path(self.env.docname))).parent:
            # In another folder, its own links would be taken from here.
            raise RefusedError(phrase("include takes a page (.md) of the same folder; move it there"), "include")
        with _included(self.env, path):
            try:
                text = read_text(path, Path(self.env.srcdir).parent)
            except HandbookError as error:
                [finding] = error.findings
                raise RefusedError(finding.message, finding.rule) from None
            self.env.note_included(path)
            self.env.note_dependency(path)
            first, part = self._part(text)
            return self._rendered(part, first, path)

    def _part(self, text: str) -> tuple[int, str]:
        """Return the first line, from 0, of the part that is wanted, and that part."""
        lines = text.splitlines()
        start, end, _ = slice(self.options.get("start-line"), self.options.get("end-line")).indices(len(lines))
        part = "\n".join(lines[start:end])
        for name in ("start-after", "end-before"):
            if mark := self.options.get(name):
                before, separator, after = part.partition(mark)
                if not separator:
                    raise RefusedError(
                        phrase("the file to include does not say “{mark}”; correct it", mark=mark), "include"
                    )
                start, part = (start + before.count("\n"), after) if name == "start-after" else (start, before)
        return start, part

    def _rendered(self, text: str, first: int, path: Path) -> list[nodes.Node]:
        """Return what a text renders to, with its own file and lines in what is said of it. As MyST-Parser 5.2 does."""
        renderer, document = self._renderer, self.state.document
        reporter, source, container = renderer.reporter, document["source"], nodes.Element()
        place = reporter.source, reporter.get_source_and_line
        document["source"] = reporter.source = str(path)
        reporter.get_source_and_line = lambda line: (str(path), line)
        try:
            with renderer.current_node_context(container):
                renderer.nested_render_text(text, first)
        finally:
            document["source"] = source
            reporter.source, reporter.get_source_and_line = place
        return container.children


class ConfinedLiteralInclude(LiteralInclude):
    """Sphinx's ``literalinclude``, for text of ``source/``."""

    @_reporting
    def run(self) -> list[nodes.Node]:
        source_file(self.env, self.arguments[0], None, limits.MAX_PAGE)
        settings = self.state.document.settings
        settings.file_insertion_enabled = True
        try:
            return super().run()
        finally:
            settings.file_insertion_enabled = False


@contextmanager
def _included(env: BuildEnvironment, path: Path) -> Iterator[None]:
    """Note that a file is being included. Raises RefusedError where that would never end."""
    outer: tuple[Path, ...] = env.temp_data.get(_INCLUDED) or ()
    whole = (Path(os.path.realpath(env.doc2path(env.docname))), *outer)
    if path in whole:
        raise RefusedError(phrase("the page includes itself; take that out"), "include")
    if len(whole) > limits.MAX_INCLUDED:
        raise RefusedError(
            phrase("files include one another {most} deep; put them together", most=len(whole)), "include"
        )
    env.temp_data[_INCLUDED] = (*outer, path)
    try:
        yield
    finally:
        env.temp_data[_INCLUDED] = outer
