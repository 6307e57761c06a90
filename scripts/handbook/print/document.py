"""The brochure and the leaflets as HTML documents: cover, contents, chapters, back cover."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import segno

from handbook.facts.last_edition import told_changes
from handbook.facts.model import Registry
from handbook.facts.wording import capitalized
from handbook.findings.phrase import Translate
from handbook.history.last_changes import History
from handbook.languages.writing import faces_of, script_of
from handbook.print.cover import cover_rule, has_own_picture, logo_address
from handbook.project.addresses import page_path, site_url
from handbook.project.language_names import direction_of, is_right_to_left, language_name, long_date, native_name
from handbook.project.paper import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP
from handbook.project.project import Edition, Project
from handbook.project.settings import PAPERS
from handbook.texts.templates import templates


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """An address of the published handbook, and the same as an SVG element; `tag` and `name` are of its language."""

    url: str
    qr_code: str
    tag: str
    name: str


def page_url(edition: Edition, docname: str = "") -> str | None:
    """Return where the edition, or one of its pages, stands on the web; none where no ``base_url`` is set."""
    path = page_path(edition.language, docname) if docname else f"{edition.language}/"
    return site_url(edition.project, path)


def web_address(edition: Edition, translate: Translate, docname: str = "") -> Address | None:
    """Return the address of the edition, or of one of its pages; none where no ``base_url`` is set."""
    url = page_url(edition, docname)
    if url is None:
        return None
    words = translate("QR code of the address:")
    title = f"{words} {url}"
    code = segno.make(url, error="m", micro=False)
    drawn = code.svg_inline(title=title, border=0, omitsize=True, svgclass=None, lineclass=None)
    return Address(url=url, qr_code=drawn, tag=edition.tag, name=native_name(edition.project, edition.language))


HERE = Path(__file__).parent
# Where a stylesheet finds the bundled fonts.
FONTS_URL = "handbook:///fonts/"
# More names than that would leave the cover no room for its picture.
COVER_NAMES = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedChapter:
    """A chapter in HTML, with what the contents list of it. One that portrays a subject has a `tone`: a class that
    gives its colour, as `tone_class` has it.

    `beside` tells it apart from chapters of the same title. The one that `is_home` has the title of the whole, which
    the cover has told.
    """

    docname: str
    anchor: str
    title: str
    description: str
    body: str
    tone: str | None = None
    beside: str = ""
    is_home: bool = False
    is_incomplete: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Imprint:
    """What every document of an edition says of itself and is set with."""

    edition: Edition
    registry: Registry
    history: History
    translate: Translate

    @property
    def dated(self) -> str:
        """The date as the cover shows it: "draft" where changes are not committed, nothing where it is unknown."""
        if self.history.is_draft:
            return self.translate("Draft")
        return self._long(self.history.day) if self.history.day else ""

    @property
    def last_dated(self) -> str:
        """The date of the last edition, where one is named."""
        last = self.registry.last_edition
        return self._long(last.day) if last else ""

    @property
    def cited_publisher(self) -> str:
        """The publisher as it begins a citation."""
        return capitalized(self.edition.project.publisher[self.edition.language])

    @property
    def year(self) -> str:
        """The year of the edition, where its day is known."""
        return str(self.history.day.year) if self.history.day else ""

    @property
    def names(self) -> list[tuple[str, str]]:
        """The subjects that the cover names, each with the BCP 47 tag of its name; none where there are too many."""
        subjects = self.registry.portrayed()
        forms = [self.registry.names[subject].forms[self.edition.language] for subject in subjects]
        return [(form.full, form.language or self.edition.tag) for form in forms] if len(forms) <= COVER_NAMES else []

    def _long(self, day: date) -> str:
        return long_date(day, self.edition.tag)


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedPart:
    """A part of a document that is laid out alone, in HTML; `docname` where it is a chapter, `name` in any case."""

    name: str
    body: str
    docname: str | None = None

    @property
    def docnames(self) -> dict[str, str]:
        """The page that the part comes from, by its anchor."""
        return {self.name: self.docname} if self.docname else {}


def brochure_parts(imprint: Imprint, chapters: Sequence[PrintedChapter]) -> list[PrintedPart]:
    """Return the parts of the brochure in their order; names with a slash are no anchor of a chapter."""
    write = _macros("brochure.html", imprint)
    changes = list(told_changes(imprint.registry, imprint.edition.language))
    editions = [imprint.edition, *(replace(imprint.edition, language=other) for other in imprint.edition.siblings)]
    addresses = [address for edition in editions if (address := web_address(edition, imprint.translate))]
    return [
        PrintedPart(name="/cover", body=write.cover()),
        PrintedPart(name="/contents", body=write.contents(chapters)),
        *(
            PrintedPart(name=chapter.anchor, body=write.chapter(chapter), docname=chapter.docname)
            for chapter in chapters
        ),
        *([PrintedPart(name="/changes", body=write.changed(changes))] if imprint.last_dated else []),
        PrintedPart(name="/back-cover", body=write.back_cover(addresses)),
    ]


def leaflet_part(imprint: Imprint, chapter: PrintedChapter) -> PrintedPart:
    """Return a chapter as a sheet that goes alone."""
    address = web_address(imprint.edition, imprint.translate, chapter.docname)
    body = _macros("leaflet.html", imprint).leaflet(chapter, address)
    return PrintedPart(name=chapter.anchor, body=body, docname=chapter.docname)


def part_html(edition: Edition, body: str) -> str:
    """Return a part of a document, or several, as a document in HTML, without what the file says of itself."""
    direction = direction_of(edition.project, edition.language)
    rules = tone_rules(body)
    style = f"<style>{rules}</style>" if rules else ""
    head = f'<!DOCTYPE html><html lang="{edition.tag}" dir="{direction}"><head><title>.</title>{style}</head>'
    return f"{head}<body>{edition.project.colours.paint_pictures(body)}</body></html>"


@dataclass(frozen=True, kw_only=True, slots=True)
class FileMetadata:
    """What a PDF says of itself to programs; days are those of the edition, as YYYY-MM-DD."""

    title: str
    subject: str
    author: str
    language: str
    day: str | None
    identifier: str
    rights: str
    keywords: tuple[str, ...]


def file_metadata(imprint: Imprint, title: str, subject: str = "") -> FileMetadata:
    """Return the metadata of a document with this title; its subject is the subtitle unless it has one of its own."""
    edition, history = imprint.edition, imprint.history
    draft = "+draft" if history.is_draft else ""
    day = history.day.isoformat() if history.day else None
    publisher = edition.project.publisher[edition.language]
    # The same for the same edition, wherever it is made.
    named = uuid5(NAMESPACE_URL, "\n".join((publisher, title, edition.tag, day or "", f"{history.commit}{draft}")))
    registry = imprint.registry
    return FileMetadata(
        title=title,
        subject=subject or edition.project.subtitle[edition.language],
        author=publisher,
        language=edition.tag,
        day=day,
        identifier=named.urn,
        rights=edition.licence,
        keywords=tuple(registry.names[subject].forms[edition.language].full for subject in registry.portrayed()),
    )


def _macros(template: str, imprint: Imprint) -> Any:
    project = imprint.edition.project
    context = {
        "imprint": imprint,
        "edition": imprint.edition,
        "script": script_of(imprint.edition.tag),
        "own_name": native_name(project, imprint.edition.language),
        "others": [(project.tag(language), native_name(project, language)) for language in imprint.edition.siblings],
        "source_language": language_name(project.source_language, imprint.edition.language),
        "translate": imprint.translate,
        "logo": logo_address(project),
        "is_pictured": has_own_picture(project),
    }
    return templates(HERE).get_template(template).make_module(context)


def stylesheet(edition: Edition) -> str:
    """Return the print stylesheet for the paper of the project."""
    page = (
        f"@page {{ size: {PAPERS[edition.project.paper]}; margin: {MARGIN_TOP}mm {MARGIN_SIDE}mm {MARGIN_BOTTOM}mm }}\n"
    )
    project = edition.project
    turned = _read("turned.css") if is_right_to_left(project, edition.language) else ""
    colours = project.colours
    cover = cover_rule(project, "cover", "14mm 128mm/188mm", colours.bright_land)
    ours = colours.paint(_read("brochure.css"))
    return page + ours + cover + script_faces(project) + turned


def tone_class(tone: str) -> str:
    """Return the class of what has a colour of its own, ``#RRGGBB``."""
    return f"tone-{tone[1:]}"


_TONE = re.compile(r'class="(?:[^"]* )?tone-([0-9A-F]{6})["\s]')


def tone_rules(body: str) -> str:
    """Return the rules that give what has a colour of its own in a part that colour, and the numbers of its pages.

    They stand with the part: a subject more, or another colour, is no reason to lay out the others again. WeasyPrint
    follows them before those of the stylesheet, so that of pages leaves a leaflet, which has its own, alone.
    """
    return "".join(
        f".tone-{tone} {{ --tone: #{tone} }}\nbody > .subject.tone-{tone} {{ page: tone-{tone} }}\n"
        f"@page tone-{tone} {{ @bottom-left {{ color: #{tone} }} @bottom-right {{ color: #{tone} }} }}\n"
        for tone in sorted(set(_TONE.findall(body)))
    )


def script_faces(project: Project) -> str:
    """Return the rules for the faces of other scripts than those of every PDF: each edition names the others.

    What is not installed is not named; whatever lacks it is a finding. Text finds them by itself, since a PDF has no
    fonts but those of its stylesheet: WeasyPrint asks all of them for a character that the family of a text lacks.
    """
    faces = faces_of([project.tag(language) for language in project.languages])
    return "".join(
        f'@font-face {{ font-family: "Handbook {family.extra}"; font-weight: {weight}; src: url({FONTS_URL}{name}) }}\n'
        for family in faces
        if family.is_installed
        for weight, name in zip((400, 600), family.files, strict=True)
    )


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


# What is neither white nor a colour, and how a press prints it: with its black alone.
NEUTRALS = {"#1f2623": "#000", "#56605b": "#595959", "#cfc8b6": "#c9c9c9"}


def press_stylesheet(edition: Edition) -> str:
    """Return the stylesheet of the print edition: with a bleed, text and rules in black alone, and pages for notes."""
    return neutral(stylesheet(edition)) + _read("press/press.css")


def neutral(text: str) -> str:
    """Return a stylesheet, or HTML with drawings, with greys that are of no colour."""
    for warm, grey in NEUTRALS.items():
        text = text.replace(warm, grey)
    return text
