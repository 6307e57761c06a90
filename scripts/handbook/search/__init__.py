"""The search of the HTML handbook: a page that asks, and an index per language that a browser searches by itself.

What is on the pages is read and filed here; what a reader types is read, and ranked, by ``theme/search/*.js``, which
`handbook.sphinx.assets` joins into one file.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from handbook.findings.phrase import phrase
from handbook.search.index import write_index
from handbook.sphinx.doctree import warning
from handbook.sphinx.editions import edition_of, registry_of, strings_of
from handbook.sphinx.namesakes import besides

PAGE = "search"


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the search page."""
    yield PAGE, {"title": strings_of(app.config)("Search")}, "search.html"


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the index of the pages that were written."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        write_index(
            Path(app.outdir), edition_of(app.config), registry_of(app.config), terms_of(app.env), besides(app.env)
        )


def terms_of(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Return the page and the anchor of each term of the glossary, by its text in small letters."""
    objects: dict[tuple[str, str], tuple[str, str]] = env.domaindata["std"]["objects"]
    return {name.lower(): place for (kind, name), place in objects.items() if kind == "term"}


def on_env_check_consistency(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of synonyms of a term that no glossary has."""
    synonyms, terms = registry_of(app.config).synonyms, terms_of(env)
    for term in [term for term in synonyms.terms if term.lower() not in terms]:
        message = phrase("the glossary has no term “{term}”").format(term=term)
        warning(message, "synonyms", f"{edition_of(app.config).project.synonyms}:{synonyms.lines[term]}")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the page and the index with Sphinx."""
    app.connect("html-collect-pages", on_html_collect_pages)
    app.connect("env-check-consistency", on_env_check_consistency)
    app.connect("build-finished", on_build_finished)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
