"""Panels and tables made of facts alone: ``{key-facts}`` and ``{sources}`` of a subject, ``{compare-agencies}``.

With names, ``{compare-agencies} cdf did`` compares those only.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import short_text
from handbook.findings.phrase import Translate, phrase
from handbook.kits.agencies.fact_nodes import Cell, cell, page_link, paragraph, table
from handbook.kits.agencies.large_figure import figure_of, large_figure
from handbook.languages.writing import script_of
from handbook.sphinx.doctree import warning
from handbook.sphinx.editions import edition_of, registry_of, strings_of
from handbook.sphinx.fact_roles import in_language
from handbook.sphinx.fact_sources import mark_of, reference_of
from handbook.sphinx.panel_sources import PANEL, sourced

# Beside a column of topics, what a sheet can hold in words that can be read.
_COLUMNS = 5
_DASH = "–"


class SubjectDirective(SphinxDirective):
    """A directive whose one argument is a subject: the name of a facts file."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        registry, subject = registry_of(self.config), self.arguments[0]
        if subject not in registry.pages:
            message = phrase("unknown subject “{subject}”; write the name of a file in source/facts", subject=subject)
            warning(message, "fact-unknown", self.get_location())
            return []
        project = edition_of(self.config).project
        # What else is in the facts does not show: to note all files would cost the square of the pages.
        for path in (project.vocabulary, project.facts / f"{subject}.toml"):
            self.env.note_dependency(path)
        made = self.make(registry, subject)
        for node in made:
            self.set_source_info(node)
        return made

    def make(self, registry: Registry, subject: str) -> list[nodes.Node]:
        raise NotImplementedError


class KeyFacts(SubjectDirective):
    """The key-facts panel: each topic of the vocabulary about which the subject has a fact; on paper, its figure."""

    def make(self, registry: Registry, subject: str) -> list[nodes.Node]:
        language, translate = edition_of(self.config).language, strings_of(self.config)
        items = []
        for topic in registry.topics.values():
            facts = [fact for fact in registry.of_subject(subject) if fact.topic == topic.key]
            if facts:
                items.append(_item(topic.label[language], _short_texts(facts, registry, language)))
        if subject in registry.not_known:
            items.append(_item(translate("Not known"), [paragraph(registry.not_known[subject][language])]))
        title = nodes.title("", translate("Key facts"), translatable=False)
        figure = figure_of(registry.of_subject(subject))
        large = [large_figure(figure, registry, language)] if figure else []
        return [*large, nodes.topic("", title, nodes.definition_list("", *items), classes=["key-facts", PANEL])]


class SubjectsDirective(SphinxDirective):
    """A directive for all subjects of a kind or, so that a page can be divided, for those that it names."""

    optional_arguments = 1
    final_argument_whitespace = True

    def subjects(self, every: Iterable[str]) -> list[str]:
        """Return the subjects that are named, in that order, or `every`; says of a name that is unknown that it is."""
        named = self.arguments[0].split() if self.arguments else list(every)
        for subject in (subject for subject in named if subject not in registry_of(self.config).pages):
            message = phrase(
                "unknown subject “{subject}”; write names of files in source/facts, or none for all", subject=subject
            )
            warning(message, "fact-unknown", self.get_location())
        return [subject for subject in named if subject in registry_of(self.config).pages]


class CompareAgencies(SubjectsDirective):
    """The agencies side by side: a row per topic, a column per agency, in tables that a sheet of paper can hold.

    A dash stands where nothing is known; one line below the tables says so.
    """

    def run(self) -> list[nodes.Node]:
        groups = _shared_out(self.subjects(registry_of(self.config).portrayed()))
        made: list[nodes.Node] = [self._table(agencies) for agencies in groups]
        if any(isinstance(node, nodes.abbreviation) for table in made for node in table.findall()):
            translate = strings_of(self.config)
            legend = translate("A dash ({dash}) means: not known.").replace("{dash}", _DASH)
            made.append(paragraph(legend, classes=["legend"]))
        for node in made:
            self.set_source_info(node)
        return made

    def _table(self, agencies: Sequence[str]) -> nodes.container:
        registry, language = registry_of(self.config), edition_of(self.config).language
        translate = strings_of(self.config)
        rows: list[list[Cell]] = [
            [[paragraph(translate("Topic"))], *([_agency(key, registry, language)] for key in agencies)]
        ]
        for topic in registry.topics.values():
            facts = [[f for f in registry.of_subject(key) if f.topic == topic.key] for key in agencies]
            if any(facts):
                cells = [_short_texts(group, registry, language) if group else [_silent(translate)] for group in facts]
                rows.append([[paragraph(topic.label[language])], *cells])
        compared = table(rows, "compare")
        entries = list(compared.findall(nodes.entry))
        columns = len(agencies) + 1
        for at, entry in enumerate(entries):
            if at % columns:
                entry["of"] = entries[at % columns].astext()
        return sourced(nodes.container("", compared, classes=["scroll", "comparison"]), apart=True)


class Sources(SubjectDirective):
    """Where the facts of a subject come from, in the order in which they first stand in its file."""

    def make(self, registry: Registry, subject: str) -> list[nodes.Node]:
        language, translate = edition_of(self.config).language, strings_of(self.config)
        used = dict.fromkeys(key for fact in registry.of_subject(subject) for key in fact.source_keys)
        comma = script_of(registry.tag(language)).comma
        items = []
        for source in map(registry.sources.__getitem__, used):
            reference = reference_of(source, registry, language, translate)
            title = nodes.reference("", reference.title, refuri=reference.address, internal=False)
            rest = comma.join([f" {reference.note}" if reference.note else "", reference.dated])
            line = paragraph(f"{reference.publisher}{comma}", title, rest)
            if reference.copy:
                line += nodes.Text("; ")
                line += nodes.reference("", reference.copy.label, refuri=reference.copy.address, internal=False)
            items.append(nodes.list_item("", line))
        return [nodes.bullet_list("", *items, classes=["sources"])]


def _shared_out(agencies: Sequence[str]) -> list[Sequence[str]]:
    """Return the agencies of each table: as even as can be, none with more than `_COLUMNS`."""
    count = -(-len(agencies) // _COLUMNS)
    ends = [len(agencies) * number // count for number in range(count + 1)] if count else []
    return [agencies[start:end] for start, end in pairwise(ends)]


def _item(term: str, definition: Cell) -> nodes.definition_list_item:
    return nodes.definition_list_item("", nodes.term("", term, translatable=False), nodes.definition("", *definition))


def _short_texts(facts: Iterable[Fact], registry: Registry, language: str) -> Cell:
    return cell([_short_text(fact, registry, language) for fact in facts])


def _short_text(fact: Fact, registry: Registry, language: str) -> nodes.paragraph:
    text = short_text(fact, registry, language)
    form = next((f for n in registry.names.values() if (f := n.forms[language]).full == text), None)
    inline = in_language(text, form.language) if form and form.language else nodes.Text(text)
    return paragraph(inline, mark_of(fact, registry, language), fact=fact.id)


def _agency(subject: str, registry: Registry, language: str) -> nodes.paragraph:
    name = registry.names[subject].forms[language].text if subject in registry.names else subject
    return paragraph(page_link(subject, name, registry))


def _silent(translate: Translate) -> nodes.paragraph:
    """Return the cell of what is not known: a dash, with its words for voices and for whoever points at it."""
    return paragraph(nodes.abbreviation("", _DASH, explanation=translate("Not known")), classes=["silent"])


DIRECTIVES = {"key-facts": KeyFacts, "compare-agencies": CompareAgencies, "sources": Sources}
