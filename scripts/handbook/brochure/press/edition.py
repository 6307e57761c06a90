"""The print edition of a language: sheets for a print shop, and from them a booklet for an office printer."""

from pathlib import Path

from weasyprint.document import Document

from handbook.brochure.press.imposition import Volume, impose_booklet
from handbook.brochure.press.sheets import prepare_for_press
from handbook.brochure.press.signature import fill_signature
from handbook.brochure.render import write
from handbook.finding import Finding
from handbook.project import Edition


def write_print_edition(pages: Document, folder: Path, edition: Edition) -> list[Finding]:
    """Write both files into `folder`. Returns what is wrong with the pages."""
    project, language = edition.project, edition.language
    target = folder / project.print_name(language)
    findings = write(fill_signature(pages), target)
    prepare_for_press(target)
    impose_booklet(Volume(path=target, tag=edition.tag), folder / project.booklet_name(language))
    return findings
