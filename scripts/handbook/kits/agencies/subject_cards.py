"""``{agency-cards}``: a card for each agency, which says what it is, one figure of it, and where it works."""

from collections.abc import Iterator

from docutils import nodes

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import capitalized, short_text
from handbook.kits.agencies.fact_nodes import depending_on_facts, page_link, paragraph
from handbook.kits.agencies.large_figure import figure_of
from handbook.kits.agencies.map_directives import drawn_map
from handbook.kits.agencies.panels import SubjectsDirective
from handbook.pictures.maps import caption_of, place_of, regions_of
from handbook.sphinx.editions import edition_of, registry_of, strings_of
from handbook.sphinx.fact_sources import mark_of
from handbook.sphinx.panel_sources import sourced


class AgencyCards(SubjectsDirective):
    """A card for each subject that has a page of its own, or for those that are named."""

    def run(self) -> list[nodes.Node]:
        registry = registry_of(self.config)
        subjects = self.subjects(registry.portrayed())
        if not subjects:
            return []
        cards = [
            nodes.list_item("", nodes.container("", *self._card(subject, registry), classes=["subject-card"]))
            for subject in subjects
        ]
        return depending_on_facts(self, sourced(nodes.bullet_list("", *cards, classes=["subject-cards"])))

    def _card(self, subject: str, registry: Registry) -> Iterator[nodes.Node]:
        language, translate = edition_of(self.config).language, strings_of(self.config)
        name = registry.names[subject].forms[language].styled("first") if subject in registry.names else ""
        place, facts = place_of(subject, registry), registry.of_subject(subject)
        yield paragraph(page_link(subject, name, registry), classes=["card-name"])
        figure, topic = figure_of(facts), next(iter(registry.topics), None)
        if figure:
            yield _told(figure, registry, language, ["card-figure"])
        if first := next((fact for fact in facts if fact.topic == topic and fact is not figure), None):
            yield _told(first, registry, language, [])
        if place:
            yield paragraph(caption_of(place, registry, language, translate), classes=["card-where"], fact=place.id)
            if regions_of(place):
                yield drawn_map(self, place, registry)


def _told(fact: Fact, registry: Registry, language: str, classes: list[str]) -> nodes.paragraph:
    words = capitalized(short_text(fact, registry, language)) + mark_of(fact, registry, language)
    return paragraph(words, classes=classes, fact=fact.id)


DIRECTIVES = {"agency-cards": AgencyCards}
