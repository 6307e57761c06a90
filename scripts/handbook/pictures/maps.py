"""Maps of the regions where a subject of the facts is at work, on the land of the world by subregions of UN M49."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import WORLD, capitalized, short_text, word
from handbook.findings.phrase import Translate
from handbook.languages.writing import script_of
from handbook.pictures.svg import GREEN, LAND, Picture


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """Path data by M49 subregion, in units of a picture of `width` by `height`; `groups` are regions of subregions.

    Land that is of no region has a key that is no code.
    """

    width: int
    height: int
    land: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]]

    def subregions(self, code: str) -> tuple[str, ...]:
        """Return the subregions of which the region `code` consists; none where no outline is known."""
        return self.groups.get(code) or ((code,) if code in self.land and code.isdecimal() else ())

    @property
    def codes(self) -> list[str]:
        """Return every region that can be drawn."""
        return sorted([*self.groups, *filter(str.isdecimal, self.land)])


@cache
def load_world() -> World:
    """Read the outlines that come with the package."""
    data = json.loads((files(__package__) / "world.json").read_text(encoding="utf-8"))
    groups = {code: tuple(subregions.split()) for code, subregions in data["groups"].items()}
    return World(width=data["width"], height=data["height"], land=data["land"], groups=groups)


# An underscore, which no anchor of a heading has.
_PREFIX = "land_"
_ALL = f"{_PREFIX}all"


# M49 has Siberia in Eastern Europe, and readers in Asia: it is of neither, but of both together.
_EASTERN_EUROPE, _ASIA, _BETWEEN = "151", "142", "rest"


def region_map(codes: Sequence[str], world: World, alternative: str) -> Picture:
    """Return a map of the world on which the regions `codes` (UN M49) are marked."""
    marked = {subregion for code in codes for subregion in world.subregions(code)}
    if {_EASTERN_EUROPE, *world.subregions(_ASIA)} <= marked:
        marked.add(_BETWEEN)
    paths = {key: f'<path d="{path}"/>' for key, path in world.land.items()}
    unmarked = "".join(path for key, path in paths.items() if key not in marked)
    every = f'<use href="#{_ALL}"/>'
    defined = "".join(f'<path id="{_PREFIX}{key}" d="{path}"/>' for key, path in world.land.items())
    return Picture(
        kind="region-map",
        width=world.width,
        height=world.height,
        alternative=alternative,
        body=_drawn(unmarked, "".join(paths[key] for key in sorted(marked))),
        definitions=f'<g id="{_ALL}">{defined}</g>',
        shared_body=_drawn(every, "".join(f'<use href="#{_PREFIX}{key}"/>' for key in sorted(marked))),
    )


def _drawn(land: str, marked: str) -> str:
    """Return the shapes of the land, and of what is marked of it."""
    return _filled("land", LAND, land) + _filled("marked", GREEN, marked)


def _filled(name: str, colour: str, shapes: str) -> str:
    # The line closes the seams between neighbours, which renderers show as hairlines.
    paint = f'fill="{colour}" stroke="{colour}" stroke-width="2" stroke-linejoin="round"'
    return f'<g class="{name}" {paint}>{shapes}</g>'


def place_of(subject: str, registry: Registry) -> Fact | None:
    """Return the fact that says where a subject is at work: a list of regions, else one that names the whole world."""
    facts = registry.of_subject(subject)
    lists = (fact for fact in facts if fact.kind == "region-list")
    worldwide = (fact for fact in facts if isinstance(fact.value, dict) and WORLD in _places(fact))
    return next(lists, None) or next(worldwide, None)


def _places(fact: Fact) -> tuple[object, object]:
    return fact.value.get("place"), fact.value.get("scope")


def regions_of(fact: Fact) -> list[str]:
    """Return the regions that a fact lists, without the whole world, which is not a list of regions."""
    return [code for code in fact.value.get("regions", ()) if code != WORLD]


def alternative_of(fact: Fact, registry: Registry, language: str, translate: Translate) -> str:
    """Return what the map of a fact that lists regions shows, in words."""
    marked = word(replace(fact, value={"regions": regions_of(fact)}), registry, language)
    return translate("Map of the world with the land drawn dark {where}.").replace("{where}", marked or "")


def caption_of(fact: Fact, registry: Registry, language: str, translate: Translate) -> str:
    """Return what the fact says, in words, as a sentence."""
    text = sentence(short_text(fact, registry, language), registry.tag(language))
    unlisted = translate("No list of regions is known.")
    return text if regions_of(fact) else f"{text} {unlisted}"


def sentence(text: str, tag: str) -> str:
    """Return words as a sentence of the language of a BCP 47 tag: with a capital and its full stop."""
    return f"{capitalized(text)}{script_of(tag).full_stop}"
