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

_END = b"</head>"


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownPage:
    """A page of the preview, and how often it was written."""

    language: str
    docname: str
    version: int


def with_preview(html: bytes, page: ShownPage, *, has_both: bool) -> bytes:
    """Return the HTML of a page of the handbook with the preview's script and style."""
    values = {
        "data-language": page.language,
        "data-page": page.docname,
        "data-version": page.version,
        "data-both": f"/both/{page.docname}.html" if has_both else "",
    }
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in values.items())
    style = '<link rel="stylesheet" href="/_preview/preview.css">'
    script = f'<script src="/_preview/preview.js" {attributes} defer></script>'
    return html.replace(_END, f"{style}{script}".encode() + _END, 1)


def notice(project: Project, page: ShownPage) -> bytes:
    """Return the page that stands in for one that is not written, and is replaced as soon as it is."""
    html = _render("notice.html", project, page.language, page=page)
    return with_preview(html.encode(), page, has_both=False)


def both(project: Project, languages: Sequence[str], docname: str) -> bytes:
    """Return the page that shows a page in all languages side by side."""
    editions = [
        (language, project.tag(language), native_name(project, language), direction_of(project, language))
        for language in languages
    ]
    return _render("both.html", project, languages[-1], docname=docname, editions=editions).encode()


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


def _render(template: str, project: Project, language: str, **values: object) -> str:
    """Return a template filled with `values`, in a language of the project."""
    return (
        _templates()
        .get_template(template)
        .render(
            tag=project.tag(language),
            direction=direction_of(project, language),
            translate=translator(project, language),
            **values,
        )
    )


@cache
def _templates() -> Environment:
    return templates(Path(__file__).parent, trim_blocks=False)
