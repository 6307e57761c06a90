"""Tables that lead from a place or a field of work to an agency: ``{agencies-by-region}``, ``{agencies-by-field}``.

``{region-lists}`` is the table behind the maps. All are made of the facts anew, so that a new agency appears by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import capitalized, short_text, word
from handbook.findings.phrase import Phrase, Translate, phrase
from handbook.kits.agencies.fact_nodes import Cell, cell, depending_on_facts, linked_name, paragraph, table
from handbook.pictures.maps import World, caption_of, load_world, place_of, regions_of
from handbook.sphinx.doctree import warning
from handbook.sphinx.editions import edition_of, registry_of, strings_of
from handbook.sphinx.fact_sources import mark_of
from handbook.sphinx.panel_sources import sourced

# What heads a row, and what its cell holds.
Row = tuple[nodes.Node | str, Cell]


class TableDirective(SphinxDirective):
    """A directive that makes a table of two columns from facts; `lacking` is the warning where it would be empty."""

    lacking: Phrase

    def run(self) -> list[nodes.Node]:
        registry = registry_of(self.config)
        rows = list(self.rows(registry, edition_of(self.config).language, strings_of(self.config)))
        if not rows:
            warning(self.lacking, "directory", self.get_location())
            return []
        head = [[paragraph(title)] for title in self.head(strings_of(self.config))]
        body = [[[paragraph(title)], content] for title, content in rows]
        return depending_on_facts(self, sourced(table([head, *body], "directory")))

    def head(self, translate: Translate) -> tuple[str, str]:
        raise NotImplementedError

    def rows(self, registry: Registry, language: str, translate: Translate) -> Iterable[Row]:
        raise NotImplementedError

    def subjects_word(self, translate: Translate) -> str:
        """Return what this handbook calls its subjects."""
        edition = edition_of(self.config)
        return edition.project.subjects.get(edition.language) or translate("Subjects")


class AgenciesByRegion(TableDirective):
    """Each region with the agencies that list it; then those that list none, and those whose place no fact says."""

    lacking = phrase("no fact says where any agency is at work; add one of kind region-list, or remove the table")

    def head(self, translate: Translate) -> tuple[str, str]:
        return translate("Where"), self.subjects_word(translate)

    def rows(self, registry: Registry, language: str, translate: Translate) -> Iterator[Row]:
        regions, world = by_region(registry), load_world()
        for code, facts in regions.items():
            lines = [
                self._line(fact, registry, translate("(mainly)") if "qualifier" in fact.value else "") for fact in facts
            ]
            content = cell(lines)
            if others := overlapping(code, regions, world):
                where = "; ".join(_where(other, facts[0], registry, language) for other in others)
                content.append(paragraph(" ".join([translate("See also:"), where]), classes=["see-also"]))
            yield capitalized(_where(code, facts[0], registry, language)), content
        listed = {fact.subject for facts in regions.values() for fact in facts}
        places = {agency: place_of(agency, registry) for agency in registry.portrayed() if agency not in listed}
        if worldwide := [fact for fact in places.values() if fact]:
            lines = [self._line(fact, registry, fact.text.get(language, "")) for fact in worldwide]
            yield translate("Around the world, without a list of regions"), cell(lines)
        silent = [agency for agency, fact in places.items() if not fact]
        if silent and (listed or worldwide):
            lines = [paragraph(linked_name(self, agency, registry)) for agency in silent]
            yield translate("Not known"), cell(lines)

    def _line(self, fact: Fact, registry: Registry, words: str) -> nodes.paragraph:
        words += mark_of(fact, registry, edition_of(self.config).language)
        return paragraph(linked_name(self, fact.subject, registry), f" {words.strip()}" if words else "", fact=fact.id)


class AgenciesByField(TableDirective):
    """Each field of work that a fact of an agency names, with those agencies and what their facts say."""

    lacking = phrase('no fact of an agency names a field of work; add fields = ["…"] to some, or remove the table')

    def head(self, translate: Translate) -> tuple[str, str]:
        return translate("Field of work"), self.subjects_word(translate)

    def rows(self, registry: Registry, language: str, translate: Translate) -> Iterator[Row]:
        for field, agencies in by_field(registry).items():
            lines = []
            for agency, facts in agencies.items():
                lines.append(paragraph(linked_name(self, agency, registry), *_told(facts, registry, language)))
            yield registry.fields[field][language], cell(lines)


class RegionLists(TableDirective):
    """Where each subject is at work, in the words and the order of the source: the data behind the maps."""

    lacking = phrase("no fact of kind region-list says where anyone is at work; add one, or remove the table")

    def head(self, translate: Translate) -> tuple[str, str]:
        return translate("Who"), translate("Where")

    def rows(self, registry: Registry, language: str, translate: Translate) -> Iterator[Row]:
        for subject in registry.pages:
            if fact := place_of(subject, registry):
                words = caption_of(fact, registry, language, translate) + mark_of(fact, registry, language)
                yield linked_name(self, subject, registry), [paragraph(words, fact=fact.id)]


def by_region(registry: Registry) -> dict[str, list[Fact]]:
    """Return the facts that list each region, one per agency, in the order of the vocabulary and of the facts."""
    regions: dict[str, dict[str, Fact]] = {code: {} for code in registry.regions}
    for agency in registry.portrayed():
        for fact in registry.of_subject(agency):
            for code in regions_of(fact) if fact.kind == "region-list" else ():
                regions[code].setdefault(agency, fact)
    return {code: list(facts.values()) for code, facts in regions.items() if facts}


def by_field(registry: Registry) -> dict[str, dict[str, list[Fact]]]:
    """Return the facts that name each field, by agency, in the order of the vocabulary and of the facts."""
    fields: dict[str, dict[str, list[Fact]]] = {field: {} for field in registry.fields}
    for agency in registry.portrayed():
        for fact in registry.of_subject(agency):
            for field in fact.fields:
                fields[field].setdefault(agency, []).append(fact)
    return {field: agencies for field, agencies in fields.items() if agencies}


def overlapping(code: str, codes: Iterable[str], world: World) -> list[str]:
    """Return those of `codes` that share land with the region `code`: South America is in Latin America (UN M49)."""
    land = set(world.subregions(code))
    return [other for other in codes if other != code and land & set(world.subregions(other))]


def _where(code: str, fact: Fact, registry: Registry, language: str) -> str:
    """Return "in Africa", in the words of a list that holds this region only."""
    return word(replace(fact, value={"regions": [code]}), registry, language) or ""


def _told(facts: Iterable[Fact], registry: Registry, language: str) -> Iterator[nodes.Node]:
    """Yield what facts say in a few words, each with its mark; nothing of one that has no words."""
    before = " "
    for fact in facts:
        if words := short_text(fact, registry, language):
            yield nodes.Text(before)
            yield nodes.inline("", words + mark_of(fact, registry, language), fact=fact.id)
            before = "; "


DIRECTIVES = {
    "agencies-by-region": AgenciesByRegion,
    "agencies-by-field": AgenciesByField,
    "region-lists": RegionLists,
}
