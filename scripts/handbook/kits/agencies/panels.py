"""What the facts show by themselves: ``{key-facts}`` and ``{sources}`` of a subject, ``{compare-agencies}``.

With names, ``{compare-agencies} cdf did`` compares those only.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import short_text
from handbook.findings.phrase import Translate, phrase
from handbook.languages.writing import script_of
from handbook.sphinx.editions import edition_of, registry_of, strings_of
from handbook.sphinx.fact_roles import in_language
from handbook.sphinx.fact_sources import mark_of, reference_of

logger = logging.getLogger(__name__)

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
            logger.warning(message, type="handbook", subtype="fact-unknown", location=self.get_location())
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
    """The key-facts panel: each topic of the vocabulary about which the subject has a fact."""

    def make(self, registry: Registry, subject: str) -> list[nodes.Node]:
        language, translate = edition_of(self.config).language, strings_of(self.config)
        items = []
        for topic in registry.topics.values():
            facts = [fact for fact in registry.of_subject(subject) if fact.topic == topic.key]
            if facts:
                term = nodes.term("", topic.label[language], translatable=False)
                definition = nodes.definition("", *_told(facts, registry, language))
                items.append(nodes.definition_list_item("", term, definition))
        if subject in registry.not_known:
            term = nodes.term("", translate("Not known"), translatable=False)
            definition = nodes.definition("", *_text(registry.not_known[subject][language]))
            items.append(nodes.definition_list_item("", term, definition))
        title = nodes.title("", translate("Key facts"), translatable=False)
        return [nodes.topic("", title, nodes.definition_list("", *items), classes=["key-facts"])]


class SubjectsDirective(SphinxDirective):
    """A directive for all subjects of a kind or, so that a page can be divided, for those that it names."""

    optional_arguments = 1
    final_argument_whitespace = True

    def subjects(self, every: Iterable[str]) -> list[str]:
        """Return the subjects that are named, in that order, or `every`; says of a name that is unknown that it is."""
        named = self.arguments[0].split() if self.arguments else list(every)
        for subject in (each for each in named if each not in registry_of(self.config).pages):
            message = phrase(
                "unknown subject “{subject}”; write names of files in source/facts, or none for all", subject=subject
            )
            logger.warning(message, type="handbook", subtype="fact-unknown", location=self.get_location())
        return [each for each in named if each in registry_of(self.config).pages]


class CompareAgencies(SubjectsDirective):
    """The agencies side by side: a row per topic, a column per agency, in tables that a sheet of paper can hold.

    A dash stands where nothing is known; one line below the tables says so.
    """

    def run(self) -> list[nodes.Node]:
        agencies_of_tables = _shared_out(self.subjects(registry_of(self.config).agencies()))
        made: list[nodes.Node] = [self._table(agencies) for agencies in agencies_of_tables]
        if any(isinstance(node, nodes.abbreviation) for table in made for node in table.findall()):
            translate = strings_of(self.config)
            made += _text(translate("A dash ({dash}) means: not known.").replace("{dash}", _DASH), "legend")
        for node in made:
            self.set_source_info(node)
        return made

    def _table(self, agencies: Sequence[str]) -> nodes.container:
        registry, language = registry_of(self.config), edition_of(self.config).language
        translate = strings_of(self.config)
        head = _row([_text(translate("Topic")), *([_agency(key, registry, language)] for key in agencies)])
        body = []
        for topic in registry.topics.values():
            facts = [[f for f in registry.of_subject(key) if f.topic == topic.key] for key in agencies]
            if any(facts):
                cells = [_told(each, registry, language) if each else [_silent(translate)] for each in facts]
                body.append(_row([_text(topic.label[language]), *cells]))
        colspecs = [nodes.colspec(colwidth=1, stub=1), *(nodes.colspec(colwidth=2) for _ in agencies)]
        group = nodes.tgroup("", *colspecs, nodes.thead("", head), nodes.tbody("", *body), cols=len(agencies) + 1)
        table = nodes.table("", group, classes=["compare", "colwidths-auto"])
        return nodes.container("", table, classes=["scroll"])  # on a phone the table scrolls in its own box


class Sources(SubjectDirective):
    """Where the facts of a subject come from, in the order in which they first stand in its file."""

    def make(self, registry: Registry, subject: str) -> list[nodes.Node]:
        language, translate = edition_of(self.config).language, strings_of(self.config)
        used = dict.fromkeys(ref.partition(":")[0] for fact in registry.of_subject(subject) for ref in fact.sources)
        comma = script_of(registry.tag(language)).comma
        items = []
        for source in map(registry.sources.__getitem__, used):
            told = reference_of(source, registry, language, translate)
            paragraph = nodes.paragraph("", f"{told.publisher}{comma}", translatable=False)
            paragraph += nodes.reference("", told.title, refuri=told.address, internal=False)
            paragraph += nodes.Text(comma.join([f" {told.note}" if told.note else "", told.dated]))
            if told.copy:
                paragraph += nodes.Text("; ")
                paragraph += nodes.reference("", told.copy.label, refuri=told.copy.address, internal=False)
            items.append(nodes.list_item("", paragraph))
        return [nodes.bullet_list("", *items, classes=["sources"])]


def _shared_out(agencies: Sequence[str]) -> list[Sequence[str]]:
    """Return the agencies of each table: as even as can be, none with more than `_COLUMNS`."""
    count = -(-len(agencies) // _COLUMNS)
    ends = [len(agencies) * number // count for number in range(count + 1)] if count else []
    return [agencies[start:end] for start, end in pairwise(ends)]


def _told(facts: Iterable[Fact], registry: Registry, language: str) -> Sequence[nodes.Node]:
    """Return the short words of facts: a paragraph, or a list where there are several."""
    paragraphs = [p for fact in facts for p in _text_of(fact, registry, language)]
    if len(paragraphs) == 1:
        return paragraphs
    return [nodes.bullet_list("", *(nodes.list_item("", p) for p in paragraphs))]


def _text_of(fact: Fact, registry: Registry, language: str) -> Iterator[nodes.paragraph]:
    text = short_text(fact, registry, language)
    form = next((f for n in registry.names.values() if (f := n.forms[language]).full == text), None)
    inline = in_language(text, form.language) if form and form.language else nodes.Text(text)
    yield nodes.paragraph(
        "", "", inline, nodes.Text(mark_of(fact, registry, language)), translatable=False, fact=fact.id
    )


def _agency(subject: str, registry: Registry, language: str) -> nodes.paragraph:
    name = registry.names[subject].forms[language].text if subject in registry.names else subject
    target = {"refdomain": "std", "reftype": "doc", "reftarget": f"/{registry.pages[subject]}"}
    link = pending_xref("", nodes.inline("", name), refexplicit=True, refwarn=True, **target)
    return nodes.paragraph("", "", link, translatable=False)


def _text(text: str, *classes: str) -> list[nodes.Node]:
    return [nodes.paragraph("", text, translatable=False, classes=list(classes))]


def _silent(translate: Translate) -> nodes.paragraph:
    """Return the cell of what is not known: a dash, with its words for voices and for whoever points at it."""
    dash = nodes.abbreviation("", _DASH, explanation=translate("Not known"))
    return nodes.paragraph("", "", dash, translatable=False, classes=["silent"])


def _row(cells: Iterable[Sequence[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells))


def setup(app: Sphinx) -> None:
    app.add_directive("key-facts", KeyFacts)
    app.add_directive("compare-agencies", CompareAgencies)
    app.add_directive("sources", Sources)
