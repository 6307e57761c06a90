"""``python -m conformance [PDF ...]``: veraPDF on the published PDFs; unless some are named, then the site's checks.

veraPDF validates for PDF/UA-1 and PDF/A-2a, and JHOVE as archives do; what readers of PDFs copy is held to the pages;
what goes to a print shop is held to black ink; the site goes through the
Nu HTML checker and browsers, and is served by nginx and by Caddy as docs/publishing.md says. It builds nothing of the
handbook, but the pages of an invented one in other languages, for the same checker, axe-core and the ends of lines.
The exit code is 0 when all conform, 1 when one does not, 2 when that cannot be found out.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from conformance.copies import check_copies
from conformance.inks import check_inks
from conformance.invented import check_languages
from conformance.jhove import check_archives
from conformance.serving import check_servers
from conformance.site import check_other_browsers, check_site, prepare_site
from conformance.tools import ConformanceError, verapdf_command
from conformance.verapdf import FLAVOURS, Verdict, validate
from conformance.verdict import SiteVerdict
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.project.project import Project, find_root, load_project
from handbook.publication.release import published_at


def main(arguments: Sequence[str]) -> int:
    """Validate the PDFs that are named, or all that is published. Returns the exit code."""
    try:
        project = load_project(find_root(Path.cwd()))
        failed = everything_fails(project) if not arguments else pdfs_fail(project, arguments)
    except (ConformanceError, HandbookError, OSError) as error:
        print(f"conformance: {error}", file=sys.stderr)
        return 2
    return 1 if failed else 0


def everything_fails(project: Project) -> bool:
    """Print what is said of the PDFs, of the site and of pages in other languages, and return whether anything fails.

    A browser waits for most of its time: veraPDF, the other languages and the other browsers are asked meanwhile.
    """
    with ThreadPoolExecutor(max_workers=2) as lanes:
        pdfs = lanes.submit(pdfs_fail, project, [])
        ready = lanes.submit(prepare_site, project, os.environ)  # once, so that nobody else fetches the same packages

        def when_ready(look: Callable[[Project, Mapping[str, str]], list[SiteVerdict]]) -> list[SiteVerdict]:
            ready.result()
            return look(project, os.environ)

        asked = (
            check_site,
            check_copies,
            check_files,
            check_inks,
            check_languages,
            check_other_browsers,
            check_servers,
        )
        looks = [lanes.submit(when_ready, look) for look in asked]
        has_failed = pdfs.result()
        verdicts = [verdict for look in looks for verdict in look.result()]
    for verdict in verdicts:
        print(*verdict.lines(), sep="\n")
    return has_failed or any(verdict.broken for verdict in verdicts)


def check_files(project: Project, environ: Mapping[str, str]) -> list[SiteVerdict]:
    """Return what JHOVE says of the PDFs."""
    root = project.root.absolute()
    return [check_archives([path.absolute() for path in published_pdfs(project, [])], root, environ)]


def pdfs_fail(project: Project, names: Sequence[str]) -> bool:
    """Print what veraPDF says of the PDFs, and return whether it refuses one."""
    paths = published_pdfs(project, names)
    command = verapdf_command(project.root / "build" / "tools", os.environ)
    verdicts = [verdict for flavour in FLAVOURS for verdict in validate(command, flavour, paths)]
    for verdict in sorted(verdicts, key=lambda verdict: verdict.path):
        print(*report(verdict, project.root), sep="\n", flush=True)
    return any(verdict.failed for verdict in verdicts)


def published_pdfs(project: Project, names: Sequence[str]) -> list[Path]:
    """Return the PDFs to look at. Raises ConformanceError where there is none, or one is not there."""
    paths = sorted(map(Path, names)) or sorted((published_at(project.site) / "downloads").glob("*.pdf"))
    absent = [path for path in paths if not path.is_file()]
    if absent or not paths:
        what = f"{absent[0]} is not there" if absent else f"there is no PDF in {shown(project.site, project.root)}"
        raise ConformanceError(f"{what}; build it first: make")
    return paths


def report(verdict: Verdict, root: Path) -> list[str]:
    """Return the lines that tell a verdict: the figures, and each rule that is broken with its first place."""
    figures = f"{verdict.passed:,} checks passed, {verdict.failed:,} failed"
    path = shown(verdict.path, root)
    broken = (
        Finding(
            path=path,
            line=1,
            message=f"{rule.count} × {rule.description}; first: {rule.context}",
            rule=f"{verdict.standard} {rule.clause}",
        )
        for rule in verdict.broken
    )
    return [f"{verdict.path.name} {verdict.standard}: {figures}", *map(str, broken)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
