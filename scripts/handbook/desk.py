"""The translators' desk on the command line: ``handbook po COMMAND``, one function each."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.finding import CLEAN, FINDINGS, shown
from handbook.project import SITE_OUTPUTS, SOURCE_LANGUAGE, Project
from handbook.report import FORMATS, report

if TYPE_CHECKING:
    from handbook.catalogs.entries import Entry


def add_desk(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the commands of the desk; each sets ``run``, which returns an exit code."""
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    update = commands.add_parser("update", help="extract the messages of the pages and merge them into the catalogues")
    update.set_defaults(run=_update)

    new = commands.add_parser("new", help="begin a new language: its catalogues, and a list of what is left to write")
    new.add_argument("language", metavar="LANG", help="its letters of ISO 639, like es")
    new.set_defaults(run=_new)

    pseudo = commands.add_parser("pseudo", help="build an edition in which all that escapes translation can be seen")
    pseudo.add_argument("--output", action="append", choices=SITE_OUTPUTS, help="only this output (may be repeated)")
    pseudo.set_defaults(run=build_pseudo_edition)

    form = commands.add_parser("format", help="bring every catalogue into its one form, whatever program saved it")
    form.add_argument("--check", action="store_true", help="change nothing, and name those that are not in it")
    form.set_defaults(run=_format)

    take = commands.add_parser("take", help="take a catalogue that came by mail, message by message")
    take.add_argument("file", metavar="FILE", type=Path, help="the file, wherever it lies and whatever it is called")
    take.set_defaults(run=_take)

    driver = commands.add_parser("merge-driver", help="join a catalogue message by message, for git")
    for name, told in (("base", "%%O"), ("ours", "%%A"), ("theirs", "%%B"), ("name", "%%P")):
        driver.add_argument(name, type=Path, help=f"what git calls {told}")
    driver.set_defaults(run=_merge_driver)

    check = commands.add_parser("check", help="judge the translations: numbers, names, words, typography")
    check.add_argument("--fix", action="store_true", help="first mend what can be mended safely")
    check.add_argument("--report", choices=FORMATS, default="text", help="how findings are printed")
    _add_language(check)
    check.set_defaults(run=_check)

    rules = commands.add_parser("rules", help="list the rules by which translations are judged")
    rules.add_argument("--form", choices=("text", "markdown"), default="text", help="markdown has the examples too")
    _add_language(rules)
    rules.set_defaults(run=_rules)

    status = commands.add_parser("status", help="count what is done, fuzzy and new, page by page")
    status.add_argument("--format", choices=("text", "json", "badge"), default="text", help="badge writes an SVG file")
    _add_language(status)
    status.set_defaults(run=_status)

    cost = commands.add_parser("cost", help="count what the change of the pages gives translators to do")
    cost.add_argument("--since", default="HEAD", metavar="COMMIT", help="the commit, or the day, that it begins with")
    cost.add_argument("--format", choices=("text", "json"), default="text", help="how it is printed")
    _add_language(cost)
    cost.set_defaults(run=_cost)

    proof = commands.add_parser("proof", help="write a bilingual proof, to look through and to sign")
    proof.add_argument("--since", metavar="COMMIT", help="only what has changed since that commit, or that day")
    proof.add_argument("--page", metavar="PAGE", help="only this page, like agencies/did")
    _add_language(proof)
    proof.set_defaults(run=_proof)


def _add_language(parser: argparse.ArgumentParser) -> None:
    told = "in which language to speak; that of the locale unless told"
    parser.add_argument("--language-of-messages", metavar="LANG", help=told)


def _update(project: Project, options: argparse.Namespace) -> int:
    from handbook.catalogs.update import update_catalogues

    print("\n".join(update_catalogues(project)))
    return CLEAN


def _new(project: Project, options: argparse.Namespace) -> int:
    from handbook.catalogs.new_language import add_language, left_to_write

    print("\n".join(add_language(project, options.language)))
    if found := left_to_write(project, options.language):
        print(f"Left to write, beside the translations:\n{report(found, 'text')}")
    return CLEAN


def build_pseudo_edition(project: Project, options: argparse.Namespace) -> int:
    """Run ``handbook po pseudo``, which is ``handbook build --language qps`` as well."""
    from handbook.pseudo import build_pseudo

    copy, _ = build_pseudo(project, tuple(options.output or SITE_OUTPUTS))
    print(f"Built {shown(copy.site, project.root)}; open {shown(copy.site / 'index.html', project.root)}")
    return CLEAN


def _format(project: Project, options: argparse.Namespace) -> int:
    from handbook.catalogs.forms import check_forms, format_catalogues

    if not options.check:
        print("".join(f"{name}: brought into its form\n" for name in format_catalogues(project)), end="")
        return CLEAN
    found = check_forms(project)
    print(report(found, "text"), end="\n" if found else "", file=sys.stderr)
    return FINDINGS if found else CLEAN


def _take(project: Project, options: argparse.Namespace) -> int:
    from handbook.catalogs.take import take

    print("\n".join(take(project, options.file)))
    return _update(project, options)


def _merge_driver(project: Project, options: argparse.Namespace) -> int:
    from handbook.catalogs.merging.settle import drive

    drive(options.base, options.ours, options.theirs, options.name.as_posix())
    return CLEAN


def _check(project: Project, options: argparse.Namespace) -> int:
    from handbook.catalogs.message_language import message_language, speaker
    from handbook.catalogs.rules.inspect import inspect
    from handbook.catalogs.rules.mend import mend

    translate = speaker(project, message_language(options.language_of_messages, os.environ, project.languages))
    if options.fix and (count := mend(project)):
        print(translate("Places mended: {count}").format(count=count), file=sys.stderr)
    found = inspect(project, translate)
    if found or options.report != "text":
        print(report(found, options.report))
    return FINDINGS if found else CLEAN


def _rules(project: Project, options: argparse.Namespace) -> int:
    from handbook.catalogs.message_language import message_language, speaker
    from handbook.catalogs.rules.listing import as_page, as_text

    translate = speaker(project, message_language(options.language_of_messages, os.environ, project.languages))
    told = as_page(translate) if options.form == "markdown" else f"{as_text(translate)}\n"
    print(told, end="")
    return CLEAN


def _status(project: Project, options: argparse.Namespace) -> int:
    from handbook.catalogs import status_forms
    from handbook.catalogs.message_language import message_language, speaker
    from handbook.catalogs.status import status

    templates = _wanted(project)
    pages = {language: status(project, templates, language) for language in _translated(project)}
    if options.format == "badge":
        project.reports.mkdir(parents=True, exist_ok=True)
        for language, each in pages.items():
            path = project.reports / f"translation-{language}.svg"
            path.write_text(status_forms.as_badge(project, language, each), encoding="utf-8")
            print(shown(path, project.root))
    elif options.format == "json":
        print(status_forms.as_json(pages))
    else:
        translate = speaker(project, message_language(options.language_of_messages, os.environ, project.languages))
        print("\n\n".join(status_forms.as_text(language, each, translate) for language, each in pages.items()))
    return CLEAN


def _cost(project: Project, options: argparse.Namespace) -> int:
    from handbook.catalogs import cost
    from handbook.catalogs.merging.recorded import commit_of
    from handbook.catalogs.message_language import message_language, speaker

    commit = commit_of(project, options.since)
    templates = _wanted(project)
    pages = {language: cost.cost(project, templates, language, commit) for language in _translated(project)}
    if options.format == "json":
        print(cost.as_json(pages))
    else:
        translate = speaker(project, message_language(options.language_of_messages, os.environ, project.languages))
        told = (cost.as_text(language, each, options.since, translate) for language, each in pages.items())
        print("\n\n".join(told))
    return CLEAN


def _proof(project: Project, options: argparse.Namespace) -> int:
    from handbook.catalogs.message_language import message_language
    from handbook.proofsheet.write import make_proofs

    speaks = message_language(options.language_of_messages, os.environ, project.languages)
    paths = make_proofs(project, _wanted(project), since=options.since, page=options.page, speaks=speaks)
    print("\n".join(shown(path, project.root) for path in paths))
    return CLEAN


def _wanted(project: Project) -> "Mapping[str, Sequence[Entry]]":
    """Return the messages of the pages as they are now, by domain."""
    from handbook.catalogs.files import alone
    from handbook.catalogs.update import extract

    with alone(project):  # since `make po` extracts them to the same place
        return extract(project)


def _translated(project: Project) -> list[str]:
    return [language for language in project.languages if language != SOURCE_LANGUAGE]
