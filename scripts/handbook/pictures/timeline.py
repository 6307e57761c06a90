"""The timeline of all facts of kind "year": marks to scale, for which the page tells the words in a list.

The words are no part of the drawing, so that they stay legible on a phone, can be read aloud in order, and are set in
the fonts of the page. While the columns of the list fit side by side, a line leads from each mark to its column.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import joined, word, wording_of
from handbook.findings.phrase import Translate
from handbook.pictures.svg import GREEN, LAND, ORANGE, PAPER, QUIET, Picture

# More columns are too narrow for words.
COLUMNS = 4

_WIDTH, _EDGE, _AXIS = 1000, 14, 22
_HEIGHT, _HEIGHT_WITH_LEADERS = 44, 110
_DECADE = 10
# Years between ticks: as few as leave room between them.
_STEPS, _TICKS = (10, 50, 100, 500), 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A year, or a decade from its first year to its last, and the facts about it."""

    first: int
    last: int
    facts: tuple[Fact, ...]

    @property
    def is_decade(self) -> bool:
        return self.first != self.last

    def when(self, registry: Registry, language: str) -> str:
        """Return the year or decade in words."""
        return word(self.facts[0], registry, language) or ""


def moments(registry: Registry, language: str) -> list[Moment]:
    """Return the years of which the facts have words to tell, in order of their middle."""
    facts = [fact for fact in registry.facts.values() if fact.kind == "year" and fact.text.get(language)]
    grouped = groupby(sorted(facts, key=_order), key=_span)  # the order of the facts decides within a moment
    return [Moment(first=first, last=last, facts=tuple(facts)) for (first, last), facts in grouped]


def _span(fact: Fact) -> tuple[int, int]:
    decade = fact.value.get("decade")
    return (decade, decade + _DECADE - 1) if decade else (fact.value["year"], fact.value["year"])


def _order(fact: Fact) -> tuple[int, int]:
    first, last = _span(fact)
    return first + last, first


def timeline(spans: Sequence[Moment], alternative: str, *, is_right_to_left: bool = False) -> Picture:
    """Return the axis with a mark for each moment: a bar for a decade, a disc for a year. Time runs as the text."""
    has_leaders = len(spans) <= COLUMNS
    scale = _Scale.around(spans)
    parts = [_axis(scale)]
    if has_leaders:
        parts += [_leader(_middle(moment, scale), index / len(spans) * _WIDTH) for index, moment in enumerate(spans)]
    # Bars first: a year inside a decade stands on it.
    parts += [_mark(moment, scale) for moment in sorted(spans, key=lambda moment: not moment.is_decade)]
    drawn = "".join(parts)
    return Picture(
        kind="timeline-marks",
        width=_WIDTH,
        height=_HEIGHT_WITH_LEADERS if has_leaders else _HEIGHT,
        alternative=alternative,
        body=f'<g transform="translate({_WIDTH} 0) scale(-1 1)">{drawn}</g>' if is_right_to_left else drawn,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Scale:
    """Years to places on the axis, which runs over whole decades."""

    start: int
    end: int

    @classmethod
    def around(cls, spans: Iterable[Moment]) -> "_Scale":
        years = [year for moment in spans for year in (moment.first, moment.last + 1)]
        return cls(start=min(years) // _DECADE * _DECADE, end=-(-max(years) // _DECADE) * _DECADE)

    def place(self, year: float) -> int:
        return round(_EDGE + (year - self.start) / (self.end - self.start) * (_WIDTH - 2 * _EDGE))


def _middle(moment: Moment, scale: _Scale) -> int:
    return scale.place((moment.first + moment.last + 1) / 2)


def _axis(scale: _Scale) -> str:
    step = next(interval for interval in _STEPS if (scale.end - scale.start) / interval <= _TICKS)
    years = (year for year in range(scale.start, scale.end + 1) if year % step == 0)
    ticks = "".join(f"M{scale.place(year)} {_AXIS - 7}v14" for year in years)
    path = f"M{_EDGE} {_AXIS}H{_WIDTH - _EDGE}{ticks}"
    return f'<path class="axis" d="{path}" fill="none" stroke="{LAND}" stroke-width="3"/>'


def _leader(place: int, column: float) -> str:
    end = round(column) + 1  # half the width of the line
    curve = f"M{place} {_AXIS}C{place} 80 {end} 60 {end} {_HEIGHT_WITH_LEADERS}"
    return f'<path class="leader" d="{curve}" fill="none" stroke="{QUIET}" stroke-width="1.5"/>'


def _mark(moment: Moment, scale: _Scale) -> str:
    if not moment.is_decade:
        paint = f'fill="{GREEN}" stroke="{PAPER}" stroke-width="3"'
        return f'<circle class="year" cx="{_middle(moment, scale)}" cy="{_AXIS}" r="11" {paint}/>'
    start, end = scale.place(moment.first), scale.place(moment.last + 1)
    box = f'x="{start}" y="{_AXIS - 8}" width="{end - start}" height="16" rx="8"'
    return f'<rect class="decade" {box} fill="{ORANGE}"/>'


def timeline_alternative(
    spans: Sequence[Moment], registry: Registry, language: str, translate: Translate, *, is_right_to_left: bool = False
) -> str:
    """Return what the marks show, in words: the years, and of whom each tells."""
    marks = joined([_described(moment, registry, language) for moment in spans], wording_of(registry, language))
    sentence = translate("Timeline to scale, from left to right: {moments}.")
    if is_right_to_left:
        sentence = translate("Timeline to scale, from right to left: {moments}.")
    return sentence.replace("{moments}", marks)


def _described(moment: Moment, registry: Registry, language: str) -> str:
    subjects = dict.fromkeys(fact.subject for fact in moment.facts if fact.subject in registry.names)
    names = ", ".join(registry.names[subject].forms[language].text for subject in subjects)
    when = moment.when(registry, language)
    return f"{when} ({names})" if names else when
