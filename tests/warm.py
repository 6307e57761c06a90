"""Does once per worker what each of the forked builds would do for itself: imports, and caches of pure functions.

Nothing here decides what a build writes: `tests/site/test_determinism.py` holds a build in a process that nobody warmed
against one in a process that was.
"""

import importlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import jinja2
import pytest
from PIL import Image
from sphinx.application import builtin_extensions

from handbook.build import plan

MODULES = (
    *builtin_extensions,
    *("docutils.core", "docutils.languages.fr", "docutils.parsers.rst.languages.fr", "jinja2.ext"),
    *("myst_parser.sphinx_ext.main", "sphinx.builders.latex.transforms", "sphinx.ext.mathjax", "xml.dom.minidom"),
    *("myst_parser.sphinx_ext.directives", "myst_parser.sphinx_ext.mathjax", "sphinx.util.console"),
    *("handbook.sphinx", "handbook.search.index", "handbook.readback.pdf_tags", "handbook.print.printing"),
    *("handbook.print.press.print_edition", "handbook.kits.agencies"),
)
# With what every document of the handbook asks of WeasyPrint, Pango and Pyphen.
DOCUMENT = """\
<html lang="{tag}"><title>A title</title><h1>A title</h1>
<p style="hyphens: auto; width: 2cm">Considerable <b>words</b>, <i>divided</i>, of a <a href="https://example.org">web</a>
<code>page</code></p><ul><li>an item</ul><table><tr><th>a head<tr><td>a cell</table>
"""


def import_all() -> None:
    """Import what builds import."""
    for name in MODULES:
        importlib.import_module(name)
    Image.init()


def lay_out_once(folder: Path) -> None:
    """Print a page in each language, since what WeasyPrint, cffi and Pyphen parse for that is kept by the process."""
    from handbook.print.document import HERE
    from handbook.print.render import lay_out, write

    css = (HERE / "brochure.css").read_text("utf-8")
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    for tag in ("en-CA", "fr-CA"):
        document, _ = lay_out(DOCUMENT.format(tag=tag), css, {}, "warm")
        write(document, folder / f"{tag}.pdf")


@contextmanager
def hashed_program() -> Iterator[None]:
    """Hash the program once, which stays as it is while it is tested; every build asks for that twice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "_of_program", cache(plan._of_program))
        yield


@contextmanager
def compiled_templates(folder: Path) -> Iterator[None]:
    """Keep the byte code of Jinja templates, for all processes of the tests: by the hash of a template's text."""
    begin = jinja2.Environment.__init__

    def begin_with_cache(environment: jinja2.Environment, *arguments: object, **options: object) -> None:
        begin(environment, *arguments, **options)
        # What a template is compiled to depends on the class of its environment and on its settings too.
        escaped = environment.autoescape if isinstance(environment.autoescape, bool) else "by name"
        kind = (type(environment).__name__, escaped, environment.trim_blocks, *sorted(environment.extensions))
        pattern = "-".join([*map(str, kind), "%s"])
        environment.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder), pattern)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "__init__", begin_with_cache)
        yield
