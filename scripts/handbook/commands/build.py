"""``handbook build`` and ``handbook plan``: words to calls."""

import argparse
import json
import sys
import time
from functools import partial

from handbook.commands.arguments import Say
from handbook.commands.po import build_pseudo_edition
from handbook.commands.releases import add_patience, add_signing, patience, tell_notices
from handbook.facts.proof import counts, summary
from handbook.findings.finding import CLEAN, MISUSE
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.languages.lookup import PSEUDO
from handbook.project.project import Project, Request
from handbook.project.settings import OUTPUTS


def add_build(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the arguments of ``build``."""
    _add_what(parser, say)
    jobs = phrase("processes at once (one per language unless it is given)")
    parser.add_argument("-j", "--jobs", type=partial(_jobs, say=say), metavar="N", help=say(jobs))
    force = phrase("build and print again what has not changed since the last build")
    parser.add_argument("--force", action="store_true", help=say(force))
    add_signing(parser, say)
    add_patience(parser, say)
    parser.set_defaults(run=_build)


def add_plan(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the arguments of ``plan``."""
    _add_what(parser, say)
    parser.add_argument("--json", action="store_true", help=say(phrase("for programs")))
    add_patience(parser, say)
    parser.set_defaults(run=_plan)


def _add_what(parser: argparse.ArgumentParser, say: Say) -> None:
    language, output = phrase("only this language (may be repeated)"), phrase("only this output (may be repeated)")
    parser.add_argument("--language", action="append", metavar=say(phrase("LANG")), help=say(language))
    parser.add_argument("--output", action="append", choices=OUTPUTS, help=say(output))
    incomplete = phrase("show the source text where a translation is missing")
    parser.add_argument("--allow-incomplete", action="store_true", help=say(incomplete))


def _jobs(text: str, say: Say) -> int:
    if not text.isdecimal() or int(text) < 1:
        message = phrase("invalid number of processes: “{text}”; --jobs is 1 or more", text=text)
        raise argparse.ArgumentTypeError(say(message))
    return int(text)


def _request(project: Project, options: argparse.Namespace, translate: Translate) -> Request | None:
    """Return what the options ask for; None where they name a language that cannot be built, which is said."""
    languages = tuple(options.language or project.languages)
    if unpublished := sorted(set(languages) & set(project.unpublished)):
        message = phrase(
            "handbook: {languages} is not published yet; look at it with handbook serve, or add it to publish",
            languages=", ".join(unpublished),
        )
    elif unknown := sorted(set(languages) - set(project.languages)):
        message = phrase("handbook: the project has no language {languages}", languages=", ".join(unknown))
    else:
        return Request(
            languages=tuple(language for language in project.languages if language in languages),
            outputs=tuple(options.output or project.outputs),
            allow_incomplete=options.allow_incomplete,
            force=getattr(options, "force", False),
            jobs=getattr(options, "jobs", None),
            key=getattr(options, "sign", None),
        )
    print(spoken(message, translate), file=sys.stderr)
    return None


def _build(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    start = time.perf_counter()
    if options.language == [PSEUDO]:
        return build_pseudo_edition(project, options, translate)
    request = _request(project, options, translate)
    if request is None:
        return MISUSE
    waiting = patience(options, translate)
    if not request.force and request.key is None:
        from handbook.build.plan import standing

        record, stale, notices = standing(project, request, waiting)
        tell_notices(notices, translate)
        if record and not stale:
            tell_notices(record.notices, translate)
            message = phrase(
                "{places}: nothing has changed since the last build, {proofs}",
                places=_written(request),
                proofs=summary(*record.proofs),
            )
            print(spoken(message, translate))
            return CLEAN
    from handbook.build.pipeline import build

    done = build(project, request, waiting)
    tell_notices(done.notices, translate)
    tenths = round((time.perf_counter() - start) * 10)
    message = phrase(
        "Published {places}: {proofs}, {seconds}.{tenths} s",
        places=_written(request),
        proofs=summary(*counts(done.proofs)),
        seconds=tenths // 10,
        tenths=tenths % 10,
    )
    print(spoken(message, translate))
    return CLEAN


def _plan(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.build.plan import standing

    request = _request(project, options, translate)
    if request is None:
        return MISUSE
    _, stale, notices = standing(project, request, patience(options, translate))
    tell_notices(notices, translate)
    if options.json:
        reasons = [{"input": reason.input, "message": spoken(reason.message, translate)} for reason in stale]
        print(json.dumps({"stale": bool(stale), "reasons": reasons}, indent=1, ensure_ascii=False))
    elif stale:
        lines = (phrase("{input}: {message}", input=reason.input, message=reason.message) for reason in stale)
        print("\n".join(spoken(line, translate) for line in lines))
    else:
        print(spoken(phrase("nothing is stale: readers get what would be built"), translate))
    return CLEAN


def _written(request: Request) -> str:
    written = [f"build/{place}" for place in request.places]
    return phrase("{first} and {second}", first=written[0], second=written[1]) if written[1:] else written[0]
