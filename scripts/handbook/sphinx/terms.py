"""The ``{glossary}`` directive: a term keeps the anchor of its source in every language, and links find it by either.

Sphinx makes the anchor of a term from the text it shows. Ours reads the terms untranslated, so that anchors are given
in the same order and spelling in every edition, and puts each translation in its place afterwards.
"""

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import Glossary, make_glossary_term, split_term_classifiers
from sphinx.util.nodes import _clean_extracted_message

from handbook.sphinx.editions import source_tag
from handbook.sphinx.fact_roles import in_language
from handbook.sphinx.messages import are_texts_messages, no_messages, note_message
from handbook.sphinx.translate import translations_of


class TranslatedGlossary(Glossary):
    """Sphinx's glossary with terms that are translated after they have got their anchors."""

    def parse_inline(self, text: str, *, lineno: int = -1) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        with no_messages(self.env):
            return super().parse_inline(text, lineno=lineno)

    def run(self) -> list[nodes.Node]:
        made = super().run()
        translations = translations_of(self.env)
        if translations is not None and are_texts_messages(self.env):
            for term in _terms(made):
                # As Sphinx extracts it: with the key for the index, if there is one, as in "member : M".
                msgid = _clean_extracted_message(term.rawsource)
                assert term.line is not None  # the glossary of Sphinx says where each of its terms is written
                note_message(self.env, msgid, term.line)
                msgstr = translations.get(msgid, "").strip()
                if msgstr and msgstr != msgid:
                    self._translate(term, msgstr, term.line)
                elif not msgstr:
                    _mark_missing(term, source_tag(self.config))
        return made

    def _translate(self, term: nodes.term, msgstr: str, line: int) -> None:
        text, key = split_term_classifiers(msgstr)
        children, _ = self.parse_inline(text or "", lineno=line)
        source, name = term.source or "", term["ids"][0]
        # Notes the translation beside the source, which the directive has noted already.
        made = make_glossary_term(self.env, children, key, source, line, name, self.state.document)
        term.children = []
        term.extend(made.children)


def _mark_missing(term: nodes.term, tag: str) -> None:
    """Say that a term is shown in the source language for want of a translation."""
    words = in_language("", tag)
    words.extend(child for child in term.children if not isinstance(child, addnodes.index))
    term.children = [child for child in term.children if isinstance(child, addnodes.index)]
    term.insert(0, words)


def _terms(made: Iterable[nodes.Node]) -> list[nodes.term]:
    return [term for node in made for term in node.findall(nodes.term) if term["ids"]]


def setup(app: Sphinx) -> None:
    app.add_directive_to_domain("std", "glossary", TranslatedGlossary, override=True)
