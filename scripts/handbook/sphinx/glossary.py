"""The glossary in each language's own order, each term with its equivalents in the other languages.

The pairs are those of the page's catalogues (msgid and msgstr of the term), so that nobody writes a term twice: such as
the build, or the preview, has accepted them.
"""

from collections.abc import Mapping, Sequence

from docutils import nodes
from sphinx.addnodes import glossary
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from handbook.findings.phrase import Translate
from handbook.languages.letters import collation_key
from handbook.project.language_names import language_name
from handbook.project.project import Edition
from handbook.sphinx.editions import edition_of, strings_of
from handbook.sphinx.fact_roles import in_language
from handbook.sphinx.translate import translations_of

# Terms from which on a glossary has its letters above it, and letters up to which.
_FEWEST, _MOST_LETTERS = 12, 30


class GlossaryInOrder(SphinxTransform):
    """Sorts and completes each glossary of a page."""

    default_priority = 25  # after Sphinx's Locale (20): sorted is what the reader sees

    def apply(self, **kwargs: object) -> None:
        for node in self.document.findall(glossary):
            edition = edition_of(self.config)
            equivalents = _equivalents(self.env)
            definitions = node[0]
            assert isinstance(definitions, nodes.definition_list)  # as Sphinx makes every glossary
            items = [child for child in definitions if isinstance(child, nodes.definition_list_item)]
            items.sort(key=lambda item: collation_key(item[0].astext(), edition.tag))
            definitions.children = list(items)
            node["letters"] = initials(items, edition.tag)
            if len(items) >= _FEWEST:
                translate = strings_of(self.config)
                node["filter"] = translate("Filter the terms"), translate("Terms that fit: {count}")
            for item in items:
                _complete(item, equivalents, edition, self.env.docname, strings_of(self.config))


def initials(items: Sequence[nodes.Element], tag: str) -> list[tuple[str, str]]:
    """Return each letter that terms begin with, as the language orders them, and the anchor of its first term.

    None of a glossary so short that it can be overlooked, or so varied that its letters would be no shorter.
    """
    first: dict[str, str] = {}
    for term in [next(item.findall(nodes.term)) for item in items]:
        places, folded = collation_key(term.astext(), tag)
        if places and term["ids"]:
            letter, rank = places[0]
            first.setdefault((folded[0] if rank else letter).upper(), term["ids"][0])
    return list(first.items()) if len(items) >= _FEWEST and len(first) <= _MOST_LETTERS else []


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
    item: nodes.Element,
    equivalents: Mapping[str, Mapping[str, str]],
    edition: Edition,
    docname: str,
    translate: Translate,
) -> None:
    definition = item[-1]
    assert isinstance(definition, nodes.definition)  # behind its terms
    for language, table in equivalents.items():
        for term in item.findall(nodes.term):
            if other := table.get(term.astext()):
                label = nodes.Text(f"{_label(language, edition.language, translate)} ")
                words = in_language(other, edition.project.tag(language))
                if language in edition.siblings and term["ids"]:  # the anchors of all editions are the same
                    words["elsewhere"] = f"{'../' * (docname.count('/') + 1)}{language}/{docname}.html#{term['ids'][0]}"
                definition += nodes.paragraph("", "", label, words, classes=["equivalent"])


def _label(language: str, speaks: str, translate: Translate) -> str:
    return translate("In {language}:").format(language=language_name(language, speaks))


def setup(app: Sphinx) -> None:
    app.add_transform(GlossaryInOrder)
