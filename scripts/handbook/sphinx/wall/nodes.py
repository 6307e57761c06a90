"""Judges what a page has become before it is written: nodes, the files and addresses in them, texts, and raw markup.

It is the second half of the wall: whatever reaches a doctree, from a page, a catalogue or an extension, passes here.
"""

from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import search_image_for_language

from handbook.findings.phrase import phrase
from handbook.sphinx.doctree import lineage, warning
from handbook.sphinx.wall import limits
from handbook.sphinx.wall.limits import RefusedError
from handbook.sphinx.wall.page_files import source_file
from handbook.sphinx.wall.svg_pictures import svg_fault
from handbook.texts.links import address_fault, link_fault, text_fault
from handbook.texts.text_files import SPELLING, unseen

# What MyST-Parser 5.2 writes for a line break, in HTML and for LaTeX. Our own raw markup comes when pages are written.
_LINE_BREAKS = {"<br />\n", "\\\\\n"}
# Attributes that readers are shown, or hear.
_SHOWN = ("alt", "content", "explanation", "reftitle")


def judged(doctree: nodes.document, env: BuildEnvironment) -> Iterator[tuple[nodes.Element, RefusedError]]:
    """Yield what of a page may not reach its readers, with the node to take out."""
    for node in doctree.findall(nodes.Element):
        try:
            _judge(node, env)
        except RefusedError as refusal:
            yield node, refusal


def _judge(node: nodes.Element, env: BuildEnvironment) -> None:
    match node:
        case nodes.raw() if node.astext() not in _LINE_BREAKS:
            raise RefusedError(phrase("a page may hold no markup of its own; write it in Markdown"), "markup")
        case nodes.meta():
            _judge_meta(node)
        case nodes.image():
            _judge_picture(node["uri"], env)
        case addnodes.download_reference() if any(isinstance(outer, nodes.title) for outer in lineage(node)):
            # Sphinx 9 would break down where it lists the headings of the page.
            raise RefusedError(phrase("a heading cannot be a download; put it below the heading"), "heading")
        case addnodes.download_reference():
            path = source_file(env, node["reftarget"], limits.DOWNLOADS, limits.MAX_DOWNLOAD)
            _judge_file(path, node["reftarget"])
        case addnodes.toctree():
            for title, target in node["entries"]:
                _judge_link(title or "", target)
        case nodes.reference() | nodes.target() if "refuri" in node:
            _judge_link(node.astext(), node["refuri"])


def _judge_link(text: str, address: str) -> None:
    if fault := address_fault(address) or link_fault(text, address):
        raise RefusedError(fault, "address")


def _judge_meta(node: nodes.meta) -> None:
    names = {"name", "content", "lang"}
    given = {name for name, value in node.attributes.items() if value and name not in nodes.Element.basic_attributes}
    if node.get("name") not in limits.META or given - names:
        wrong = sorted(given - names) or [str(node.get("name"))]
        message = phrase(
            "a page may not say “{name}” of itself in its head; the names are {names}",
            name=wrong[0],
            names=", ".join(sorted(limits.META)),
        )
        raise RefusedError(message, "front-matter")


def _judge_picture(uri: str, env: BuildEnvironment) -> None:
    _judge_file(source_file(env, uri, limits.PICTURES, limits.MAX_PICTURE), uri)
    # leaf.fr.svg, if there is one, takes the place of leaf.svg in French.
    if (localized := search_image_for_language(uri, env)) != uri:
        _judge_file(source_file(env, localized, limits.PICTURES, limits.MAX_PICTURE), localized)


def _judge_file(path: Path, name: str) -> None:
    kind = path.suffix.lower()
    if kind == ".svg" and path.is_file() and (fault := svg_fault(path.read_bytes())):
        message = phrase("the picture “{file}” cannot be published: {fault}", file=name, fault=fault)
        raise RefusedError(message, "picture")
    if kind == ".pdf" and path.is_file():
        from handbook.sphinx.wall.pdf_pictures import action_faults

        if fault := next(action_faults(path), None):
            raise RefusedError(phrase("the PDF “{file}” cannot be published: {fault}", file=name, fault=fault), "pdf")


def text_faults(doctree: nodes.document) -> Iterator[tuple[nodes.Element, RefusedError]]:
    """Yield what is wrong with the texts of a page: characters that nobody sees, hosts that look like others."""
    for node in doctree.findall(nodes.Element):
        is_block = isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline | nodes.comment)
        texts = [node.astext()] if is_block else []
        for text in (*texts, *(node[name] for name in _SHOWN if name in node)):
            if fault := unseen(text, but=SPELLING):
                yield node, RefusedError(fault, "invisible")
            elif fault := text_fault(text):
                yield node, RefusedError(fault, "address")


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    refused = list(judged(doctree, app.env))
    for node, refusal in [*text_faults(doctree), *refused]:
        warning(refusal.message, refusal.rule, node)
    for node, _ in refused:
        _take_out(node)


def _take_out(node: nodes.Element) -> None:
    if isinstance(node, addnodes.toctree):
        node["entries"] = [entry for entry in node["entries"] if not address_fault(entry[1])]
    elif isinstance(node, nodes.reference):
        place = node.parent.index(node)
        node.parent[place : place + 1] = node.children  # its words may stay
    else:
        parent = node.parent
        parent.remove(node)
        if isinstance(parent, nodes.reference) and not parent.children:  # of a picture that led somewhere
            parent.parent.remove(parent)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take out what no writer can write: a node of an extension that brought none for HTML, nor for paper with it."""
    if app.builder.format != "html":
        return
    by_extensions = app.registry.translation_handlers
    written = by_extensions.get(app.builder.name) or by_extensions.get("html", {})
    translator = app.builder.get_translator_class()
    for node in list(doctree.findall(nodes.Element)):
        names = [kind.__name__ for kind in type(node).__mro__]
        if not any(name in written or hasattr(translator, f"visit_{name}") for name in names):
            message = phrase("an extension made “{node}” of this, which nothing can write; switch that off in conf.py")
            if app.builder.name == "html":  # said once, not for each output
                warning(message.format(node=names[0]), "directive", node)
            node.parent.remove(node)


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", on_doctree_resolved, priority=900)  # after extensions have put in what they show
    app.connect("doctree-read", on_doctree_read, priority=400)  # before Sphinx collects the files to copy (500)
