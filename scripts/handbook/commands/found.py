"""The commands that begin a handbook, add a page to it, and say what it lacks: ``init``, ``new``, ``doctor``."""

import argparse
import shlex
import sys
from pathlib import Path

from handbook.commands.arguments import Commands, Say
from handbook.commands.po_reports import say_lines
from handbook.findings.finding import CLEAN, HandbookError, report
from handbook.findings.phrase import Phrase, Translate, phrase, spoken
from handbook.project.project import Project
from handbook.project.settings import PAPERS


def add_founding(commands: Commands, say: Say) -> None:
    """Add the commands; each sets ``run``, or ``run_anywhere`` where there is no handbook yet."""
    from handbook.founding.answers import KITS, LICENCES

    init = commands.add("init", phrase("begin a handbook in a new folder"))
    init.add_argument(
        "folder", metavar=say(phrase("DIR")), type=Path, help=say(phrase("a new folder, or an empty one"))
    )
    title = phrase("its title, per language: --title en=… --title fr=…")
    init.add_argument("--title", action="append", dest="titles", metavar="LANG=…", help=say(title))
    languages = phrase("its languages, like fr,en; that of the pages first")
    init.add_argument("--languages", metavar=say(phrase("LANG,LANG")), help=say(languages))
    source = phrase("the language that pages are written in")
    init.add_argument("--source-language", metavar=say(phrase("LANG")), help=say(source))
    init.add_argument("--paper", choices=PAPERS, help=say(phrase("the paper of its PDFs")))
    init.add_argument("--kit", choices=KITS, help=say(phrase("directives for subjects: panels, comparison, maps")))
    init.add_argument("--licence", choices=LICENCES, help=say(phrase("the licence of its texts")))
    init.set_defaults(run_anywhere=_init)

    new = Commands(commands.add("new", phrase("add a page, or a subject with its facts")), say)
    for kind, words in (("page", phrase("add a page")), ("subject", phrase("add a subject: a page and its facts"))):
        adding = new.add(kind, words)
        name = phrase("its name in addresses, like seed-library")
        adding.add_argument("name", metavar=say(phrase("NAME")), help=say(name))
        adding.set_defaults(run=_new, kind=kind)

    doctor = commands.add("doctor", phrase("say what is not set, and what that costs readers"))
    doctor.set_defaults(run=_doctor)


def _init(options: argparse.Namespace, translate: Translate) -> int:
    from handbook.founding.answers import answers_of
    from handbook.founding.begin import begin

    def ask(question: Phrase) -> str:
        print(spoken(phrase("{question}: ", question=question), translate), end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip()

    given = vars(options)
    is_asked = sys.stdin.isatty() and not (options.languages or options.titles)
    answers, findings = answers_of(given, ask if is_asked else None)
    if answers is None:
        raise HandbookError(findings)
    lines = begin(options.folder, answers, translate)
    done = phrase(
        "Begun in {folder}; now: cd {folder} && make && make test", folder=shlex.quote(options.folder.as_posix())
    )
    say_lines([*lines, done], translate)
    return CLEAN


def _new(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.founding.additions import add_page, add_subject

    add = add_subject if options.kind == "subject" else add_page
    say_lines(add(project, options.name), translate)
    return CLEAN


def _doctor(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.facts.overdue import stand_ins
    from handbook.facts.registry import load_registry
    from handbook.project.unset import missed

    registry = load_registry(project)
    notices = sorted([*missed(project), *stand_ins(registry, project.vocabulary, project.root)])
    if notices:
        print(report(notices, "text", translate))
    else:
        say_lines([phrase("All is set that readers would miss.")], translate)
    return CLEAN
