"""Holds what is copied from every published PDF to the pages on the web, paragraph by paragraph and reader by reader.

And has qpdf look at their syntax.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pikepdf

from conformance.copying import Reader, in_words, lost, mupdf, paragraphs, pdfbox, pdfjs, poppler
from conformance.packages import prepare
from conformance.tools import PDFBOX, ConformanceError, fetch_jar, require
from conformance.verdict import SiteVerdict
from handbook.findings.finding import Finding, shown
from handbook.project.project import Project
from handbook.publication.release import published_at


def check_copies(project: Project, environ: Mapping[str, str]) -> list[SiteVerdict]:
    """Return what each reader copies otherwise than the pages have it. Raises ConformanceError where none can tell."""
    root = project.root.absolute()
    site = published_at(project.site).absolute()
    texts = texts_of_files(project, site)
    if not texts:
        raise ConformanceError(f"there is no PDF in {shown(project.site, project.root)}; build it first: make")
    require("pdftotext", environ)
    browsing = prepare(root / "tests" / "browser", root / "build" / "tools", environ)
    readers = [
        Reader(name="Poppler", read=poppler()),
        Reader(name="Poppler -raw", read=poppler("-raw")),
        Reader(name="MuPDF", read=mupdf),
        Reader(name="PDFBox", read=pdfbox(fetch_jar(PDFBOX, root / "build" / "tools", environ))),
        Reader(
            name="pdf.js",
            read=pdfjs(root / "tests" / "browser" / "copied.mjs", browsing.modules),
            divides="it knows no text beside its glyphs (ActualText), and ends a line wherever the next one begins",
        ),
    ]
    return [check_syntax(list(texts), root), *(read_with(reader, texts, root) for reader in readers)]


def check_syntax(paths: Sequence[Path], root: Path) -> SiteVerdict:
    """Return what `qpdf --check` says of files."""
    broken = []
    for path in paths:
        with pikepdf.open(path) as pdf:
            complaints = pdf.check_pdf_syntax()
        if complaints:  # the others follow from the first
            broken.append(Finding(path=shown(path, root), line=1, message=complaints[0], rule="qpdf"))
    return SiteVerdict(
        name="qpdf", pages=len(paths), passed=len(paths) - len(broken), unit="files", broken=tuple(broken), kind="PDFs"
    )


def texts_of_files(project: Project, site: Path) -> dict[Path, list[str]]:
    """Return the paragraphs that each published PDF has to hold: those of all pages, or of the page of a leaflet."""
    texts = {}
    for language in project.languages:
        pages = {docname: site / language / f"{docname}.html" for docname in project.pages()}
        written = {docname: path.read_text(encoding="utf-8") for docname, path in pages.items() if path.is_file()}
        files = {project.brochure_name(language): list(written)}
        files |= {project.leaflet_name(docname, language): [docname] for docname in written}
        for name, docnames in files.items():
            if (path := site / "downloads" / name).is_file():
                texts[path] = [text for docname in docnames for text in paragraphs(written[docname])]
    return texts


def read_with(reader: Reader, texts: Mapping[Path, Sequence[str]], root: Path) -> SiteVerdict:
    """Return which paragraphs of files a reader loses; also what it is forgiven for nothing."""
    copied = reader.read(list(texts))
    broken = [
        Finding(path=shown(path, root), line=1, message=f"{reader.name} loses: {in_words(text)}", rule="copied")
        for path, written in texts.items()
        for text in written
        if lost(text, copied[path], divides=bool(reader.divides))
    ]
    broken += _needless(reader, texts, copied)
    count = sum(map(len, texts.values()))
    return SiteVerdict(
        name=f"copied with {reader.name}",
        pages=len(texts),
        passed=count - len(broken),
        unit="paragraphs",
        broken=tuple(broken),
        kind="PDFs",
    )


def _needless(reader: Reader, texts: Mapping[Path, Sequence[str]], copied: Mapping[Path, str]) -> Iterator[Finding]:
    """Yield a finding where a reader has become better than what is forgiven it."""
    is_needed = any(lost(text, copied[path]) for path, written in texts.items() for text in written)
    if reader.divides and not is_needed:
        message = f"{reader.name} is forgiven that {reader.divides}, and no paragraph needs it: forgive it no longer"
        yield Finding(path="scripts/conformance/copies.py", line=1, message=message, rule="forgiven")
