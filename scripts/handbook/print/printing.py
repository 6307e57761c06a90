"""From HTML to PDF files: input checked, parts laid out, linked; and only what has changed."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from weasyprint.pdf.metadata import DocumentMetadata

from handbook.findings.finding import Finding
from handbook.machine.versions import package_versions, system_versions
from handbook.print.assemble import Chapter
from handbook.print.document import FileMetadata, PrintedPart, part_html
from handbook.print.fragment_job import press_of
from handbook.print.kept_fragments import KeptFragments
from handbook.print.laid_parts import Layout, Parts, hashed
from handbook.print.linking.fragment import Fragment
from handbook.print.linking.linker import link, places_without_anchor
from handbook.print.linking.shown_faces import faces_of, specimen
from handbook.print.preflight import check_input
from handbook.print.render import findings_of
from handbook.print.source_lines import ATTRIBUTE, Origins
from handbook.print.tagging.finish import draw
from handbook.print.tagging.structure_elements import LibraryEntry
from handbook.project.language_names import is_right_to_left
from handbook.publication.store import Store

# All of the program, with the outlines of the world that the cover shows.
CODE = Path(__file__).parent.parent

# Returns the fragments of a document that are linked, of those that are laid out.
Choice = Callable[[list[Fragment]], list[Fragment]]
# Makes of the file that is linked what is published.
Finish = Callable[[Path], object]


def input_hash(texts: Iterable[str], pictures: Mapping[str, Path], versions: Mapping[str, str]) -> str:
    """Return a hash of what goes into a PDF: texts (HTML, stylesheets), pictures, libraries, and our own code."""
    parts = [text.encode() for text in texts]
    parts += [f"{name}={version}".encode() for name, version in sorted(versions.items())]
    parts += [part for name, path in sorted(pictures.items()) for part in (name.encode(), path.read_bytes())]
    parts += [path.read_bytes() for path in sorted([*CODE.rglob("*.py"), *CODE.rglob("*.json")])]
    return hashed(parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class PressRun:
    """What is done beside linking all that is laid out: which of it is linked, and what becomes of the file."""

    choose: Choice = list
    finish: Finish = lambda path: None


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """A document that is to be printed, and the chapters it is made of, to say where something wrong was written.

    `pictures` are files by the name that the HTML calls them; `least_dpi` is what they need in print, if anything.
    """

    name: str
    metadata: FileMetadata
    parts: Sequence[PrintedPart]
    css: str
    pictures: Mapping[str, Path]
    chapters: Sequence[Chapter]
    origins: Origins
    least_dpi: int | None = None


def publish(
    publication: Publication,
    kept: Store,
    folder: Path,
    executor: Executor,
    press: PressRun | None = None,
) -> list[Finding]:
    """Put the file of a publication into `folder`: that in `kept`, if nothing has changed. Returns what is wrong.

    Parts that are not kept are laid out by `executor`.
    """
    return begin(publication, kept, folder, executor, press)()


def begin(
    publication: Publication,
    kept: Store,
    folder: Path,
    executor: Executor,
    press: PressRun | None = None,
) -> Callable[[], list[Finding]]:
    """Give `executor` all that has to be laid out of a publication. Returns what does the rest of `publish`."""
    run = press or PressRun()
    versions = package_versions() | system_versions()
    # Where a passage stands in its page decides what a finding names, and no byte; files with findings are not kept.
    bodies = [re.sub(rf' {ATTRIBUTE}="[^"]*"', "", part.body) for part in publication.parts]
    key = input_hash((repr(publication.metadata), *bodies, publication.css), publication.pictures, versions)
    if kept.take(publication.name, key, folder):
        return list
    fragments = KeptFragments(store=kept, name=publication.name, beside=folder.parent)
    layout = Layout(_parts(publication), fragments, executor)
    if findings := _check(publication, layout.stale()):
        # What is laid out all the same shows what else is wrong; without fonts, all that it would show is that.
        with_fonts = not any(finding.rule == "font" for finding in findings)
        return lambda: [*findings, *(layout.misfits(publication.origins) if with_fonts else ())]
    layout.begin()

    def make(fresh: Path) -> list[Finding]:
        findings = _print(publication, layout, fresh / publication.name, run.choose)
        if not findings:
            fragments.forget_others(layout.slots)
            run.finish(fresh / publication.name)
        return findings

    return lambda: kept.once(publication.name, key, folder, make)


def _parts(publication: Publication) -> Parts:
    return Parts(
        name=publication.name,
        edition=publication.origins.edition,
        parts=publication.parts,
        css=publication.css,
        pictures=publication.pictures,
        least_dpi=publication.least_dpi,
    )


def _check(publication: Publication, stale: Sequence[PrintedPart]) -> list[Finding]:
    """Return what is wrong with parts before they are laid out; what is kept had nothing wrong."""
    docnames = {part.docname for part in stale}
    chapters = [chapter for chapter in publication.chapters if chapter.docname in docnames]
    html = part_html(publication.origins.edition, "".join(part.body for part in stale))
    return check_input(chapters, html, publication.css, publication.origins)


def _print(publication: Publication, layout: Layout, target: Path, choose: Choice) -> list[Finding]:
    edition = publication.origins.edition
    fragments = layout.fragments()
    if fragments is None or not all(fragment.is_sound for fragment in fragments):
        return layout.examine(fragments, publication.origins)
    chosen = choose(fragments)
    if missing := places_without_anchor(chosen):
        # As WeasyPrint says it of a document that is laid out as a whole.
        return findings_of((f"No anchor #{name} for internal URI reference" for name in missing), publication.name)
    document, _ = press_of(publication.css).lay_out(specimen(chosen), {}, {})
    draw(document)
    is_turned = is_right_to_left(edition.project, edition.language)
    entry = LibraryEntry(
        language=publication.metadata.language,
        publisher=publication.metadata.author,
        identifier=publication.metadata.identifier,
        rights=publication.metadata.rights,
    )
    link(chosen, _metadata(publication.metadata), faces_of(document), target, is_turned=is_turned, entry=entry)
    return []


def _metadata(metadata: FileMetadata) -> DocumentMetadata:
    return DocumentMetadata(
        title=metadata.title,
        authors=[metadata.author],
        description=metadata.subject,
        keywords=list(metadata.keywords),
        created=metadata.day,
        modified=metadata.day,
        lang=metadata.language,
    )
