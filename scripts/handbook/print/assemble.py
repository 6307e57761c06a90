"""Joins the pages of an edition in reading order; every id and link holds in one document, arranged for paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from handbook.facts.model import NameForm, Registry
from handbook.print.tables import Room, room_of, stack_tables
from handbook.sphinx.fact_roles import name_nodes
from handbook.sphinx.namesakes import besides, distinct_title

# What the kits draw, which goes across the page wherever it stands between the texts of a section.
_PANELS = frozenset(
    (
        "compare",
        "comparison",
        "directory",
        "key-facts",
        "region-grid",
        "region-map",
        "region-maps",
        "timeline",
        "scroll",
    )
)


# So many letters of a heading fit on two lines of the column beside the text, however the words fall.
_TWO_LINES = 32
# So many letters of the text take two lines at least, and so many no more than one.
_TWO_LINES_OF_TEXT, _ONE_LINE_OF_TEXT = 96, 72


def arrange(document: nodes.document, name: NameForm | None = None, subtitle: str = "") -> None:
    """Arrange a chapter: title and lead as its opener, then text in its column, and what is wide across the page.

    `name` is that of the subject that the chapter portrays, if it does: what stands before its first section is then
    the portrait, and the full name stands below a title that does not hold it. A first paragraph that is the `subtitle`
    of the whole is left out: the cover has it.
    """
    chapter = next(document.findall(nodes.section), None)
    if chapter is None:
        return
    stack_tables(document)
    title, *rest = chapter.children
    if rest and subtitle and rest[0].astext() == subtitle:
        del rest[0]
    lead = rest[0] if rest and isinstance(rest[0], nodes.paragraph) else None
    opener = [title]
    if name and name.full not in title.astext():
        opener.append(nodes.paragraph("", "", *name_nodes(name, "full"), classes=["full-name"]))
    if lead is not None:
        del rest[0]
        lead["classes"].append("lead")
        opener.append(lead)
    portrait = []
    while name and rest and not isinstance(rest[0], nodes.section):
        portrait.append(rest.pop(0))
    chapter.children = []
    chapter += nodes.container("", *opener, classes=["opener"])
    if portrait:
        chapter += _with_wide_parts(nodes.container("", *portrait, classes=["portrait"]))
    if rest:
        chapter += _with_wide_parts(nodes.container("", *rest, classes=["text"]))


def _with_wide_parts(flow: nodes.Element) -> nodes.Element:
    """Give what goes across the page the class ``across``, and a section that begins with it the class ``wide``.

    A section whose title takes more than two lines beside its text has the class ``long-title``, and a paragraph at its
    end that is one line the class ``tail``: alone at the head of a page it would look lost.
    `flow` is what stands in the column: whatever stands in a list, a note or a quotation keeps to the place that has.
    """
    for child in flow.children:
        if isinstance(child, nodes.section):
            _with_wide_parts(child)
            if len(next(child.findall(nodes.title)).astext()) > _TWO_LINES:
                child["classes"].append("long-title")
        elif isinstance(child, nodes.Element) and _is_across(child):
            child["classes"].append("across")
    if isinstance(flow, nodes.section):
        parts = [child for child in flow.children if isinstance(child, nodes.Element)][1:]  # without the title
        if any(not {"across", "wide"}.isdisjoint(part["classes"]) for part in parts) and not _has_room(flow, parts[0]):
            flow["classes"].append("wide")
        if len(parts) > 1 and isinstance(parts[-1], nodes.paragraph) and len(parts[-1].astext()) <= _ONE_LINE_OF_TEXT:
            parts[-1]["classes"].append("tail")
    return flow


def _has_room(section: nodes.section, first: nodes.Element) -> bool:
    """Whether a heading can stand beside what its section begins with, however wide all that follows is."""
    title = next(section.findall(nodes.title)).astext()
    is_as_high = isinstance(first, nodes.paragraph) and len(first.astext()) >= _TWO_LINES_OF_TEXT
    return is_as_high and len(title) <= _TWO_LINES


def _is_across(node: nodes.Element) -> bool:
    if isinstance(node, nodes.table) and _PANELS.isdisjoint(node["classes"]):
        return room_of(node) is Room.ACROSS
    return any(not _PANELS.isdisjoint(part["classes"]) for part in node.findall(nodes.Element))


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A page as a chapter: its title, how it describes itself, the subject it portrays if any, its resolved doctree.

    `beside` tells it apart from chapters of the same title. A page that was not read has no doctree: its HTML is known.
    """

    docname: str
    title: str
    subject: str | None
    description: str
    document: nodes.document | None
    beside: str = ""

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


def assemble(
    env: BuildEnvironment, builder: Builder, registry: Registry, descriptions: Mapping[str, str]
) -> list[Chapter]:
    """Return the chapters of the edition, with ids that are unique in the whole and links that reach them.

    Pages that have their description in `descriptions` were not read.
    """
    chapters = []
    beside = besides(env)
    for docname in reading_order(env, env.config.root_doc):
        document = None
        if docname not in descriptions:
            document = env.get_and_resolve_doctree(docname, builder, prune_toctrees=False)
            make_unique(document, chapter_anchor(docname))
            if docname in beside and (title := next(document.findall(nodes.title), None)):
                title["outline"] = distinct_title(env.titles[docname].astext(), beside[docname])
        chapter = Chapter(
            docname=docname,
            title=env.titles[docname].astext(),
            subject=registry.portrayed_on(docname),
            description=descriptions.get(docname, "") if document is None else _description(document),
            document=document,
            beside=beside.get(docname, ""),
        )
        chapters.append(chapter)
    return chapters


def _description(document: nodes.document) -> str:
    """Return what a page says of itself to search engines, ``html_meta: description``, or nothing."""
    descriptions = (meta["content"] for meta in document.findall(nodes.meta) if meta.get("name") == "description")
    return next(descriptions, "")


def make_unique(document: nodes.document, anchor: str) -> None:
    """Prefix every id of a page with its chapter's `anchor`, and turn links between pages into links to those ids.

    Sphinx resolves a link to another page as ``#chapter`` or ``#chapter#id``, since that is what the builder's
    ``get_target_uri`` gives it to start from.
    """
    for node in document.findall(nodes.Element):
        for key in ("ids", "backrefs"):
            if key in node:
                node[key] = [f"{anchor}--{identifier}" for identifier in node[key]]
        if "refid" in node:
            node["refid"] = f"{anchor}--{node['refid']}"
        if node.get("refuri", "").startswith("#"):
            chapter, _, target = node["refuri"][1:].partition("#")
            node["refuri"] = f"#{chapter}--{target}" if target else f"#{chapter}"
