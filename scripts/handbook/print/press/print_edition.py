"""The print edition: a language's sheets and booklet; both languages in one booklet, head to foot (tête-bêche)."""

from pathlib import Path

import pikepdf
from weasyprint.document import Document

from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import phrase
from handbook.languages.cldr import native_name
from handbook.print.press.imposition import Volume, impose_booklet, impose_tete_beche
from handbook.print.press.note_pages import fill_signature
from handbook.print.press.sheets import prepare_for_press
from handbook.print.render import write
from handbook.project.project import Edition, Project


def write_print_edition(pages: Document, folder: Path, edition: Edition) -> list[Finding]:
    """Write both files into `folder`. Returns what is wrong with the pages."""
    project, language = edition.project, edition.language
    target = folder / project.print_name(language)
    findings = write(fill_signature(pages), target)
    prepare_for_press(target)
    impose_booklet(Volume(path=target, tag=edition.tag), folder / project.booklet_name(language))
    return findings


def bind_both_languages(project: Project, folder: Path) -> list[Finding]:
    """Write the bilingual booklet from the print PDFs in `folder`. Returns a notice instead where one does not fit."""
    if len(project.languages) != 2:
        return []
    volumes = [Volume(path=folder / project.print_name(each), tag=project.tag(each)) for each in project.languages]
    lacking = [
        language for language, volume in zip(project.languages, volumes, strict=True) if not volume.path.is_file()
    ]
    if lacking:
        why = phrase("there is no print edition in {language}", language=native_name(project, lacking[0]))
    elif _trim_size(volumes[0].path) != _trim_size(volumes[1].path):
        why = phrase("its two languages stand on different paper")
    else:
        impose_tete_beche(volumes[0], volumes[1], folder / project.bilingual_booklet_name)
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
