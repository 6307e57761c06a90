"""Says which numbers, amounts, percentages, times and months a translation lacks, adds or changes."""

from collections.abc import Iterator
from decimal import Decimal

from handbook.catalogs.quantities import AMOUNT, MONTHS, PERCENTAGE, TIME, Quantity, compare
from handbook.phrase import Phrase, phrase


def number_differences(source: str, translation: str, language: str) -> Iterator[str]:
    """Yield what is to be said of the numbers of a translation into `language`."""
    found = compare(source, translation, language)
    if found.missing and found.extra:
        told = phrase("{found} stands where the source has {source}; correct it")
        yield told.format(found=_listed(found.extra), source=_listed(found.missing))
        return
    missing = phrase("{quantity} is missing (source: {source}); add it")
    for each in (*found.missing, *(each for each in found.unsigned if each not in found.missing)):
        yield missing.format(quantity=_named(each, language), source=each.words)
    for each in found.extra:
        told = phrase("the number {words} is not in the source; correct or remove it")
        yield told.format(words=each.words)
    for month in found.months:
        told = phrase("the month of {month} is missing (source: {source}); correct the date")
        yield told.format(month=_month(month, language), source=_month(month, "en"))


def _listed(quantities: tuple[Quantity, ...]) -> str:
    return ", ".join(each.words for each in quantities)


def _named(quantity: Quantity, language: str) -> Phrase:
    """Return a quantity with what it is called, the way a text in `language` would give it."""
    names = {
        AMOUNT: phrase("the amount {value}"),
        PERCENTAGE: phrase("the percentage {value}"),
        TIME: phrase("the time {value}"),
    }
    return names.get(quantity.kind, phrase("the number {value}")).format(value=_shown(quantity, language))


def _shown(quantity: Quantity, language: str) -> str:
    if language != "fr":
        return quantity.words
    if quantity.kind == TIME:
        return quantity.value.replace(":", " h ")
    value = Decimal(quantity.value)
    is_grouped = value >= 10_000 or any(sign in quantity.words for sign in ", ")
    number = (f"{value:,f}" if is_grouped else f"{value:f}").replace(",", " ").replace(".", ",")
    sign = {AMOUNT: " €" if "€" in quantity.words else " $", PERCENTAGE: " %"}
    return number + sign.get(quantity.kind, "")


def _month(month: int, language: str) -> str:
    return MONTHS.get(language, MONTHS["en"]).split()[month - 1]
