"""Text that is the same in every edition: editors put ``:::{no-translate}`` before it and ``:::`` behind it.

It is no message: nobody is asked to translate it, and nobody misses its translation. Other editions show it as a
passage in the source language, so that voices and hyphenation follow.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from handbook.sphinx.doctree import lineage
from handbook.sphinx.editions import edition_of, passage_in, source_tag
from handbook.sphinx.messages import messages_suspended

# Programs that translate pages in a browser leave such a passage alone; the check for English left does as well.
VERBATIM = "notranslate"


class NoTranslate(SphinxDirective):
    """Its content, as the editors wrote it."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        passage = nodes.container(classes=[VERBATIM])
        if not edition_of(self.config).is_source:
            passage["classes"].append(f"language-{source_tag(self.config)}")
        self.set_source_info(passage)
        with messages_suspended(self.env), passage_in(self.env, edition_of(self.config).project.source_language):
            self.state.nested_parse(self.content, self.content_offset, passage)
        return [passage]


class HideMessages(SphinxTransform):
    """Takes the texts of such passages out of what Sphinx extracts and translates."""

    default_priority = 9  # behind what locates texts (5), before anything looks for messages (20)

    def apply(self, **kwargs: object) -> None:
        for passage in self.document.findall(_is_verbatim):
            for node in passage.findall(nodes.TextElement):
                if not isinstance(node, nodes.Inline):  # Sphinx unwraps inline elements that have this attribute
                    node["translatable"] = False


def stands_verbatim(node: nodes.Node) -> bool:
    """Whether `node` stands in a passage that is not translated."""
    return any(map(_is_verbatim, lineage(node)))


def _is_verbatim(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and VERBATIM in node["classes"]


def setup(app: Sphinx) -> None:
    app.add_directive("no-translate", NoTranslate)
    app.add_transform(HideMessages)
