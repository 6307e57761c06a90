"""The command line: ``handbook COMMAND``, which is the same as ``python -m handbook COMMAND``."""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.catalogs.message_language import asked_language, language_of_messages
from handbook.catalogs.strings import speaker
from handbook.commands.arguments import Commands, Say, speaking
from handbook.commands.build import add_assemble, add_build, add_plan
from handbook.commands.found import add_founding
from handbook.commands.importing_pages import add_import
from handbook.commands.po import add_desk
from handbook.commands.releases import add_rollback, add_verify, tell_notices
from handbook.commands.serve import add_serve
from handbook.commands.starting import ENDED_BY, Stopped, stopping
from handbook.commands.upgrading import add_upgrade
from handbook.findings.finding import CLEAN, FINDINGS, FORMATS, MISUSE, Finding, HandbookError, report, under
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.machine.needs import allow_open_files, machine_finding, silence_streams, source_date_epoch, working_folder
from handbook.project.language_names import check_languages
from handbook.project.project import Project, find_root, load_project

# Groups that do not look at what is built: no build asks for them.
_MORE_CHECKS = ("voice", "po", "links")

if TYPE_CHECKING:
    from handbook.checks.artefacts import Artefacts


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 when all is well, 1 with findings, 2 on wrong use, 128 and the number of a signal."""
    arguments = sys.argv[1:] if arguments is None else arguments
    translate: Translate = str
    form = "text"
    try:
        translate = speaker(language_of_messages(asked_language(arguments)))
        with speaking(translate):
            options = _parser(partial(spoken, translate=translate)).parse_args(arguments)
        form = getattr(options, "report", form)
        with stopping():
            code = _run(options, translate)
            sys.stdout.flush()  # while there is somebody to say so that nobody reads it
            return code
    except (KeyboardInterrupt, Stopped) as ended:
        print(spoken(phrase("handbook: stopped"), translate), file=sys.stderr)
        return ENDED_BY + (ended.number if isinstance(ended, Stopped) else signal.SIGINT)
    except BrokenPipeError:  # whoever read what we print has gone; nor is there anything to be said when Python ends
        silence_streams()
        return ENDED_BY + signal.SIGPIPE
    except HandbookError as error:
        findings = error.findings
    except (OSError, MemoryError, ImportError, RuntimeError) as error:
        if not (finding := machine_finding(error, Path.cwd())):
            raise
        findings = [finding]
    print(report(findings, form, translate), file=sys.stderr)
    return FINDINGS


def _run(options: argparse.Namespace, translate: Translate) -> int:
    """Run what the arguments ask for: a command of the project that it is called in, or one that needs none."""
    allow_open_files()
    source_date_epoch()
    if hasattr(options, "run_anywhere"):
        run_anywhere: Callable[[argparse.Namespace, Translate], int] = options.run_anywhere
        return run_anywhere(options, translate)
    run: Callable[[Project, argparse.Namespace, Translate], int] = options.run
    root = find_root(working_folder())
    check_languages(root)
    project = load_project(root)
    is_for_translators = getattr(options, "is_for_translators", False)
    return run(project.with_unpublished() if is_for_translators else project, options, translate)


def _parser(say: Say) -> argparse.ArgumentParser:
    description = say(phrase("Build, prove and publish a bilingual handbook."))
    parser = argparse.ArgumentParser(prog="handbook", description=description)
    commands = Commands(parser, say)

    add_build(commands.add("build", phrase("build, prove and publish every language and output")), say)
    assembling = phrase("join what handbook build --part has built on other machines, prove and publish it")
    add_assemble(commands.add("assemble", assembling), say)
    add_plan(commands.add("plan", phrase("say what is stale, and why")), say)

    check = commands.add("check", phrase("check what is built"))
    groups = phrase("facts, site, pdf, voice, po or links; all but the last two unless one is given")
    check.add_argument("group", nargs="*", help=say(groups))
    since = phrase("po: nothing of that commit may be lost, and only what git has joined since is looked at")
    check.add_argument("--since", metavar="COMMIT", help=say(since))
    external = phrase("links: ask the web for each address outside the handbook, and note since when it is gone")
    check.add_argument("--external", action="store_true", help=say(external))
    check.add_argument("--report", choices=FORMATS, default="text", help=say(phrase("how findings are printed")))
    check.set_defaults(run=_check)

    add_verify(commands.add("verify", phrase("hold a published folder to its manifest, on any machine")), say)
    add_rollback(commands.add("rollback", phrase("publish an earlier release again")), say)

    facts = commands.add("facts", phrase("show the matrix fact × language × output of what is built"))
    facts.set_defaults(run=_facts)

    add_import(commands.add("import", phrase("take a folder of Markdown pages into the handbook")), say)
    add_serve(commands.add("serve", phrase("show a live preview that follows each save")), say)
    add_desk(commands.add("po", phrase("the translators' desk")), say)
    add_founding(commands, say)
    add_upgrade(commands, say)
    return parser


def _check(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.catalogs.rules import is_advice
    from handbook.checks.built import CHECKS

    if unknown := sorted(set(options.group) - {*CHECKS, *_MORE_CHECKS}):
        message = phrase(
            "handbook: no checks named {names}; there are {groups}",
            names=", ".join(unknown),
            groups=", ".join([*CHECKS, *_MORE_CHECKS]),
        )
        print(spoken(message, translate), file=sys.stderr)
        return MISUSE
    if "links" in options.group or options.external:
        return _check_links(project, options, translate)
    groups = [group for group in options.group or CHECKS if group in CHECKS]
    findings = _check_published(project, groups) if groups else []
    if not options.group or "voice" in options.group:
        from handbook.checks.input.page_voice import advise_pages
        from handbook.facts.registry import load_registry

        advice = advise_pages(project, load_registry(project))
        if options.group:
            findings += advice
        else:  # then it fails nothing
            tell_notices([finding for finding in advice if is_advice(finding.rule)], translate)
            findings += [finding for finding in advice if not is_advice(finding.rule)]
    if "po" in options.group:  # needs nothing built
        from handbook.catalogs.merging.mispaired import SHALLOW, wrongly_joined
        from handbook.catalogs.merging.recorded import has_history, is_shallow, lost
        from handbook.desk.update import link_definitions

        findings += lost(project, options.since or "HEAD")
        findings += wrongly_joined(project, link_definitions(project), options.since)
        if not has_history(project):
            message = phrase("note: git has no commit of this folder, so nobody can tell what is lost")
            print(spoken(message, translate), file=sys.stderr)
        elif options.since is None and is_shallow(project):
            print(spoken(phrase("note: {notice}", notice=SHALLOW), translate), file=sys.stderr)
    if findings or options.report != "text":
        print(report(findings, options.report, translate))
    return FINDINGS if any(not is_advice(finding.rule) for finding in findings) else CLEAN


def _check_links(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    """Ask the web for the addresses outside the handbook: never beside other checks, which ask nobody."""
    if options.group != ["links"] or not options.external:
        message = phrase(
            "handbook: addresses outside are asked for by “handbook check links --external” alone; links within the "
            "handbook are checked with the site"
        )
        print(spoken(message, translate), file=sys.stderr)
        return MISUSE
    from handbook.checks.external.external_links import LOST, REACHED_RULE, check_outside_links, manners_of, summary

    done = check_outside_links(project, manners_of(project), datetime.now(UTC).date())
    # Addresses that answer are only counted, but listed for a program.
    listed = [finding for finding in done.findings if options.report == "json" or finding.rule != REACHED_RULE]
    if listed or options.report != "text":
        print(report(listed, options.report, translate))
    if options.report == "text":
        print(spoken(summary(done.counts), translate))
    return FINDINGS if any(finding.rule in LOST for finding in done.findings) else CLEAN


def _facts(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.checks.built import fact_matrix

    with _published(project) as site:
        artefacts = _read(project, site)
        proofs = artefacts.proofs
    project.reports.mkdir(parents=True, exist_ok=True)
    speaks = language_of_messages(options.language_of_messages)
    page = fact_matrix.as_page(proofs, artefacts.registry, project, speaks)
    (project.reports / "facts.html").write_text(page, encoding="utf-8")
    print(fact_matrix.as_text(proofs, artefacts.registry, translate))
    return CLEAN if all(proof.is_found for proof in proofs) else FINDINGS


def _check_published(project: Project, groups: Sequence[str]) -> list[Finding]:
    """Compare what is published with its manifest, then run the checks of `groups`."""
    from handbook.checks.built import run_checks
    from handbook.publication.release import reading
    from handbook.publication.verify import verify

    with _published(project) as site, reading(project.print_edition) as printed:
        findings = verify(site, project.root)
        findings += verify(printed, project.root) if printed else []
        try:
            findings += run_checks(_read(project, site), groups)
        except Exception:  # a file that is not what was published may do anything to its reader
            if not findings:
                raise
        findings = under(project.site, site, findings, project.root)
        return under(project.print_edition, printed, findings, project.root) if printed else findings


def _read(project: Project, site: Path) -> "Artefacts":
    """Read back what readers get in every language."""
    from handbook.checks.artefacts import Artefacts
    from handbook.facts.registry import load_registry
    from handbook.publication.release import standing
    from handbook.readback import read_edition

    editions = tuple(read_edition(project, site, language) for language in project.languages)
    printed = standing(project.print_edition) or project.print_edition
    return Artefacts(project=project, registry=load_registry(project), editions=editions, folders=(site, printed))


@contextmanager
def _published(project: Project) -> Iterator[Path]:
    """Give the folder of the published site. Raises HandbookError when nothing is published."""
    from handbook.publication.release import reading

    with reading(project.site) as folder:
        if folder is None:
            message = phrase("nothing is built yet; run make first")
            raise HandbookError([Finding(path="build/site", line=1, message=message, rule="not-built")])
        yield folder
