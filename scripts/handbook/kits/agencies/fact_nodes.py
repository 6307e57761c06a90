"""Nodes of a doctree that are made of facts: names that lead to pages, cells, tables. None of it is a message."""

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxDirective

from handbook.facts.model import Registry
from handbook.sphinx.editions import edition_of, registry_of

Cell = Sequence[nodes.Node]


def page_link(subject: str, text: str, registry: Registry) -> pending_xref:
    """Return a link to the page of a subject; without a text it shows the title of that page."""
    target = {"refdomain": "std", "reftype": "doc", "reftarget": f"/{registry.pages[subject]}"}
    return pending_xref("", nodes.inline("", text), refexplicit=bool(text), refwarn=True, **target)


def linked_name(directive: SphinxDirective, subject: str, registry: Registry) -> nodes.strong:
    """Return the name of a subject as a link to its page; where it has none, the title of that page."""
    name = registry.names.get(subject)
    text = name.forms[edition_of(directive.config).language].text if name else ""
    if registry.pages[subject] == directive.env.docname and text:
        return nodes.strong("", text)
    return nodes.strong("", "", page_link(subject, text, registry))


def paragraph(*children: nodes.Node | str, classes: Iterable[str] = (), **attributes: str) -> nodes.paragraph:
    """Return a paragraph that is not to be translated."""
    parts = (nodes.Text(child) if isinstance(child, str) else child for child in children)
    return nodes.paragraph("", "", *parts, translatable=False, classes=list(classes), **attributes)


def cell(paragraphs: Sequence[nodes.paragraph]) -> list[nodes.Element]:
    """Return what stands in a cell: a paragraph, or a list where there are several."""
    if len(paragraphs) == 1:
        return [*paragraphs]
    return [nodes.bullet_list("", *(nodes.list_item("", item) for item in paragraphs))]


def table(rows: Iterable[Sequence[Cell]], name: str) -> nodes.table:
    """Return a table of the class `name`, of which the first row and the first column are headers."""
    head, *body = (nodes.row("", *(nodes.entry("", *content) for content in row)) for row in rows)
    colspecs = [nodes.colspec(colwidth=1, stub=1), *(nodes.colspec(colwidth=2) for _ in head[1:])]
    group = nodes.tgroup("", *colspecs, nodes.thead("", head), nodes.tbody("", *body), cols=len(head))
    return nodes.table("", group, classes=[name, "colwidths-auto"])


def depending_on_facts(directive: SphinxDirective, node: nodes.Element) -> list[nodes.Node]:
    """Return a node as the result of a directive, and have its page read again when any file of facts changes."""
    for path in registry_of(directive.config).files:
        directive.env.note_dependency(path)
    directive.set_source_info(node)
    return [node]
