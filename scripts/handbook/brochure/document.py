"""The brochure as one HTML document: cover, contents, chapters, back cover."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from handbook.brochure.paper import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP
from handbook.catalogs.strings import Translate
from handbook.history import History
from handbook.project import LANGUAGE_TAGS, NATIVE_NAMES, PAPERS, Edition

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedChapter:
    """A chapter in HTML, with the anchor and title that the contents list."""

    anchor: str
    title: str
    body: str
    is_incomplete: bool = False


def brochure_html(edition: Edition, chapters: Sequence[PrintedChapter], history: History, translate: Translate) -> str:
    """Return the whole brochure as HTML."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=select_autoescape(), undefined=StrictUndefined, trim_blocks=True
    )
    others = [(LANGUAGE_TAGS[each], NATIVE_NAMES[each]) for each in edition.siblings]
    return environment.get_template("brochure.html").render(
        edition=edition,
        chapters=chapters,
        history=history,
        dated=edition_date(edition, history, translate),
        others=others,
        translate=translate,
    )


def edition_date(edition: Edition, history: History, translate: Translate) -> str:
    """Return the date as the cover shows it: "draft" where changes are not committed, nothing where it is unknown."""
    if history.is_draft:
        return translate("Draft")
    return format_date(history.day, "long", locale=edition.tag.replace("-", "_")) if history.day else ""


def stylesheet(edition: Edition) -> str:
    """Return the print stylesheet for the paper of the project."""
    page = (
        f"@page {{ size: {PAPERS[edition.project.paper]}; margin: {MARGIN_TOP}mm {MARGIN_SIDE}mm {MARGIN_BOTTOM}mm }}\n"
    )
    return page + (HERE / "brochure.css").read_text(encoding="utf-8")
