"""What finds each kind of quantity: patterns of all languages, and those made of the data of one."""

import re
from functools import cache

from handbook.catalogs.quantities.marking import ANY_SIGN
from handbook.catalogs.quantities.quantity import CODES
from handbook.catalogs.quantities.unread import RAW
from handbook.languages.lookup import known_languages, language_of, quantities_of

TELEPHONE = re.compile(r"(?<![\d-])(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b")
ISO_DATE = re.compile(r"(?<![\w.-])(\d{4})([-/])(\d\d)\2(\d\d)(?![\w-]|\.\d)")
NUMERIC_DATE = re.compile(r"(?<![\w./-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\w/-]|\.\d)")
VERSION = re.compile(r"(?<![\w.])\d+(?:\.\d+){2,}\w*")
CLOCK = re.compile(r"(?<![\w:.])([01]?\d|2[0-4]):([0-5]\d)(?![\w:])")
SPAN = re.compile(r"(?<![\w.-])(\d{4})([-–/])(\d\d)(?![\w-])")
SHORT_YEAR = re.compile(r"(?<![\w'])'(\d\d)(?![\w'])")
SHARE = re.compile(
    r"(?<![\w./⁄-])(?:(?P<whole>\d+) )?(?P<over>\d+)(?P<bar>[⁄/])(?P<under>\d+)(?![\w/]|\.\d)"
    r"(?P<share> ?%| per ?cent\b| pour cent\b)?"
)
CODE = re.compile(r"(?<!\w)[^\W\d]+\d\w*(?:\.\d\w*)*|(?<![\w.,])\d\w*[^\W\d]\w*")

_ROMAN = r"(?<![\w.-])(?P<roman>[IVX]+)"


@cache
def time_patterns() -> tuple[re.Pattern[str], ...]:
    """Return what finds a time: in the one way or the other, whichever language a text is in."""
    patterns = [time for language in known_languages() if language.quantities for time in language.quantities.times]
    number = rf"\d\d?|{ANY_SIGN}"
    return tuple(
        re.compile(rf"(?<![\w:.,$€£]){pattern.replace('{n}', number)}", re.IGNORECASE)
        for pattern in dict.fromkeys(patterns)
    )


@cache
def decades(tag: str) -> re.Pattern[str]:
    """Return what finds a decade: 1990s, « années 90 »."""
    usage = quantities_of(tag)
    return re.compile(
        rf"(?<![\w.])'?(?P<plural>\d{{1,3}}0){usage.plurals}(?!\w)"
        rf"|(?<!\w){usage.decade} '?(?P<years>\d{{2}}|\d{{4}}|{ANY_SIGN})(?!\w)",
        re.IGNORECASE,
    )


@cache
def centuries(tag: str) -> re.Pattern[str]:
    """Return what finds Roman numerals, with what makes an ordinal or a century of them."""
    usage = quantities_of(tag)
    return re.compile(rf"{_ROMAN}(?P<ordinal>{usage.ordinal})?(?!\w)(?P<century> (?:{usage.century})(?!\w))?")


@cache
def shares(tag: str) -> re.Pattern[str]:
    """Return what finds a fraction in words."""
    usage = quantities_of(tag)
    return re.compile(
        rf"(?<![\w.,])(?P<over>\d\d?|{ANY_SIGN}|(?i:{usage.article}))[ -](?P<under>{ANY_SIGN})"
        rf"(?P<of> (?=(?:{usage.fraction_of})))?"
    )


@cache
def amounts(tag: str) -> re.Pattern[str]:
    """Return what finds a number with all that belongs to it."""
    usage = language_of(tag).quantities
    currency = r"(?P<currency>(?:US|CAN?|C|Cdn|CDN|A|NZ)?[$€£¥]|" + "|".join(CODES) + r") ?"
    start = r"(?<!\w)(?<!\w\.)(?<!\d[,'])"
    minus = r"(?<![\w)\]%.,$€£\ue000-\ue002-])[-−]"
    if usage is None:
        return re.compile(
            rf"(?:(?P<minus>{minus})|{start})(?:{currency})?(?:(?P<raw>{RAW})|(?P<sign>{ANY_SIGN}))"
            r"(?!\w)(?: ?(?P<money>(?:US|CA)?[$€£¥])| ?(?P<share>%))?"
        )
    units = "|".join(sorted(usage.units, key=len, reverse=True))
    # « 5 milles carrés », « 3 milles » are miles.
    long_units = "|".join(unit for unit in usage.units if " " in unit or unit.startswith(tuple(usage.scales)))
    scales = "|".join(sorted(usage.scales, key=len, reverse=True))
    letters = "|".join(sorted(usage.letters, key=len, reverse=True))
    # "5m" are metres, "$5m" millions.
    tails = "|".join(
        sorted((letter for letter in usage.letters if not letter.islower() or letter == "k"), key=len, reverse=True)
    )
    end = r"(?![\w])"
    return re.compile(
        rf"(?:(?P<minus>{minus}|(?<!\w)(?i:{usage.minus}) )|{start})(?:{currency})?"
        rf"(?:(?P<raw>{RAW})|(?P<sign>{ANY_SIGN})|(?P<one>(?i:{usage.article})(?= (?i:{units}){end})))"
        rf"(?:(?P<ordinal>{usage.ordinal}){end})?"
        rf"(?: (?P<half>{usage.and_half}){end})?"
        rf"(?:(?: (?:{usage.between}))?[ -]?(?!(?i:{long_units})(?!\w))(?P<scale>(?i:{scales})s?){end}"
        rf"| ?(?P<letter>{letters})(?= ?[$€£¥])"
        rf"|(?(currency) ?)(?P<tail>(?(currency)(?:{letters})|(?:{tails}))){end})?"
        rf"(?:[x×]{end})?"
        rf"(?:(?: (?:{usage.between}))?[ -]?(?:{usage.of})?(?P<unit>(?i:{units})){end})?"
        rf"(?: (?P<later_half>{usage.and_half}){end})?"
        r"(?!\w)"
    )


@cache
def bounds(tag: str) -> tuple[re.Pattern[str], ...]:
    """Return what finds that more is meant than a number or less, before and behind it; of shares
    that they have grown or shrunk; and that it is below nought."""
    usage = quantities_of(tag)
    before = (re.compile(rf"(?<![\w<>=-])(?:{words})[ ]?$", re.IGNORECASE) for words in (usage.up, usage.down))
    behind = (re.compile(rf" ?[^\W\d]*,? ?(?:{words})(?!\w)", re.IGNORECASE) for words in (usage.more, usage.less))
    changed = (re.compile(rf"(?<!\w)(?:{words}) $", re.IGNORECASE) for words in (usage.rise, usage.fall))
    than = (re.compile(rf" (?:{words})(?!\w)", re.IGNORECASE) for words in (usage.higher, usage.lower))
    return (*before, *behind, *changed, *than, re.compile(rf" ?(?:{usage.below})(?!\w)", re.IGNORECASE))


@cache
def between(tag: str) -> re.Pattern[str]:
    """Return what stands between the two ends of a range."""
    usage = quantities_of(tag)
    return re.compile(rf" ?(?:-{{1,3}}|[–—/]|{usage.range}) ?", re.IGNORECASE)
