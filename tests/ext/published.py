"""Reads published pages as elements."""

from pathlib import Path

from lxml import html


def read(site: Path, language: str, docname: str) -> html.HtmlElement:
    """Return a page of a published site."""
    return html.fromstring((site / language / f"{docname}.html").read_bytes().decode("utf-8"))


def words(element: html.HtmlElement) -> str:
    """Return the text of an element, with every space a plain one."""
    return " ".join(element.text_content().split())


def by_class(element: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    """Return the elements of a class below `element`."""
    return element.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")
