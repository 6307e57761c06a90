"""Translates what is no inline text: alternative texts, ``html_meta``, titles and captions of toctrees.

An alternative text inside a paragraph, ``![words](picture.png)``, is part of the paragraph's message, and no message of
its own: nobody has to translate it twice.
"""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import extract_messages

from handbook.sphinx.doctree import lineage
from handbook.sphinx.messages import note_message
from handbook.sphinx.translate import translations_of
from handbook.sphinx.verbatim import stands_verbatim


class TranslateLeaves(SphinxTransform):
    """Puts the msgstr of each leaf in its place, as plain text."""

    default_priority = 20  # where Sphinx's own Locale would do it

    def apply(self, **kwargs: object) -> None:
        translations = translations_of(self.env)
        if translations is None:
            return
        for node, msgid in _leaves(self.document):
            if not _is_inside_text(node):
                note_message(self.env, msgid, node.line or 1)
            if msgstr := translations.get(msgid, "").strip():
                _show(node, msgid, msgstr)


class OneMessagePerPicture(SphinxPostTransform):
    """Takes alternative texts inside paragraphs, and in verbatim passages, out of what ``gettext`` extracts."""

    default_priority = 5
    builders = ("gettext",)

    def run(self, **kwargs: object) -> None:
        for image in self.document.findall(nodes.image):
            if _is_inside_text(image) or stands_verbatim(image):
                image.attributes.pop("alt", None)


def _leaves(document: nodes.document) -> Iterator[tuple[nodes.Element, str]]:
    kinds = nodes.image | nodes.meta | addnodes.translatable
    for leaf in [node for node in document.findall(nodes.Element) if isinstance(node, kinds)]:
        for node, msgid in extract_messages(leaf):
            # Asked for with a setting, Sphinx would also yield a picture's address, which is the same in all languages.
            is_alternative = not isinstance(node, nodes.image) or node.get("alt") == msgid
            if is_alternative and not stands_verbatim(node):
                yield node, msgid


def _is_inside_text(node: nodes.Element) -> bool:
    """Whether `node` is a picture inside a paragraph, a heading or the like; one that is alone may stand in a link."""
    if not isinstance(node, nodes.image):
        return False
    around = next((outer for outer in lineage(node.parent) if not isinstance(outer, nodes.Inline)), None)
    return isinstance(around, nodes.TextElement)


def _show(node: nodes.Element, msgid: str, msgstr: str) -> None:
    if isinstance(node, addnodes.translatable):
        node.apply_translated_message(msgid, msgstr)
    else:
        node["alt" if isinstance(node, nodes.image) else "content"] = msgstr


def setup(app: Sphinx) -> None:
    app.add_transform(TranslateLeaves)
    app.add_post_transform(OneMessagePerPicture)
