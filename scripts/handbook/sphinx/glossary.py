"""The glossary: terms keep the anchor of their source, stand in each language's own order, with their equivalents."""

from collections.abc import Iterable, Mapping

from docutils import nodes
from sphinx import addnodes
from sphinx.addnodes import glossary
from sphinx.application import Sphinx
from sphinx.domains.std import Glossary, make_glossary_term, split_term_classifiers
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import _clean_extracted_message, extract_messages

from handbook.findings.phrase import Translate
from handbook.languages.cldr import language_name
from handbook.languages.collation import collation_key
from handbook.project.project import Edition
from handbook.sphinx.editions import edition_of, source_tag, strings_of
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
            for term in _terms_of(made):
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


def _terms_of(made: Iterable[nodes.Node]) -> list[nodes.term]:
    return [term for node in made for term in node.findall(nodes.term) if term["ids"]]


class GlossaryInOrder(SphinxTransform):
    """Sorts and completes each glossary of a page."""

    default_priority = 25  # after Sphinx's Locale (20): sorted is what the reader sees

    def apply(self, **kwargs: object) -> None:
        for node in self.document.findall(glossary):
            edition = edition_of(self.config)
            equivalents = _equivalents(self.env)
            definitions = node[0]
            assert isinstance(definitions, nodes.definition_list)  # as Sphinx makes every glossary
            items = [each for each in definitions if isinstance(each, nodes.definition_list_item)]
            items.sort(key=lambda item: collation_key(item[0].astext(), edition.tag))
            definitions.children = list(items)
            for item in items:
                _complete(item, equivalents, edition, strings_of(self.config))


def _equivalents(env: BuildEnvironment) -> Mapping[str, Mapping[str, str]]:
    """Return, for each other language, its term for each term as this edition shows it."""
    edition = edition_of(env.config)
    terms = {language: _terms(env, language) for language in edition.project.languages}
    shown = terms[edition.language]
    return {
        language: {shown.get(msgid, msgid): term for msgid, term in terms[language].items()}
        if language != edition.project.source_language
        else {term: msgid for msgid, term in shown.items()}
        for language in terms
        if language != edition.language
    }


def _terms(env: BuildEnvironment, language: str) -> Mapping[str, str]:
    """Return the finished messages of the page that is being read: msgid to msgstr."""
    edition, elsewhere = edition_of(env.config), env.config.handbook_elsewhere
    if language == edition.project.source_language:
        return {}
    if language == edition.language and (own := translations_of(env)) is not None:
        return own
    terms: Mapping[str, str] = elsewhere.get(language, {}).get(env.docname, {})
    return terms


def _complete(
    item: nodes.Element, equivalents: Mapping[str, Mapping[str, str]], edition: Edition, translate: Translate
) -> None:
    definition = item[-1]
    assert isinstance(definition, nodes.definition)  # behind its terms
    for language, table in equivalents.items():
        for term in item.findall(nodes.term):
            if other := table.get(term.astext()):
                label = nodes.Text(f"{_label(language, edition.language, translate)} ")
                words = in_language(other, edition.project.tag(language))
                definition += nodes.paragraph("", "", label, words, classes=["equivalent"])


def _label(language: str, speaks: str, translate: Translate) -> str:
    return translate("In {language}:").format(language=language_name(language, speaks))


# A concept: the messages that are its terms, and those that define it.
Concept = tuple[tuple[str, ...], tuple[str, ...]]


class NoteConcepts(SphinxPostTransform):
    """Notes them in ``env.handbook_concepts``, by docname, while the ``gettext`` builder is at work."""

    default_priority = 900
    builders = ("gettext",)

    def run(self, **kwargs: object) -> None:
        vars(self.env).setdefault("handbook_concepts", {})[self.env.docname] = concepts(self.document)


def concepts(document: nodes.document) -> list[Concept]:
    """Return the concepts of a page's glossaries, in their order."""
    messages = {id(node): msgid for node, msgid in extract_messages(document)}

    def said(item: nodes.Node, kind: type[nodes.Element]) -> tuple[str, ...]:
        parts = (part for part in item.children if isinstance(part, kind))
        return tuple(messages[id(node)] for part in parts for node in part.findall() if id(node) in messages)

    items = (item for node in document.findall(glossary) for item in node.findall(nodes.definition_list_item))
    return [(said(item, nodes.term), said(item, nodes.definition)) for item in items]


def setup(app: Sphinx) -> None:
    app.add_directive_to_domain("std", "glossary", TranslatedGlossary, override=True)
    app.add_transform(GlossaryInOrder)
    app.add_post_transform(NoteConcepts)
