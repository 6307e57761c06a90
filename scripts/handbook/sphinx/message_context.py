"""Tells translators where each message of a page stands, and what its editors say to them about it.

Editors write such a note as a comment of MyST directly before its block: ``% i18n: “share” as in a share of capital``.
Both reach the catalogues as comments of the program (``#.``), since the ``gettext`` builder keeps places only.
"""

import re
from collections.abc import Mapping

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import extract_messages

from handbook.sphinx.doctree import lineage

# A comment may hold lines for others before it.
_NOTE = re.compile(r"^[ \t]*i18n:", re.MULTILINE)
# One text may stand in dozens of places, “Sources” on every page: the first ones are enough to know it by.
_PLACES = 3
# What a text is called, by the nearest element around it that says so.
_KINDS: Mapping[type, str] = {
    nodes.image: "image description",
    addnodes.translatable: "menu",
    nodes.term: "term",
    nodes.caption: "caption",
    nodes.rubric: "small heading",
    nodes.attribution: "attribution",
    nodes.entry: "table cell",
    nodes.definition: "definition",
    nodes.list_item: "list item",
    nodes.footnote: "footnote",
    nodes.Admonition: "box",
    nodes.sidebar: "box",
    nodes.topic: "box",
    nodes.block_quote: "quotation",
}


class NoteContexts(SphinxPostTransform):
    """Notes them in ``env.handbook_contexts``, docname to msgid to lines, while the ``gettext`` builder is at work."""

    default_priority = 900
    builders = ("gettext",)

    def run(self, **kwargs: object) -> None:
        vars(self.env).setdefault("handbook_contexts", {})[self.env.docname] = contexts(self.document)


def contexts(document: nodes.document) -> dict[str, list[str]]:
    """Return the comments on each message of a page: its places, each with the heading above it, then the notes."""
    notes = _notes(document)
    places: dict[str, dict[str, None]] = {}
    remarks: dict[str, dict[str, None]] = {}
    for node, msgid in extract_messages(document):
        places.setdefault(msgid, {})[_place(node)] = None
        for ancestor in lineage(node):
            remarks.setdefault(msgid, {}).update(dict.fromkeys(notes.get(id(ancestor), ())))
    return {msgid: [*list(names)[:_PLACES], *remarks.get(msgid, ())] for msgid, names in places.items()}


def _notes(document: nodes.document) -> dict[int, list[str]]:
    """Return the notes of editors, by the identity of the block that each stands before."""
    notes: dict[int, list[str]] = {}
    for comment in document.findall(nodes.comment):
        _, *texts = _NOTE.split(comment.astext())
        if texts and (block := _following(comment)) is not None:
            notes.setdefault(id(block), []).extend(f"editors: {line}" for text in texts if (line := _one_line(text)))
    return notes


def _one_line(text: str) -> str:
    """Return a note as a catalogue may hold it: in one line, without characters that nobody sees."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def _following(comment: nodes.comment) -> nodes.Node | None:
    """Return the block behind a comment; of a section it is the heading."""
    block = comment.next_node(descend=False, siblings=True, ascend=True)
    while isinstance(block, nodes.comment | nodes.target):
        block = block.next_node(descend=False, siblings=True, ascend=True)
    return block[0] if isinstance(block, nodes.section) else block


def _place(node: nodes.Element) -> str:
    """Return where a text stands: “heading 2, Rooftops Canada”, “table header, Side by side”."""
    sections = [ancestor for ancestor in lineage(node) if isinstance(ancestor, nodes.section)]
    kind = _kind(node, len(sections))
    around = sections[1:] if isinstance(node.parent, nodes.section) and isinstance(node, nodes.title) else sections
    return ", ".join([kind, *(section[0].astext() for section in around[:1])])


def _kind(node: nodes.Element, depth: int) -> str:
    if isinstance(node, nodes.title):
        return _kind_of_title(node, depth)
    if isinstance(node, nodes.meta):
        return f"{node.get('name', 'description')} for search engines"
    for ancestor in lineage(node):
        if isinstance(ancestor, nodes.entry) and isinstance(ancestor.parent.parent, nodes.thead):
            return "table header"
        if name := next((name for kind, name in _KINDS.items() if isinstance(ancestor, kind)), None):
            return name
    return "paragraph"


def _kind_of_title(title: nodes.title, depth: int) -> str:
    if isinstance(title.parent, nodes.section):
        return f"heading {depth}" if depth > 1 else "page title"
    return "table caption" if isinstance(title.parent, nodes.table) else "title of a box"


def setup(app: Sphinx) -> None:
    app.add_post_transform(NoteContexts)
