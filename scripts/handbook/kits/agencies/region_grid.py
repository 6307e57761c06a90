"""Who is at work where, as one picture for paper: a row per region with its map, a column per subject, dots.

It needs no colour. A page on a screen has a map per subject instead, of which a reader chooses one.
"""

from collections.abc import Mapping
from dataclasses import replace

from docutils import nodes
from sphinx.config import Config

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import capitalized, word
from handbook.kits.agencies.fact_nodes import Cell, paragraph, table
from handbook.pictures.maps import regions_of
from handbook.sphinx.editions import edition_of, registry_of, strings_of
from handbook.sphinx.fact_sources import mark_of

GRID = "region-grid"
# With more columns than that, names no longer fit above them.
MOST_COLUMNS = 6
_DOT, _DASH = "\u25cf", "\u2013"


def region_grid(
    config: Config,
    places: Mapping[str, Fact],
    names: Mapping[str, nodes.Node],
    maps: Mapping[str, nodes.Node],
) -> nodes.table:
    """Return the grid of the facts that say where each subject is at work.

    `names` head the columns; `maps` are those of all regions that any of the facts lists, by code.
    """

    registry, language, translate = registry_of(config), edition_of(config).language, strings_of(config)

    def dot(fact: Fact, *, is_here: bool) -> Cell:
        if not is_here:
            return [paragraph(_DASH, classes=["silent"])]
        mainly = f" {translate('(mainly)')}" if regions_of(fact) and "qualifier" in fact.value else ""
        mark = f"{mainly}{mark_of(fact, registry, language)}"
        return [paragraph(nodes.abbreviation("", _DOT, explanation=translate("Yes")), mark, fact=fact.id)]

    rows: list[list[Cell]] = [
        [[paragraph(translate("Where"))], *([paragraph(names[subject])] for subject in places)],
        *(
            [
                [paragraph(_where(code, places, registry, language)), drawn],
                *(dot(fact, is_here=code in regions_of(fact)) for fact in places.values()),
            ]
            for code, drawn in maps.items()
        ),
    ]
    if not all(map(regions_of, places.values())):
        words = translate("Around the world, without a list of regions")
        rows.append([[paragraph(words)], *(dot(fact, is_here=not regions_of(fact)) for fact in places.values())])
    return table(rows, GRID)


def _where(code: str, places: Mapping[str, Fact], registry: Registry, language: str) -> str:
    fact = next(fact for fact in places.values() if code in regions_of(fact))
    value = {key: kept for key, kept in fact.value.items() if key != "qualifier"} | {"regions": [code]}
    return capitalized(word(replace(fact, value=value), registry, language) or "")
