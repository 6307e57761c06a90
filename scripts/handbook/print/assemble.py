"""Joins the pages of an edition in reading order; every id and link is made to hold in one document."""

from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from handbook.facts.model import Registry


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A page as a chapter: its title, how it describes itself, which agency it is about, and its resolved doctree."""

    docname: str
    title: str
    agency: str | None
    description: str
    document: nodes.document

    @property
    def anchor(self) -> str:
        return chapter_anchor(self.docname)


def chapter_anchor(docname: str) -> str:
    """Return the id of a chapter: the page's path with dashes, and no two pages alike; ids hold no space."""
    return docname.replace("-", "-_").replace(" ", "-.").replace("/", "-")


def reading_order(env: BuildEnvironment, start: str) -> Iterator[str]:
    """Yield the docnames below `start` as the tables of contents list them."""
    yield start
    for docname in env.toctree_includes.get(start, ()):
        yield from reading_order(env, docname)


def assemble(env: BuildEnvironment, builder: Builder, registry: Registry) -> list[Chapter]:
    """Return the chapters of the edition, with ids that are unique in the whole and links that reach them."""
    chapters = []
    for docname in reading_order(env, env.config.root_doc):
        document = env.get_and_resolve_doctree(docname, builder, prune_toctrees=False)
        make_unique(document, chapter_anchor(docname))
        chapter = Chapter(
            docname=docname,
            title=env.titles[docname].astext(),
            agency=registry.agency_of(docname),
            description=_description(document),
            document=document,
        )
        chapters.append(chapter)
    return chapters


def _description(document: nodes.document) -> str:
    """Return what a page says of itself to search engines, ``html_meta: description``, or nothing."""
    told = (meta["content"] for meta in document.findall(nodes.meta) if meta.get("name") == "description")
    return next(told, "")


def make_unique(document: nodes.document, anchor: str) -> None:
    """Prefix every id of a page with its chapter's `anchor`, and turn links between pages into links to those ids.

    Sphinx resolves a link to another page as ``#chapter`` or ``#chapter#id``, since that is what the builder's
    ``get_target_uri`` gives it to start from.
    """
    for node in document.findall(nodes.Element):
        for key in ("ids", "backrefs"):
            if key in node:
                node[key] = [f"{anchor}--{each}" for each in node[key]]
        if "refid" in node:
            node["refid"] = f"{anchor}--{node['refid']}"
        if node.get("refuri", "").startswith("#"):
            chapter, _, target = node["refuri"][1:].partition("#")
            node["refuri"] = f"#{chapter}--{target}" if target else f"#{chapter}"
