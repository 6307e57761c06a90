"""What the preview puts on pages, and its own pages: one that says why a page is not there, and two side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import escape

from handbook.catalogs.strings import translator
from handbook.project.language_names import direction_of, native_name
from handbook.project.project import Project
from handbook.texts.templates import templates

STATIC = Path(__file__).parent / "static"

# The theme's security policy lets a page ask for nothing; the preview's own script asks what is new.
_POLICY = b"default-src 'none';"
_PREVIEW_POLICY = b"default-src 'none'; connect-src 'self';"
_END = b"</head>"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A page of the preview, and how often it was written."""

    language: str
    docname: str
    version: int


def with_preview(page: bytes, place: Place, *, has_both: bool) -> bytes:
    """Return a page of the handbook with the preview's script and style."""
    attributes = {
        "data-language": place.language,
        "data-page": place.docname,
        "data-version": place.version,
        "data-both": f"/both/{place.docname}.html" if has_both else "",
    }
    told = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    style = '<link rel="stylesheet" href="/_preview/preview.css">'
    script = f'<script src="/_preview/preview.js" {told} defer></script>'
    return page.replace(_POLICY, _PREVIEW_POLICY, 1).replace(_END, f"{style}{script}".encode() + _END, 1)


def notice(project: Project, place: Place) -> bytes:
    """Return the page that stands in for one that is not written, and is replaced as soon as it is."""
    page = (
        _templates()
        .get_template("notice.html")
        .render(
            tag=project.tag(place.language),
            direction=direction_of(project, place.language),
            place=place,
            translate=translator(project, place.language),
        )
    )
    return with_preview(page.encode(), place, has_both=False)


def both(project: Project, languages: Sequence[str], docname: str) -> bytes:
    """Return the page that shows a page in all languages side by side."""
    language = languages[-1]
    editions = [
        (each, project.tag(each), native_name(project, each), direction_of(project, each)) for each in languages
    ]
    page = (
        _templates()
        .get_template("both.html")
        .render(
            tag=project.tag(language),
            direction=direction_of(project, language),
            docname=docname,
            editions=editions,
            translate=translator(project, language),
        )
    )
    return page.encode()


def words(project: Project, language: str) -> dict[str, str]:
    """Return what the preview's script says on a page."""
    translate = translator(project, language)
    return {
        "preview": translate("Preview"),
        "errors": translate("To be mended: {count}"),
        "more": translate("and {count} more"),
        "left": translate("Left to translate: {count} of {all}"),
        "none": translate("Nothing is wrong"),
        "both": translate("Side by side"),
        "copy": translate("Copy the file and line"),
        "copied": translate("Copied: {place}"),
        "show": translate("Show it on the page"),
        "lost": translate("The preview has ended; start it again with make serve"),
        "fuzzy": translate("fuzzy"),
        "missing": translate("not translated"),
        "refused": translate("breaks a rule"),
        "hint": translate("Alt and click, or Enter, copies the file and line of a passage."),
    }


@cache
def _templates() -> Environment:
    return templates(Path(__file__).parent, trim_blocks=False)
