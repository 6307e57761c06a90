"""Words to calls: ``handbook COMMAND`` and ``python -m handbook COMMAND`` are the same program."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.desk import add_desk, build_pseudo_edition
from handbook.disk import disk_finding
from handbook.finding import CLEAN, FINDINGS, MISUSE, HandbookError
from handbook.preview.command import add_serve
from handbook.project import OUTPUTS, SITE_OUTPUTS, Project, Request, find_root, load_project
from handbook.report import FORMATS, report

if TYPE_CHECKING:
    from handbook.checks import Artefacts


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 when all is well, 1 with findings, 2 on wrong use."""
    options = _parser().parse_args(arguments)
    try:
        project = load_project(find_root(Path.cwd()))
        run: Callable[[Project, argparse.Namespace], int] = options.run
        return run(project, options)
    except HandbookError as error:
        found = error.findings
    except OSError as error:
        if not (finding := disk_finding(error, Path.cwd())):
            raise
        found = [finding]
    print(report(found, getattr(options, "report", "text")), file=sys.stderr)
    return FINDINGS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="handbook", description="Build, prove and publish a bilingual handbook.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="build, prove and publish every language and output")
    build.add_argument("--language", action="append", metavar="LANG", help="only this language (may be repeated)")
    build.add_argument("--output", action="append", choices=OUTPUTS, help="only this output (may be repeated)")
    build.add_argument("-j", "--jobs", type=_jobs, metavar="N", help="processes at once (one per language unless told)")
    build.add_argument("--allow-incomplete", action="store_true", help="show English where a translation is missing")
    build.add_argument("--force", action="store_true", help="print again what has not changed since the last build")
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="check what is built")
    check.add_argument("group", nargs="*", help="facts, site, pdf or po; all that look at what is built unless told")
    check.add_argument("--since", default="HEAD", metavar="COMMIT", help="po: what no translation of may be lost")
    check.add_argument("--report", choices=FORMATS, default="text", help="how findings are printed")
    check.set_defaults(run=_check)

    facts = commands.add_parser("facts", help="show the matrix fact × language × output of what is built")
    facts.set_defaults(run=_facts)

    add_serve(commands.add_parser("serve", help="show a live preview that follows each save"))
    add_desk(commands.add_parser("po", help="the translators' desk"))
    return parser


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"invalid number of processes: {text!r}; --jobs is 1 or more")
    return int(text)


def _build(project: Project, options: argparse.Namespace) -> int:
    start = time.perf_counter()
    from handbook import matrix
    from handbook.build import build
    from handbook.catalogs.pseudo import PSEUDO

    if options.language == [PSEUDO]:
        return build_pseudo_edition(project, options)
    languages = tuple(options.language or project.languages)
    if unknown := sorted(set(languages) - set(project.languages)):
        print(f"handbook: the project has no language {', '.join(unknown)}", file=sys.stderr)
        return MISUSE
    request = Request(
        languages=tuple(each for each in project.languages if each in languages),
        outputs=tuple(options.output or project.outputs),
        allow_incomplete=options.allow_incomplete,
        force=options.force,
        jobs=options.jobs,
    )
    done = build(project, request)
    for notice in done.notices:
        print(f"note: {notice}", file=sys.stderr)
    seconds = time.perf_counter() - start
    places = [
        f"build/{place}"
        for place, outputs in (("site", SITE_OUTPUTS), ("print", ("print",)))
        if set(outputs) & set(request.outputs)
    ]
    print(f"Published {' and '.join(places)}: {matrix.summary(done.proofs)}, {seconds:.1f} s")
    return CLEAN


def _check(project: Project, options: argparse.Namespace) -> int:
    from handbook.checks import CHECKS, run_checks

    if unknown := sorted(set(options.group) - {*CHECKS, "po"}):
        print(f"handbook: no checks named {', '.join(unknown)}; there are {', '.join(CHECKS)}, po", file=sys.stderr)
        return MISUSE
    groups = [group for group in options.group or CHECKS if group != "po"]
    found = run_checks(_published(project), groups) if groups else []
    if "po" in options.group:  # needs nothing built
        from handbook.catalogs.merging.lost import has_history, lost

        found += lost(project, options.since)
        if not has_history(project):
            print("note: git has no commit of this folder, so nobody can tell what is lost", file=sys.stderr)
    if found or options.report != "text":
        print(report(found, options.report))
    return FINDINGS if found else CLEAN


def _facts(project: Project, options: argparse.Namespace) -> int:
    from handbook import matrix
    from handbook.checks.facts import proofs

    artefacts = _published(project)
    found = proofs(artefacts)
    project.reports.mkdir(parents=True, exist_ok=True)
    page = matrix.as_page(found, artefacts.registry, project.title["en"])
    (project.reports / "facts.html").write_text(page, encoding="utf-8")
    print(matrix.as_text(found, artefacts.registry))
    return CLEAN if all(proof.is_found for proof in found) else FINDINGS


def _published(project: Project) -> "Artefacts":
    """Read what is published. Raises HandbookError when nothing is."""
    from handbook.artefacts import read_edition
    from handbook.checks import Artefacts
    from handbook.facts.registry import load_registry
    from handbook.finding import Finding

    if not (project.site / "manifest.json").is_file():
        message = "nothing is built yet; run make first"
        raise HandbookError([Finding(path="build/site", line=1, message=message, rule="not-built")])
    editions = tuple(read_edition(project, project.site, language) for language in project.languages)
    return Artefacts(project=project, registry=load_registry(project), editions=editions)
