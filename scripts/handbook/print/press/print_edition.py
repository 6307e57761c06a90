"""The print edition: signatures filled with pages for notes, a language's sheets and booklet, both languages in one."""

from html import escape
from pathlib import Path

import pikepdf

from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import Translate, phrase
from handbook.print.document import PrintedPart
from handbook.print.linking.fragment import Fragment
from handbook.print.press.imposition import PAGES_PER_SHEET, Volume, impose
from handbook.print.press.sheets import prepare_for_press
from handbook.project.language_names import native_name
from handbook.project.paper import MARGIN_BOTTOM, MARGIN_TOP, PAGE_HEIGHTS
from handbook.project.project import Edition, Project

# Laid out in any case; how many are needed is known only when all other pages are laid out.
_MOST = PAGES_PER_SHEET - 1
_ANCHOR = "notes-page-"
# In millimetres: a line for handwriting, and what the heading takes (both as in press.css).
_LINE, _HEADING = 8, 16


def notes_parts(paper: str, translate: Translate) -> list[PrintedPart]:
    """Return the pages for notes that a signature may need, each a part of its own."""
    room = PAGE_HEIGHTS[paper] - MARGIN_TOP - MARGIN_BOTTOM - _HEADING
    lines = '<div class="notes-line"></div>' * int(room // _LINE)
    words = translate("Notes")
    title = f'<p class="notes-title">{escape(words)}</p>'
    return [
        PrintedPart(name=f"/{_ANCHOR}{n}", body=f'<section class="notes" id="{_ANCHOR}{n}">{title}{lines}</section>')
        for n in range(_MOST)
    ]


def filled_signature(fragments: list[Fragment]) -> list[Fragment]:
    """Return the fragments with only as many pages for notes as make their page count a multiple of four."""
    notes = [fragment for fragment in fragments if is_notes_page(fragment)]
    count = sum(len(fragment.pages) for fragment in fragments if fragment not in notes)
    surplus = notes[-count % PAGES_PER_SHEET :]
    return [fragment for fragment in fragments if fragment not in surplus]


def is_notes_page(fragment: Fragment) -> bool:
    """Return whether a fragment is there to be written on."""
    return any(anchor.startswith(_ANCHOR) for anchor in fragment.anchors)


def prepare_print_edition(target: Path, edition: Edition) -> None:
    """Make of the file that was linked what a print shop takes, and write the booklet beside it."""
    prepare_for_press(target)
    impose([Volume(path=target, tag=edition.tag)], target.with_name(edition.project.booklet_name(edition.language)))


def bind_both_languages(project: Project, folder: Path) -> list[Finding]:
    """Write the bilingual booklet from the print PDFs in `folder`. Returns a notice instead where one does not fit."""
    if len(project.languages) != 2:
        return []
    volumes = [
        Volume(path=folder / project.print_name(language), tag=project.tag(language)) for language in project.languages
    ]
    lacking = [
        language for language, volume in zip(project.languages, volumes, strict=True) if not volume.path.is_file()
    ]
    if lacking:
        why = phrase("there is no print edition in {language}", language=native_name(project, lacking[0]))
    elif _trim_size(volumes[0].path) != _trim_size(volumes[1].path):
        why = phrase("its two languages stand on different paper")
    else:
        impose(volumes, folder / project.bilingual_booklet_name)
        return []
    message = phrase(
        "no {file}, since {reason}; build both languages with --output print",
        file=project.bilingual_booklet_name,
        reason=why,
    )
    return [Finding(path=shown(project.print_edition, project.root), line=1, message=message, rule="booklet")]


def _trim_size(path: Path) -> tuple[int, int]:
    """Return width and height of the finished page in whole points."""
    with pikepdf.open(path) as pdf:
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].trimbox)
        return round(right - left), round(top - bottom)
