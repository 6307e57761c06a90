"""What pages tell machines, as JSON-LD of https://schema.org: the way to a page, and the terms of a glossary.

It is data and no script: browsers run nothing of it. The Content-Security-Policy names its hash all the same, for there
are readers of pages that go by the element alone. Nothing stands in it that readers cannot read on the page.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from posixpath import join, normpath
from typing import Any

from docutils import nodes
from lxml import html
from sphinx.addnodes import glossary
from sphinx.application import Sphinx

from handbook.project.addresses import page_path, site_url
from handbook.project.project import Edition
from handbook.sphinx.editions import edition_of, strings_of
from handbook.sphinx.spacing import text_of_html

CONTEXT = "https://schema.org"
# No text can end the element it stands in (HTML Standard, 4.12.1.3), nor begin a comment.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A block of data as it stands in a page, and its hash as a Content-Security-Policy names it (CSP 3, 2.3.1)."""

    text: str
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Crumb:
    """A page on the way to another: its title, and where it stands, from the root of the site."""

    name: str
    path: str


def as_block(properties: Mapping[str, Any]) -> Block:
    """Return properties as JSON that can stand in a page."""
    whole = {"@context": CONTEXT, **properties}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Block(text=text, digest=f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}")


def with_url(properties: Mapping[str, Any], key: str, edition: Edition, path: str) -> dict[str, Any]:
    """Return properties, and as `key` the address of a file of the site where that is known."""
    url = site_url(edition.project, path)
    return {**properties, **({key: url} if url else {})}


def breadcrumbs(edition: Edition, steps: Iterable[Crumb]) -> dict[str, Any]:
    """Return the way to a page, as its trail shows it; with addresses where they are known."""
    items = (
        with_url({"@type": "ListItem", "position": place, "name": step.name}, "item", edition, step.path)
        for place, step in enumerate(steps, 1)
    )
    return {"@type": "BreadcrumbList", "itemListElement": list(items)}


def defined_terms(edition: Edition, pagename: str, title: str, body: str) -> dict[str, Any]:
    """Return the terms of the glossaries in `body`, the HTML of a page, each with its place, where it is explained."""
    terms = [{"@type": "DefinedTerm", "name": name, "@id": f"#{anchor}"} for name, anchor in _terms(body)]
    properties = {"@type": "DefinedTermSet", "name": title}
    properties = with_url(properties, "url", edition, page_path(edition.language, pagename))
    return {**properties, "hasDefinedTerm": terms}


def _terms(body: str) -> Iterator[tuple[str, str]]:
    """Yield each term and its id."""
    for term in html.fragment_fromstring(body, create_parent="div").xpath(
        ".//dl[contains(@class, 'glossary')]/dt[@id]"
    ):
        yield _words(term), term.get("id")


def _words(element: html.HtmlElement) -> str:
    for button in element.xpath(".//button"):
        button.drop_tree()
    return " ".join(element.text_content().split())


def _steps(edition: Edition, pagename: str, context: Mapping[str, Any], home: str, root: str) -> Iterator[Crumb]:
    here = page_path(edition.language, pagename)
    yield Crumb(name=home, path=page_path(edition.language, root))
    for parent in context.get("parents", ()):
        yield Crumb(name=text_of_html(parent["title"]), path=normpath(join(here, "..", parent["link"])))
    yield Crumb(name=context["title_text"], path=here)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    edition, root = edition_of(app.config), app.config.root_doc
    blocks = []
    if pagename != root:
        home = strings_of(app.config)("Home")
        blocks.append(as_block(breadcrumbs(edition, _steps(edition, pagename, context, home, root))))
    if doctree is not None and next(iter(doctree.findall(glossary)), None) is not None:
        blocks.append(as_block(defined_terms(edition, pagename, context["title_text"], context["body"])))
    context["data_blocks"] = blocks


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", on_html_page_context)
