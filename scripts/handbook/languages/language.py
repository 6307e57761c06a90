"""What can be known of a language. Whatever is not written down for one is neutral: it changes and refuses nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """The words of a language around a value; ``{}`` is where the value stands.

    `locale` is that by which CLDR writes its numbers and lists; `region_lead` stands once before a list of regions;
    `small` are the numbers from nought to nine in words; `last` joins the last of a list, where CLDR does not say how.
    """

    decade: str
    more_than: str
    equivalent: str
    mainly: str
    years: str
    region_lead: str
    small: tuple[str, ...]
    last: str | None = None
    locale: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """How quantities are written: the marks of numbers and times, and what stands between a number and its sign."""

    group: str
    decimal: str
    hour: str
    sign: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantities:
    """How quantities are read, and how they are `written`, where a translator has to be told.

    Patterns are regular expressions in lower case. Numbers in words are read by text2num; in addition:
    `scales` are powers of ten by the word behind a number, `letters` those by a letter beside a currency; `units` are
    the names of units (see `handbook.catalogs.quantities.quantity`) by pattern, `article` is what stands for one before
    them; `words` are numbers by pattern that text2num does not have, as fractions ("1/2"), with a unit where there is
    one ("3 year"); `spare` are numbers by word that a number in the other text may answer to, and that alone count
    nothing. In `silent` phrases no word counts. `fraction_of` stands behind the denominator of a fraction,
    `and_half` behind what has a half more, `between` between a number and what is counted, `of` before a unit.
    `ordinal` are the endings of an ordinal in digits, `century` and `decade` the words beside one; `plurals` decades
    written as a number with an ending. `up` and `down` stand before a number that is exceeded or not reached, `more`
    and `less` behind it; `rise` and `fall` before a share by which something has grown or shrunk, `higher` and `lower`
    behind one; `whose` finds by the code of a currency whose it is, in an amount and the word behind it; `minus`
    before, `below` behind a negative one; `range` between the two ends of a range.
    `times` find a time of day by groups called hour, minutes, half, am, pm and either; `noon` are times by word.
    `months` are abbreviations beside those of CLDR, `doubtful_months` words that are months beside a number only, or
    behind `in_month`. `has_paired_years` is whether 1974 is said as nineteen seventy-four.
    """

    scales: Mapping[str, int]
    letters: Mapping[str, int]
    units: Mapping[str, str]
    article: str
    words: Mapping[str, str]
    spare: Mapping[str, int]
    silent: str
    fraction_of: str
    and_half: str
    between: str
    of: str
    ordinal: str
    century: str
    decade: str
    plurals: str = r"(?!)"
    up: str
    down: str
    more: str
    less: str
    rise: str
    fall: str
    higher: str
    lower: str
    whose: Mapping[str, str]
    minus: str
    below: str
    range: str
    times: tuple[str, ...]
    noon: Mapping[str, str]
    months: Mapping[str, int]
    doubtful_months: frozenset[str] = frozenset()
    in_month: str = r"(?!)"
    has_paired_years: bool = False
    written: Written | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NoBreakSpaces:
    """Where no line may break: `plain` finds spaces that become no-break ones, `narrow` those that become narrow ones.

    `joins`, `counts` and `narrow_joins` find them at the start of a text: behind a letter, behind a digit, behind both.
    """

    plain: tuple[re.Pattern[str], ...]
    narrow: tuple[re.Pattern[str], ...] = ()
    joins: re.Pattern[str]
    counts: re.Pattern[str]
    narrow_joins: re.Pattern[str] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Typography:
    """What the rules on typography hold a translation to; nothing where nothing is said.

    `quotes` open and close a quotation, with the spaces that belong to them, `mistaken` open one elsewhere,
    `mistaken_ends` close it; they `are_quotes_paired` where one that is not closed is a fault; `straight` finds an
    apostrophe that should be curved; no space stands before the marks of `unspaced`; `lacks_space` finds a mark that
    wants one; `unaccented` find capitals that lack an accent, each with what to write; `capitals` find, as
    their first group, words that have none, `doubtful_capitals` those that may be names; `shortened` find what is
    shortened in another way than it should be, by the name of their rule, with what to write.
    """

    quotes: tuple[str, str] | None = None
    mistaken: str = ""
    mistaken_ends: str = ""
    are_quotes_paired: bool = False
    straight: re.Pattern[str] | None = None
    unspaced: str = ""
    lacks_space: re.Pattern[str] | None = None
    has_small_months: bool = False
    unaccented: tuple[tuple[re.Pattern[str], str], ...] = ()
    capitals: re.Pattern[str] | None = None
    doubtful_capitals: re.Pattern[str] | None = None
    shortened: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Denials:
    """How a language says no: `sure` finds words by which a sentence surely does.

    `ways` are patterns of all by which it may, by meaning, under the names that the other language has for them.
    """

    sure: re.Pattern[str]
    ways: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class NameGrammar:
    """How the name of an organization stands in a sentence.

    `wrong_articles` are, by the article of a name, words that may not stand before it. `elided` lose their vowel before
    a name that begins with one of `vowels`, `elisions` have lost it; before an acronym of `doubtful` letters usage
    decides. `verb` and `apposed` find a participle behind a name, with a group if it is feminine.
    """

    wrong_articles: Mapping[str, str]
    elided: str
    elisions: str
    vowels: str
    doubtful: str
    verb: str
    apposed: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """All that the program knows of a language, or of the usage of one region. `tag` is its BCP 47 tag.

    For names: `grammar` are the keys that one may have, with their values. For dates: `first_of_month` is how that day
    is written. For the search: `stop_words` tell nothing of what a reader looks for, folded as the search folds them;
    `stemmer` is the name of a Snowball algorithm; `has_spaces` whether spaces set words apart. For the translators'
    desk: `reviewed_by` is written beside what somebody has reviewed, `reviewed` is the pattern of what people write
    there by hand; `dictionary` is one of Hunspell, and `elision` what stands before an apostrophe and is in none;
    `telltales` are words that no sentence of another language holds, `doubled` finds a word that may stand twice in a
    row, with what follows; `denials` are its ways of saying no; `nothing` are the words that say that there is nothing
    to say ("n/a"); `shared` is the base of the language with which it has many words in common (``shared.py``);
    `names_on_web` are the words, besides its code, by which addresses of the web name it;
    `empty_links` are texts of links that do not say where they lead.
    """

    tag: str
    wording: Wording | None = None
    quantities: Quantities | None = None
    spaces: NoBreakSpaces | None = None
    typography: Typography = field(default_factory=Typography)
    names: NameGrammar | None = None
    grammar: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first_of_month: str | None = None
    stop_words: frozenset[str] = frozenset()
    stemmer: str | None = None
    has_spaces: bool = True
    reviewed_by: str | None = None
    reviewed: str | None = None
    dictionary: str | None = None
    elision: re.Pattern[str] | None = None
    telltales: frozenset[str] = frozenset()
    doubled: re.Pattern[str] | None = None
    denials: Denials | None = None
    nothing: frozenset[str] = frozenset()
    shared: str | None = None
    names_on_web: frozenset[str] = frozenset()
    empty_links: frozenset[str] = frozenset()

    @property
    def base(self) -> str:
        return self.tag.partition("-")[0]

    @property
    def codes(self) -> frozenset[str]:
        """The words by which addresses of the web name the language."""
        return self.names_on_web | {self.base}


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguagePair:
    """From which language into which a message is translated; `hosts` of the web that are one site in the two."""

    source: Language
    target: Language
    hosts: frozenset[tuple[str, str]] = frozenset()


NEUTRAL = Language(tag="und")
