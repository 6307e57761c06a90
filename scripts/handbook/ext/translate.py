"""Translates the Markdown token stream: each ``inline`` token becomes its msgstr before its inline content is parsed.

Sphinx's own translation parses every message twice with a new parser and costs three times the page. Here a msgstr is
parsed once, as inline text of its page, so that the page's reference links and footnotes work in it and it cannot open a
block of its own. It is at work when ``handbook_translations`` is set, as `handbook build` does; with plain
``sphinx-build`` Sphinx's own translation reads ``locale_dirs``.
"""

from collections.abc import Mapping
from copy import copy

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import create_warning
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import _clean_extracted_message, extract_messages

from handbook.ext.messages import note_message

# Where the line of a nested text begins, kept in the Markdown environment of a page while it is parsed.
_LINE_OFFSET = "handbook_line_offset"


def translations_of(env: BuildEnvironment) -> Mapping[str, str] | None:
    """Return the finished messages of the page that is being read, or None where we do not translate."""
    translations = env.config.handbook_translations
    return None if translations is None else translations.get(env.docname, {})


def translate_tokens(state: StateCore) -> None:
    """Core rule: put each msgstr in place of the text it translates. The text stays in ``token.meta``."""
    env = state.md.options["document"].settings.env
    translations = translations_of(env)
    if translations is None:
        return
    for token in state.tokens:
        # The key is the text as Sphinx's extraction cleans it: a wrapped paragraph has line ends, its msgid has not.
        if token.type == "inline" and (msgid := _clean_extracted_message(token.content)):
            line = state.env.get(_LINE_OFFSET, 0) + (token.map[0] if token.map else 0) + 1
            note_message(env, msgid, line)
            if msgstr := translations.get(msgid):
                token.meta["handbook_source"] = token.content
                token.content = msgstr


class TranslatingRenderer(SphinxRenderer):
    """MyST's renderer, with the anchors of the source language in every language."""

    def nested_render_text(self, text: str, lineno: int, *args: object, **kwargs: object) -> None:
        outside = self.md_env.get(_LINE_OFFSET, 0)
        self.md_env[_LINE_OFFSET] = lineno
        try:
            super().nested_render_text(text, lineno, *args, **kwargs)
        finally:
            self.md_env[_LINE_OFFSET] = outside

    # MyST-Parser 5.2 makes ids, slugs and labels of a heading from what it shows; a canary test watches this method.
    def generate_heading_target(
        self, token: SyntaxTreeNode, level: int, node: nodes.Element, title_node: nodes.Element
    ) -> None:
        source = token.children[0].meta.get("handbook_source") if token.children else None
        if source is not None:
            token = self._in_source_language(token, source)
            title_node = nodes.title("", self.renderInlineAsText(token.children[0].children))
        super().generate_heading_target(token, level, node, title_node)

    def _in_source_language(self, heading: SyntaxTreeNode, source: str) -> SyntaxTreeNode:
        tokens = [copy(token) for token in heading.to_tokens()]
        for token in tokens:
            if token.type == "inline":
                token.content, token.children = source, []
                self.md.inline.parse(source, self.md, dict(self.md_env), token.children)
        return SyntaxTreeNode(tokens).children[0]


class TranslatingParser(MystParser):
    """MyST's parser for Sphinx, with our rule and renderer."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        parser = self._parser(inputstring, document)
        parser.core.ruler.before("inline", "handbook_translate", translate_tokens)
        parser.options["document"] = document
        parser.render(inputstring)

    def _parser(self, inputstring: str, document: nodes.document) -> MarkdownIt:
        """Do as MyST-Parser 5.2 does in ``parse``, which offers no place to choose the renderer."""
        config = document.settings.env.myst_config
        try:
            topmatter = read_topmatter(inputstring)
        except TopmatterReadError:
            topmatter = None  # reported when the page is rendered
        if topmatter:

            def warn(kind: object, message: str) -> None:
                create_warning(document, message, kind, line=1, append_to=document)

            config = merge_file_level(config, topmatter, warn)
        return create_md_parser(config, TranslatingRenderer)


class TranslateLeaves(SphinxTransform):
    """Translates what is no inline token: alternative texts, ``html_meta``, titles and captions of toctrees."""

    default_priority = 20  # where Sphinx's own Locale would do it

    def apply(self, **kwargs: object) -> None:
        translations = translations_of(self.env)
        if translations is None:
            return
        shown = set(translations.values())
        for node, msgid in list(extract_messages(self.document)):
            is_alt = isinstance(node, nodes.image) and node.get("alt") == msgid
            if not (is_alt or isinstance(node, nodes.meta | addnodes.translatable)):
                continue
            if is_alt and getattr(node.parent, "rawsource", "") in shown:
                continue  # its paragraph is translated already, and the alternative text with it
            note_message(self.env, msgid, node.line or 1)
            if msgstr := translations.get(msgid):
                _show(node, msgid, msgstr)


def _show(node: nodes.Element, msgid: str, msgstr: str) -> None:
    if isinstance(node, addnodes.translatable):
        node.apply_translated_message(msgid, msgstr)
    else:
        node["alt" if isinstance(node, nodes.image) else "content"] = msgstr


def setup(app: Sphinx) -> None:
    # docname -> msgid -> msgstr, finished messages only; None leaves the translation to Sphinx.
    app.add_config_value("handbook_translations", None, "", types=(dict,))
    app.add_source_parser(TranslatingParser, override=True)
    app.add_transform(TranslateLeaves)
