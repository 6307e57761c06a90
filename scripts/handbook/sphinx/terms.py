"""The ``{glossary}`` directive: a term keeps the anchor of its source; concepts are noted for programs."""

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import Glossary, make_glossary_term, split_term_classifiers
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import _clean_extracted_message, extract_messages

from handbook.sphinx.editions import source_tag
from handbook.sphinx.fact_roles import in_language
from handbook.sphinx.messages import are_messages_suspended, messages_suspended, note_message
from handbook.sphinx.translate import translations_of


class TranslatedGlossary(Glossary):
    """Sphinx's glossary with terms that are translated after they have got their anchors."""

    def parse_inline(self, text: str, *, lineno: int = -1) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        with messages_suspended(self.env):
            return super().parse_inline(text, lineno=lineno)

    def run(self) -> list[nodes.Node]:
        made = super().run()
        translations = translations_of(self.env)
        if translations is not None and not are_messages_suspended(self.env):
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


# A concept: the messages that are its terms, and those that define it.
Concept = tuple[tuple[str, ...], tuple[str, ...]]


class NoteConcepts(SphinxPostTransform):
    """Notes them in ``env.handbook_concepts``, by docname, while the ``gettext`` builder is at work."""

    default_priority = 900
    builders = ("gettext",)

    def run(self, **kwargs: object) -> None:
        vars(self.env).setdefault("handbook_concepts", {})[self.env.docname] = concepts(self.document)


def concepts(document: nodes.document) -> list[Concept]:
    """Return the concepts of a page's glossaries, in their order, for programs that keep terminology."""
    messages = {id(node): msgid for node, msgid in extract_messages(document)}

    def messages_of(item: nodes.Node, kind: type[nodes.Element]) -> tuple[str, ...]:
        parts = (part for part in item.children if isinstance(part, kind))
        return tuple(messages[id(node)] for part in parts for node in part.findall() if id(node) in messages)

    items = (item for node in document.findall(addnodes.glossary) for item in node.findall(nodes.definition_list_item))
    return [(messages_of(item, nodes.term), messages_of(item, nodes.definition)) for item in items]


def setup(app: Sphinx) -> None:
    app.add_post_transform(NoteConcepts)
    app.add_directive_to_domain("std", "glossary", TranslatedGlossary, override=True)
