"""The translators' desk on the command line: ``handbook po COMMAND``, one function each."""

import argparse
import sys
from pathlib import Path

from handbook.commands.arguments import Commands, Say
from handbook.commands.po_reports import add_reports, say_lines
from handbook.commands.releases import add_patience, patience, tell_notices
from handbook.findings.finding import CLEAN, FINDINGS, FORMATS, report, shown
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.project.project import Project
from handbook.project.settings import SITE_OUTPUTS


def add_desk(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the commands of the desk; each sets ``run``, which returns an exit code."""
    parser.set_defaults(is_for_translators=True)
    commands = Commands(parser, say)

    update = commands.add("update", phrase("extract the messages of the pages and merge them into the catalogues"))
    update.set_defaults(run=_update)

    new = commands.add("new", phrase("begin a new language: its catalogues, and a list of what is left to write"))
    new.add_argument("language", metavar=say(phrase("LANG")), help=say(phrase("its letters of ISO 639, like es")))
    new.set_defaults(run=_new)

    pseudo = commands.add("pseudo", phrase("build an edition in which all that escapes translation can be seen"))
    only = say(phrase("only this output (may be repeated)"))
    pseudo.add_argument("--output", action="append", choices=SITE_OUTPUTS, help=only)
    add_patience(pseudo, say)
    pseudo.set_defaults(run=build_pseudo_edition)

    form = commands.add("format", phrase("bring every catalogue into its one form, whatever program saved it"))
    only_name = say(phrase("change nothing, and name those that are not in it"))
    form.add_argument("--check", action="store_true", help=only_name)
    form.set_defaults(run=_format)

    take = commands.add("take", phrase("take catalogues that came by mail, message by message"))
    files = say(phrase("a .po file, XLIFF made of one, or a .zip of them, wherever it lies and whatever it is called"))
    take.add_argument("files", metavar=say(phrase("FILE")), nargs="+", type=Path, help=files)
    take.set_defaults(run=_take)

    driver = commands.add("merge-driver", phrase("join a catalogue message by message, for git"))
    for name, letter in (("base", "%%O"), ("ours", "%%A"), ("theirs", "%%B"), ("name", "%%P")):
        driver.add_argument(name, type=Path, help=say(phrase("what git calls {letter}", letter=letter)))
    driver.set_defaults(run=_merge_driver)

    check = commands.add("check", phrase("judge the translations: numbers, names, words, typography"))
    check.add_argument("--fix", action="store_true", help=say(phrase("first mend what can be mended safely")))
    check.add_argument("--report", choices=FORMATS, default="text", help=say(phrase("how findings are printed")))
    check.set_defaults(run=_check)

    rules = commands.add("rules", phrase("list the rules by which translations are judged"))
    examples = say(phrase("markdown has the examples too"))
    rules.add_argument("--form", choices=("text", "markdown"), default="text", help=examples)
    rules.set_defaults(run=_rules)

    add_reports(commands, say)


def _update(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.desk.update import update_catalogues

    say_lines(update_catalogues(project), translate)
    return CLEAN


def _new(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.desk.new_language import add_language, left_to_write
    from handbook.print.printable import unprintable

    language = options.language
    if made := add_language(project, language, unprintable):
        say_lines(made, translate)
    if missing := left_to_write(project, language):
        say_lines([phrase("Left to write, beside the translations:")], translate)
        print(report(missing, "text", translate))
        again = phrase("Readers do not get it yet. handbook po new {language} lists what is left again.")
    else:
        again = phrase(
            "Nothing is left to write beside the translations, which handbook po status counts. Once they are done, "
            "add “{language}” to publish in pyproject.toml, and readers get it."
        )
    say_lines([again.format(language=language)], translate)
    return CLEAN


def build_pseudo_edition(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    """Run ``handbook po pseudo``, which is ``handbook build --language qps`` as well."""
    from handbook.build.pseudo import build_pseudo

    copy, _ = build_pseudo(project, tuple(options.output or SITE_OUTPUTS), patience(options, translate))
    folder, page = shown(copy.site, project.root), shown(copy.site / "index.html", project.root)
    say_lines([phrase("Built {folder}; open {page}", folder=folder, page=page)], translate)
    return CLEAN


def _format(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.desk.one_form import check_forms, format_catalogues

    if not options.check:
        if names := format_catalogues(project):
            say_lines((phrase("{file}: brought into its form", file=name) for name in names), translate)
        return CLEAN
    findings = check_forms(project)
    print(report(findings, "text", translate), end="\n" if findings else "", file=sys.stderr)
    return FINDINGS if findings else CLEAN


def _take(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.desk.mail.take import take

    say_lines(take(project, options.files), translate)
    return _update(project, options, translate)


def _merge_driver(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.catalogs.merging.conflicts import drive

    drive(options.base, options.ours, options.theirs, options.name.as_posix())
    return CLEAN


def _check(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.catalogs.rules import is_advice
    from handbook.catalogs.rules.inspect import inspect
    from handbook.catalogs.rules.mend import mend

    if options.fix and (count := mend(project)):
        print(spoken(phrase("Places mended: {count}", count=count), translate), file=sys.stderr)
    inspected, allowed = inspect(project)
    if allowed:
        print(spoken(phrase("Allowed with a reason: {count}", count=len(allowed)), translate), file=sys.stderr)
        print(report(allowed, "text", translate), file=sys.stderr)
    tell_notices((finding for finding in inspected if is_advice(finding.rule)), translate)
    findings = [finding for finding in inspected if not is_advice(finding.rule)]
    if findings or options.report != "text":
        print(report(findings, options.report, translate))
    return FINDINGS if findings else CLEAN


def _rules(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.catalogs.rules.listing import as_page, as_text

    print(as_page(translate) if options.form == "markdown" else f"{as_text(translate)}\n", end="")
    return CLEAN
