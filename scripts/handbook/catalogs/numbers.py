"""Says which numbers, amounts, percentages, times and months a translation lacks, adds or changes."""

from collections.abc import Iterator
from decimal import Decimal

from handbook.catalogs.quantities import AMOUNT, PERCENTAGE, TIME, Quantity, compare
from handbook.languages.cldr import month_names
from handbook.languages.model import Language, LanguagePair
from handbook.phrase import Phrase, phrase


def number_differences(source: str, translation: str, pair: LanguagePair) -> Iterator[str]:
    """Yield what is to be said of the numbers of a translation."""
    found = compare(source, translation, pair)
    if found.missing and found.extra:
        told = phrase("{found} stands where the source has {source}; correct it")
        yield told.format(found=_listed(found.extra), source=_listed(found.missing))
        return
    missing = phrase("{quantity} is missing (source: {source}); add it")
    for each in (*found.missing, *(each for each in found.unsigned if each not in found.missing)):
        yield missing.format(quantity=_named(each, pair.target), source=each.words)
    for each in found.extra:
        told = phrase("the number {words} is not in the source; correct or remove it")
        yield told.format(words=each.words)
    for month in found.months:
        told = phrase("the month of {month} is missing (source: {source}); correct the date")
        yield told.format(month=_month(month, pair.target), source=_month(month, pair.source))


def _listed(quantities: tuple[Quantity, ...]) -> str:
    return ", ".join(each.words for each in quantities)


def _named(quantity: Quantity, language: Language) -> Phrase:
    """Return a quantity with what it is called, the way a text in `language` would give it."""
    names = {
        AMOUNT: phrase("the amount {value}"),
        PERCENTAGE: phrase("the percentage {value}"),
        TIME: phrase("the time {value}"),
    }
    return names.get(quantity.kind, phrase("the number {value}")).format(value=_shown(quantity, language))


def _shown(quantity: Quantity, language: Language) -> str:
    written = language.quantities.written if language.quantities else None
    if written is None:
        return quantity.words
    if quantity.kind == TIME:
        return quantity.value.replace(":", written.hour)
    value = Decimal(quantity.value)
    is_grouped = value >= 10_000 or any(sign in quantity.words for sign in ", ")
    marks = str.maketrans({",": written.group, ".": written.decimal})
    number = (f"{value:,f}" if is_grouped else f"{value:f}").translate(marks)
    sign = {AMOUNT: "€" if "€" in quantity.words else "$", PERCENTAGE: "%"}.get(quantity.kind, "")
    return f"{number}{written.sign}{sign}" if sign else number


def _month(month: int, language: Language) -> str:
    return month_names(language.tag)[month - 1]
