"""What can be known of a language. Whatever is not written down for one is neutral: it changes and refuses nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """The words of a language around a value; ``{}`` is where the value stands."""

    decade: str
    more_than: str
    equivalent: str
    mainly: str
    years: str
    # What stands once before a list of regions; French has it in each region's own phrase.
    region_lead: str
    # Exact counts below ten are written as words.
    small: tuple[str, ...]
    # How the last of a list is joined, {} twice; where nothing is said, as CLDR has it for the locale.
    last: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantities:
    """How quantities are read: `scales` are powers of ten by name, `units` the numbers from zero on in words, `others`
    more numbers by name, after `respelled` (from, to); `ordinal` ends an ordinal number.

    `time` finds a time of day, by groups called hour, minutes and half (a or p), or hours and more where both have to
    be there; `short_decade` the mark that stands for the century of ’60s.
    """

    scales: Mapping[str, int]
    units: tuple[str, ...]
    others: Mapping[str, int]
    ordinal: str
    time: re.Pattern[str]
    short_decade: re.Pattern[str] | None = None
    respelled: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Spaces:
    """Where no line may break: `plain` finds spaces that become no-break ones, `narrow` those that become narrow ones.

    `joins` and `counts` find the same at the start of a text, behind a letter and behind a digit.
    """

    plain: tuple[re.Pattern[str], ...]
    narrow: tuple[re.Pattern[str], ...] = ()
    joins: re.Pattern[str]
    counts: re.Pattern[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Typography:
    """What the rules on typography hold a translation to; nothing where nothing is said.

    `quotes` open and close a quotation, with the spaces that belong to them; before the marks of `unspaced` no space
    stands, before those of `spaced` one does; `unaccented` finds capitals that lack the accent of `accented`.
    """

    quotes: tuple[str, str] | None = None
    is_apostrophe_curved: bool = False
    unspaced: str = ""
    spaced: str = ""
    has_small_months: bool = False
    unaccented: re.Pattern[str] | None = None
    accented: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """All that the program knows of a language, or of the usage of one region.

    `tag` is its BCP 47 tag. `stop_words` tell nothing of what a reader looks for, folded as the search folds them;
    `stemmer` is the name of a Snowball algorithm; where words are not set apart by spaces, `divides_words` is false.
    `grammar` are the keys that a name may have, with their values; `first_of_month` is how that day is written. `reviewed_by` is what translators write by hand
    beside what they have reviewed; `dictionary` names one of Hunspell; `telltales` are words that no sentence of another
    language holds.
    """

    tag: str
    wording: Wording | None = None
    quantities: Quantities | None = None
    spaces: Spaces | None = None
    typography: Typography = field(default_factory=Typography)
    grammar: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stop_words: frozenset[str] = frozenset()
    stemmer: str | None = None
    divides_words: bool = True
    reviewed_by: str | None = None
    dictionary: str | None = None
    first_of_month: str | None = None
    telltales: frozenset[str] = frozenset()

    @property
    def base(self) -> str:
        return self.tag.partition("-")[0]
