"""Numbers of figures, tables and code: ``{numref}`leaf` `` reads “Figure 2”, and leads there.

Each page counts its own from 1, in every output and language: a leaflet goes alone, and a picture more on one page
leaves all others as they were. A kind bears numbers on the pages where a link asks for one; from another page such a
link names the page as well: “Figure 2 (Leaves)”.
"""

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from handbook.findings.phrase import phrase
from handbook.sphinx.doctree import warning
from handbook.sphinx.editions import edition_of, strings_of
from handbook.sphinx.spacing import set_spaces

NO_BREAK_SPACE = "\u00a0"
# What a page keeps for others, among what Sphinx calls its metadata.
FIGURES, ASKED = "handbook_figures", "handbook_numrefs"


def captioned(document: nodes.document) -> Iterator[tuple[str, nodes.Element, nodes.Element]]:
    """Yield what can bear a number in the order of the page: its kind, the element, its caption."""
    for node in document.findall(nodes.Element):
        match node:
            case nodes.figure():
                kind = "figure"
            case nodes.table():
                kind = "table"
            case nodes.container() if node.get("literal_block"):
                kind = "code"
            case _:
                continue
        if words := next((child for child in node.children if isinstance(child, nodes.caption | nodes.title)), None):
            yield kind, node, words


def on_doctree_read(app: Sphinx, document: nodes.document) -> None:
    """Keep the ids of what can bear a number, by kind, and the labels whose numbers the page asks for."""
    figures: dict[str, list[list[str]]] = {}
    for kind, node, _ in captioned(document):
        figures.setdefault(kind, []).append(list(node["ids"]))
    links = document.findall(addnodes.pending_xref)
    asked = {node["reftarget"] for node in links if node["reftype"] == "numref"}
    for name, value in ((FIGURES, figures), (ASKED, sorted(asked))):
        if value:
            app.env.metadata[app.env.docname][name] = value


def is_number(node: nodes.Node) -> bool:
    """Whether a node is the words of a link to a number."""
    return isinstance(node, nodes.inline) and "std-numref" in node["classes"]


def number_of(env: BuildEnvironment, label: str) -> tuple[str, str, str, int] | None:
    """Return what a label names: its page, its id, its kind, its number there; None where it bears no number."""
    docname, identifier = env.domains.standard_domain.anonlabels.get(label, ("", ""))
    figures: Any = env.metadata[docname].get(FIGURES, {}) if docname else {}
    for kind, names in figures.items():
        for number, ids in enumerate(names, 1):
            if identifier in ids:
                return docname, identifier, kind, number
    return None


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note which kinds bear numbers, by page: those of which any page asks for one."""
    labels: set[str] = {label for data in list(env.metadata.values()) for label in data.get(ASKED, ())}
    places = [place for label in labels if (place := number_of(env, label))]
    vars(env)["handbook_numbered"] = {(docname, kind) for docname, _, kind, _ in places}
    return []


def name_of(app: Sphinx, kind: str, number: int) -> str:
    """Return what readers call it, in one piece: “Figure 2”."""
    translate = strings_of(app.config)
    words = {
        "figure": translate("Figure {number}"),
        "table": translate("Table {number}"),
        "code": translate("Listing {number}"),
    }
    return words[kind].format(number=number).replace(" ", NO_BREAK_SPACE)


class ShowNumbers(SphinxPostTransform):
    """Sets the number before each caption that bears one; links that show a caption have taken it by then."""

    default_priority = 700
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        self._label_captions()
        for words in self.document.findall(is_number):
            behind = words.parent.next_node(descend=False, siblings=True)
            if isinstance(behind, nodes.Text):  # a number is there only now, and French keeps its noun beside it
                set_spaces(behind, edition_of(self.config).tag)

    def _label_captions(self) -> None:
        numbered = vars(self.env).get("handbook_numbered", ())
        counts: dict[str, int] = {}
        for kind, _, caption in list(captioned(self.document)):
            counts[kind] = counts.get(kind, 0) + 1
            if (self.env.docname, kind) in numbered:
                label = nodes.strong("", f"{name_of(self.app, kind, counts[kind])}.", classes=["figure-number"])
                caption[:0] = [label, nodes.Text(" ")]


class NumberRole(XRefRole):
    """``{numref}`label` ``; in words of its own, ``%s`` and ``{number}`` are the number, ``{name}`` is the caption."""

    def process_link(
        self, env: BuildEnvironment, refnode: nodes.Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        refnode["refdomain"] = ""  # Sphinx’s own numbers run through the whole handbook
        return super().process_link(env, refnode, has_explicit_title, title, target)


def filled(words: str, number: int, caption: str) -> str:
    """Return the words of a link with the number and the caption where they say so; it is no pattern of Python.

    Each is filled in once: a caption a thousand times would be a page of it.
    """
    words = words.replace(" %s", f"{NO_BREAK_SPACE}%s").replace(" {number}", f"{NO_BREAK_SPACE}{{number}}")
    for sign, value in (("%s", str(number)), ("{number}", str(number)), ("{name}", caption)):
        words = words.replace(sign, value, 1)
    return words


def on_missing_reference(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, shown: nodes.Element
) -> nodes.Element | None:
    """Resolve such a link; a label that there is not is for Sphinx to name."""
    label, page = node["reftarget"], node["refdoc"]
    if node["reftype"] != "numref" or label not in env.domains.standard_domain.anonlabels:
        return None
    place = number_of(env, label)
    if place is None:
        message = phrase("“{label}” bears no number: no figure, table or code with a caption; link to it with ref")
        if app.builder.name == "html":  # said once, not for each output
            warning(message.format(label=label), "numref", node)
        return shown
    docname, identifier, kind, number = place
    words = name_of(app, kind, number)
    if node["refexplicit"]:
        _, _, caption = env.domains.standard_domain.labels.get(label, ("", "", ""))
        words = filled(shown.astext(), number, caption)
    elif docname != page:
        words = f"{words} ({env.titles[docname].astext()})"
    text = nodes.inline("", words, classes=["std", "std-numref"])
    return make_refnode(app.builder, page, docname, identifier, text)


def setup(app: Sphinx) -> None:
    app.add_role_to_domain(
        "std", "numref", NumberRole(lowercase=True, warn_dangling=True, innernodeclass=nodes.inline), override=True
    )
    app.add_post_transform(ShowNumbers)
    app.connect("doctree-read", on_doctree_read)
    app.connect("env-updated", on_env_updated)
    app.connect("missing-reference", on_missing_reference)
