"""Says where things stand on paper: the opener of a chapter, the portrait of an agency, text, and what is wide.

It only puts parts of a chapter into containers; the stylesheet does the rest, and the order of reading stays.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from docutils import nodes

from handbook.facts.model import NameForm
from handbook.sphinx.fact_roles import name_nodes

# Wider than a line of text should be.
_WIDE = (nodes.table, nodes.figure, nodes.image, nodes.literal_block, nodes.topic)


def arrange(document: nodes.document, name: NameForm | None = None) -> None:
    """Arrange a chapter: title and lead as its opener, then text in its column, and what is wide across the page.

    `name` is that of the agency which the chapter is about: what stands before its first section is its portrait, and
    its full name stands below a title that does not hold it.
    """
    chapter = next(document.findall(nodes.section), None)
    if chapter is None:
        return
    title, *rest = chapter.children
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
        chapter += nodes.container("", *portrait, classes=["portrait"])
    chapter += list(_columns(rest))


def _columns(children: Sequence[nodes.Node]) -> Iterator[nodes.container]:
    for is_wide, group in groupby(children, key=_is_wide):
        yield nodes.container("", *group, classes=["wide" if is_wide else "text"])


def _is_wide(node: nodes.Node) -> bool:
    return any(isinstance(each, _WIDE) for each in node.findall())
