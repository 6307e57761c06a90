"""The land of the world by subregions of UN M49, from ``world.json``, which ``python -m outlines`` draws."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


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
