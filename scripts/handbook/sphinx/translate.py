"""Translates the Markdown token stream: each ``inline`` token becomes its msgstr before its inline content is parsed.

Sphinx's own translation parses every message twice with a new parser and costs four times the page. Here a msgstr is
parsed once, as inline text of its page, so that the page's reference links and footnotes work in it and it cannot open
a block of its own. The translations are those of ``handbook_translations``: see ``wall/catalogues.py``.
"""

from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.base import clean_astext
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import MystWarnings, create_warning
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import _clean_extracted_message

from handbook.catalogs.message_structure import has_words
from handbook.sphinx.editions import passage_in, source_language, source_tag
from handbook.sphinx.fact_roles import in_language
from handbook.sphinx.heading_levels import HeadingLevels, begins_with_title
from handbook.sphinx.messages import are_messages_suspended, messages_suspended, note_message
from handbook.sphinx.wall.amount import TooMuchError, bound
from handbook.sphinx.wall.limits import warn
from handbook.sphinx.wall.renderer import WalledRenderer, allowed_settings, walled
from handbook.texts.markdown import has_settings, page_parser

# Where the line of a nested text begins, kept in the Markdown environment of a page while it is parsed.
_LINE_OFFSET = "handbook_line_offset"
# The text of a translated token, kept in its ``meta``.
SOURCE_TEXT = "handbook_source"
# Whether a token is shown in the source language for want of a translation.
_MISSING = "handbook_missing"

# Whether a node was parsed as Markdown, and so translated: kept on the node, which may be moved into another.
_PARSED = "handbook_parsed"


def is_parsed(node: nodes.Element) -> bool:
    """Whether the parser of pages has made what a node shows."""
    return any(_PARSED in vars(child) for child in node.children)


def translations_of(env: BuildEnvironment) -> Mapping[str, str] | None:
    """Return the finished messages of the page that is being read, or None where we do not translate."""
    translations = env.config.handbook_translations
    return None if translations is None else translations.get(env.docname, {})


def translate_tokens(state: StateCore) -> None:
    """Core rule: put each msgstr in place of the text it translates. The text stays in ``token.meta``."""
    env = state.md.options["document"].settings.env
    translations = translations_of(env)
    if translations is None or are_messages_suspended(env):
        return
    for token in state.tokens:
        # The key is the text as Sphinx's extraction cleans it: a wrapped paragraph has line ends, its msgid has not.
        if token.type == "inline" and (msgid := _clean_extracted_message(token.content)):
            line = state.env.get(_LINE_OFFSET, 0) + (token.map[0] if token.map else 0) + 1
            if has_words(msgid):
                note_message(env, msgid, line)
            # Without the spaces at its ends, as the block rules would hand it over.
            if msgstr := translations.get(msgid, "").strip():
                token.meta[SOURCE_TEXT] = token.content
                token.content = msgstr
            elif has_words(msgid):
                token.meta[_MISSING] = True


class TranslatingRenderer(WalledRenderer):
    """MyST's renderer behind the wall, with the anchors of the source language in every language."""

    def setup_render(self, *args: Any, **kwargs: Any) -> None:
        super().setup_render(*args, **kwargs)
        self._levels = HeadingLevels()

    def nested_render_text(self, text: str, lineno: int, *args: object, **kwargs: object) -> None:
        outside = self.md_env.get(_LINE_OFFSET, 0)
        self.md_env[_LINE_OFFSET] = lineno
        try:
            super().nested_render_text(text, lineno, *args, **kwargs)
        finally:
            self.md_env[_LINE_OFFSET] = outside

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Render a heading at the level that it has among those around it; in a box it is none of the page."""
        opening = token.nester_tokens.opening if token.nester_tokens else None
        is_of_page = isinstance(self.current_node, nodes.document | nodes.section)
        if opening and is_of_page and not self.md_env.get("temp_root_node"):
            opening.tag = f"h{self._levels.place(int(opening.tag[1]))}"
        super().render_heading(token)

    def render_inline(self, token: SyntaxTreeNode) -> None:
        start = len(self.current_node.children)
        self._render_passage(token)
        for child in self.current_node.children[start:]:
            vars(child)[_PARSED] = True

    def _render_passage(self, token: SyntaxTreeNode) -> None:
        if not token.meta.get(_MISSING):
            super().render_inline(token)
            return
        passage = in_language("", source_tag(self.sphinx_env.config))
        with (
            self.current_node_context(passage, append=True),
            passage_in(self.sphinx_env, source_language(self.sphinx_env.config)),
        ):
            super().render_inline(token)

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        with messages_suspended(self.sphinx_env):  # what a role parses is part of a message
            super().render_myst_role(token)

    def dict_to_fm_field_list(self, *args: Any, **kwargs: Any) -> nodes.field_list:
        with messages_suspended(self.sphinx_env):  # front matter is not extracted
            return super().dict_to_fm_field_list(*args, **kwargs)

    # MyST-Parser 5.2 makes ids, slugs and labels of a heading from what it shows; a canary test watches this method.
    def generate_heading_target(
        self, token: SyntaxTreeNode, level: int, node: nodes.Element, title_node: nodes.Element
    ) -> None:
        inline = token.children[0] if token.children else None
        if node is title_node and inline is not None:
            # A heading inside a directive: MyST gives it no source text, and Sphinx would extract it without markup.
            node.rawsource = inline.meta.get(SOURCE_TEXT, inline.content)
        if inline is None or SOURCE_TEXT not in inline.meta:
            super().generate_heading_target(token, level, node, title_node)
            return
        heading = self._in_source_language(token, inline.meta[SOURCE_TEXT])
        super().generate_heading_target(heading, level, node, self._title_of(heading))
        # A link without a text of its own shows this one, which is for readers.
        if slug := node.get("slug"):
            line, target, _ = self._heading_slugs[slug]
            self._heading_slugs[slug] = line, target, clean_astext(title_node)

    def _in_source_language(self, heading: SyntaxTreeNode, source: str) -> SyntaxTreeNode:
        tokens = [copy(token) for token in heading.to_tokens()]
        environment = {key: value for key, value in self.md_env.items() if key != "wordcount"}
        with messages_suspended(self.sphinx_env):
            [parsed] = self.md.parseInline(source, environment)
            self.flatten([parsed])
        for token in tokens:
            if token.type == "inline":
                token.content, token.children = source, parsed.children
                for child in parsed.children or ():
                    child.map = token.map
        return SyntaxTreeNode(tokens).children[0]

    def _title_of(self, heading: SyntaxTreeNode) -> nodes.title:
        """Render a heading that nobody sees: into a document of its own, where its footnotes and targets count."""
        shown = self.document
        self.document = new_document(shown["source"], shown.settings)
        self.document.reporter = shown.reporter
        title = nodes.title()
        try:
            with self.current_node_context(title):
                self.render_children(heading)
        finally:
            self.document = shown
        return title


class TranslatingParser(MystParser):
    """MyST's parser for Sphinx, with our rule and renderer."""

    renderer = TranslatingRenderer

    def parse(self, inputstring: str, document: nodes.document) -> None:
        parser = self._parser(inputstring, document)
        parser.core.ruler.before("inline", "handbook_translate", translate_tokens)
        parser.options["document"] = document
        bound(parser)
        with walled(document):
            try:
                parser.render(inputstring)
            except TooMuchError as error:
                warn(error.message, "page-size", document, 1)
                parser.core.ruler.disable("handbook_translate")
                parser.render(f"# {Path(document['source']).stem}\n\n…")  # so that nothing else is said of the page

    def _parser(self, inputstring: str, document: nodes.document) -> MarkdownIt:
        """Do as MyST-Parser 5.2 does in ``parse``, which offers no place to choose the renderer."""
        config = document.settings.env.myst_config
        try:
            topmatter = read_topmatter(inputstring) if has_settings(inputstring) else None
        except TopmatterReadError:
            topmatter = None  # reported when the page is rendered
        if topmatter:

            def warn_of_setting(kind: MystWarnings, message: str) -> None:
                create_warning(document, message, kind, line=1, append_to=document)

            settings = allowed_settings(topmatter, document, has_title=begins_with_title(inputstring))
            config = merge_file_level(config, settings, warn_of_setting)
        return page_parser(config, self.renderer)


def on_builder_inited(app: Sphinx) -> None:
    if not app.builder.use_message_catalog:
        app.config.handbook_translations = None  # such a builder extracts messages, or wants the pages as they are


def setup(app: Sphinx) -> None:
    app.setup_extension("handbook.sphinx.wall.renderer")
    # docname -> msgid -> msgstr, finished messages only; None in the language that the pages are written in.
    app.add_config_value("handbook_translations", None, "", types=(dict,))
    app.add_source_parser(TranslatingParser, override=True)
    app.connect("builder-inited", on_builder_inited)
