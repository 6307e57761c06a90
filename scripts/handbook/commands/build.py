"""``handbook build`` and ``handbook plan``: words to calls."""

import argparse
import json
import sys
import time
from dataclasses import dataclass, replace
from functools import partial

from handbook.commands.arguments import Say
from handbook.commands.po import build_pseudo_edition
from handbook.commands.progress_shown import showing, tell_event, tell_findings
from handbook.commands.releases import add_patience, add_signing, patience, tell_notices
from handbook.facts.proof import counts, summary
from handbook.findings.finding import CLEAN, FINDINGS, MISUSE, Finding, HandbookError
from handbook.findings.phrase import Phrase, Translate, phrase, spoken
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
    events = phrase("for programs: an event in JSON on each line, as it happens")
    parser.add_argument("--json", action="store_true", help=say(events))
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
    try:
        notices, outcome = _built(project, request, options, translate)
    except HandbookError as error:
        if not options.json:
            raise
        tell_findings("finding", error.findings, translate)
        return FINDINGS
    if options.json:
        tell_findings("notice", notices, translate)
        proven, required = outcome.proofs
        seconds = round(time.perf_counter() - start, 3)
        tell_event(outcome.event, places=_folders(request), proven=proven, required=required, seconds=seconds)
    else:
        tell_notices(notices, translate)
        print(spoken(_in_words(outcome, request, time.perf_counter() - start), translate))
    return CLEAN


@dataclass(frozen=True, kw_only=True, slots=True)
class _Outcome:
    """What a request has come to: it was ``published`` or is ``unchanged``; facts that are proven, and required."""

    event: str
    proofs: tuple[int, int]


def _built(
    project: Project, request: Request, options: argparse.Namespace, translate: Translate
) -> tuple[list[Finding], _Outcome]:
    """Build what is asked for, if anything of it is stale. Returns notices, and what has become of it."""
    waiting = patience(options, translate)
    early: list[Finding] = []
    if not request.force and request.key is None:
        from handbook.build.plan import standing

        record, stale, early = standing(project, request, waiting)
        if record and not stale:
            return [*early, *record.notices], _Outcome(event="unchanged", proofs=record.proofs)
    from handbook.build.pipeline import build

    with showing(translate, is_json=options.json) as progress:
        done = build(project, replace(request, progress=progress), waiting)
    return [*early, *done.notices], _Outcome(event="published", proofs=counts(done.proofs))


def _in_words(outcome: _Outcome, request: Request, seconds: float) -> Phrase:
    if outcome.event == "unchanged":
        return phrase(
            "{places}: nothing has changed since the last build, {proofs}",
            places=_written(request),
            proofs=summary(*outcome.proofs),
        )
    tenths = round(seconds * 10)
    return phrase(
        "Published {places}: {proofs}, {seconds}.{tenths} s",
        places=_written(request),
        proofs=summary(*outcome.proofs),
        seconds=tenths // 10,
        tenths=tenths % 10,
    )


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


def _folders(request: Request) -> list[str]:
    return [f"build/{place}" for place in request.places]


def _written(request: Request) -> str:
    written = _folders(request)
    return phrase("{first} and {second}", first=written[0], second=written[1]) if written[1:] else written[0]
