"""The commands of the translators' desk that report: status, cost, proofs, reviews, exports."""

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from handbook.commands.arguments import Commands, Say
from handbook.findings.finding import CLEAN, MISUSE, shown
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.project.project import Project

if TYPE_CHECKING:
    from handbook.desk.update import Extracted

_COMMIT = "COMMIT"


def add_reports(commands: Commands, say: Say) -> None:
    """Add the commands; each sets ``run``, which returns an exit code."""
    status = commands.add("status", phrase("count what is done, fuzzy, new and reviewed, page by page"))
    badge = say(phrase("badge writes an SVG file"))
    status.add_argument("--format", choices=("text", "json", "badge"), default="text", help=badge)
    status.set_defaults(run=_status)

    cost = commands.add("cost", phrase("count what the change of the pages gives translators to do"))
    begins = say(phrase("the commit, or the day, that it begins with"))
    cost.add_argument("--since", default="HEAD", metavar=_COMMIT, help=begins)
    cost.add_argument("--format", choices=("text", "json"), default="text", help=say(phrase("how it is printed")))
    cost.set_defaults(run=_cost)

    proof = commands.add("proof", phrase("write a bilingual proof, to look through and to sign"))
    changed = say(phrase("only what has changed since that commit, or that day"))
    proof.add_argument("--since", metavar=_COMMIT, help=changed)
    proof.add_argument("--page", metavar=say(phrase("PAGE")), help=say(phrase("only this page, like subjects/tools")))
    proof.set_defaults(run=_proof)

    _add_reviewed(commands, say)

    export = commands.add("export", phrase("write the memory as TMX and the glossary as TBX, for other programs"))
    export.set_defaults(run=_export)


def _add_reviewed(commands: Commands, say: Say) -> None:
    reviewed = commands.add("reviewed", phrase("note that a second person has reviewed pages"))
    reviewed.add_argument(
        "pages", metavar=say(phrase("PAGE")), nargs="+", help=say(phrase("a page, like subjects/tools"))
    )
    by_whom = say(phrase("who has reviewed them"))
    reviewed.add_argument("--by", metavar=say(phrase("NAME")), required=True, help=by_whom)
    which = say(phrase("the language of the translation; the only one unless it is given"))
    reviewed.add_argument("--language", metavar=say(phrase("LANG")), help=which)
    as_of = say(phrase("only what stood so in that commit, as a proof names it, or on that day"))
    reviewed.add_argument("--as-of", metavar=_COMMIT, help=as_of)
    reviewed.set_defaults(run=_reviewed)


def say_lines(lines: Iterable[str], translate: Translate) -> None:
    """Print lines in the language of whoever runs the command."""
    print("\n".join(spoken(line, translate) for line in lines))


def _status(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.desk import status

    templates = _extracted(project).templates
    pages = {language: status.language_status(project, templates, language) for language in project.translations}
    if options.format == "badge":
        project.reports.mkdir(parents=True, exist_ok=True)
        for language, statuses in pages.items():
            path = project.reports / f"translation-{language}.svg"
            path.write_text(status.as_badge(project, language, statuses), encoding="utf-8")
            print(shown(path, project.root))
    elif options.format == "json":
        print(status.as_json(pages))
    else:
        print("\n\n".join(status.as_text(language, statuses, translate) for language, statuses in pages.items()))
    return CLEAN


def _reviewed(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.catalogs.message_language import language_of_messages
    from handbook.desk.reviewing import Reading, note_reviews

    languages = [options.language] if options.language else project.translations
    if len(languages) != 1 or languages[0] not in project.translations:
        message = phrase(
            "handbook: name the language of the translation with --language; there are {languages}",
            languages=", ".join(project.translations),
        )
        print(spoken(message, translate), file=sys.stderr)
        return MISUSE
    reading = Reading(name=options.by, speaks=language_of_messages(options.language_of_messages), commit=options.as_of)
    say_lines(note_reviews(project, languages[0], options.pages, reading), translate)
    return CLEAN


def _cost(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.catalogs.merging.recorded import commit_of
    from handbook.desk import cost

    commit = commit_of(project, options.since)
    templates = _extracted(project).templates
    pages = {language: cost.cost(project, templates, language, commit) for language in project.translations}
    if options.format == "json":
        print(cost.as_json(pages))
    else:
        print("\n\n".join(cost.as_text(language, pages[language], options.since, translate) for language in pages))
    return CLEAN


def _proof(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.catalogs.message_language import language_of_messages
    from handbook.desk.proof_files import make_proofs

    speaks = language_of_messages(options.language_of_messages)
    templates = _extracted(project).templates
    paths = make_proofs(project, templates, since=options.since, page=options.page, speaks=speaks)
    print("\n".join(shown(path, project.root) for path in paths))
    return CLEAN


def _export(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.desk.exports import export

    say_lines(export(project, _extracted(project)), translate)
    return CLEAN


def _extracted(project: Project) -> "Extracted":
    """Return the messages of the pages as they are now."""
    from handbook.catalogs.writer import alone
    from handbook.desk.update import extract_all

    with alone(project):  # since `make po` extracts them to the same place
        return extract_all(project)
