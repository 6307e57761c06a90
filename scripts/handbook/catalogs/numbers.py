"""Says which quantities a translation lacks, adds or changes, and how both texts were read."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from handbook.catalogs.quantities import Quantity, compare
from handbook.catalogs.quantities.quantity import CLOCK, CURRENCIES, MONEY, MONTH, PERCENT
from handbook.findings.phrase import Phrase, listed, phrase
from handbook.languages.language import Language, LanguagePair
from handbook.project.language_names import month_names, number_marks

_GROUPED = 10_000
_SIGNS = (*CURRENCIES.items(), ("%", PERCENT))


def number_differences(source: str, translation: str, pair: LanguagePair) -> Iterator[str]:
    """Yield what is to be said of the quantities of a translation."""
    comparison = compare(source, translation, pair)
    if comparison.missing and comparison.extra:
        message = phrase("{found} stands where the source has {source}; correct it")
        yield message.format(
            found=_listed(comparison.extra, comparison.missing), source=_listed(comparison.missing, comparison.extra)
        )
    else:
        for quantity in comparison.missing:
            message = phrase("{quantity} is missing (source: {source}); add it")
            yield message.format(quantity=_named(quantity, pair.target), source=quantity.words)
        for quantity in comparison.extra:
            message = phrase("the number {words} is not in the source; correct or remove it")
            yield message.format(words=quantity.words)
    for here, there in comparison.contrary:
        message = phrase("{found} says the contrary of {source}; correct it")
        yield message.format(found=there.bound, source=here.bound)
    for here, there in comparison.unsigned:
        message = phrase("{found} stands where the source has {source}; give the sign or the unit as well")
        yield message.format(found=there.words, source=here.words)
    for here, there in comparison.exchanged:
        message = phrase("{found} is the money of another country than {source}; correct it")
        yield message.format(found=there.words, source=here.words)
    for here, there in comparison.misread:
        message = phrase("{found} is not how the language writes {source}; write {value}")
        yield message.format(found=there.words, source=here.words, value=_shown(here, pair.target))


def _listed(quantities: tuple[Quantity, ...], others: tuple[Quantity, ...]) -> Phrase:
    """Return the words of quantities; with their values, where the same digits mean two things."""
    raws = {quantity.raw: quantity.values[0].number for quantity in others if quantity.raw and quantity.scale == 1}
    return listed(
        _read_as(quantity) if _is_read_otherwise(quantity, raws) else quantity.words for quantity in quantities
    )


def _is_read_otherwise(quantity: Quantity, raws: Mapping[str, Fraction | str]) -> bool:
    number = quantity.values[0].number
    return bool(quantity.mark) or (quantity.scale == 1 and raws.get(quantity.raw, number) != number)


def _read_as(quantity: Quantity) -> Phrase:
    number = quantity.values[0].number
    value = _digits(number, "") if isinstance(number, Fraction) else number
    return phrase("{words} (read as {value})", words=quantity.words, value=value)


def _named(quantity: Quantity, language: Language) -> Phrase:
    """Return a quantity with what it is called, the way a text in `language` would give it."""
    names: dict[str | None, Phrase] = {
        PERCENT: phrase("the percentage {value}"),
        CLOCK: phrase("the time {value}"),
        MONTH: phrase("the month of {value}"),
        **dict.fromkeys(MONEY, phrase("the amount {value}")),
    }
    name = names.get(quantity.values[0].unit, phrase("the number {value}"))
    return name.format(value=_shown(quantity, language))


def _shown(quantity: Quantity, language: Language) -> str:
    """Return a quantity as a text in `language` would write it, where that is known; else in its own words."""
    value = quantity.values[0]
    written = language.quantities.written if language.quantities else None
    if value.unit == MONTH and language.quantities:
        return month_names(language.tag)[int(value.number) - 1]
    if written is None or not isinstance(value.number, Fraction) or quantity.parts:
        return quantity.words
    if value.unit == CLOCK:
        hour, minutes = divmod(int(value.number), 60)
        return f"{hour}{written.hour}{minutes:02}"
    is_grouped = value.number >= _GROUPED or any(sign in quantity.words for sign in ", ")
    decimal, _ = number_marks(language.tag) or (written.decimal, "")
    number = _digits(value.number, written.group if is_grouped else "").replace(".", decimal)
    sign = next((sign for sign, unit in _SIGNS if unit == value.unit), "")
    return f"{number}{written.sign}{sign}" if sign else number


def _digits(number: Fraction, group: str) -> str:
    """Return a number in digits, with a decimal point; to eight places where it goes on for ever."""
    whole, rest = divmod(abs(number), 1)
    decimals = f"{round(rest * 10**8):08}".rstrip("0") if rest else ""
    text = f"{int(whole):,}".replace(",", group)
    return ("-" if number < 0 else "") + text + (f".{decimals}" if decimals else "")
