"""``handbook build``, ``assemble`` and ``plan``: words to calls."""

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from handbook.build.plan import Reason


def add_build(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the arguments of ``build``."""
    _add_what(parser, say)
    jobs = phrase("processes at once (one per language, and as many as there are cores, unless it is given)")
    parser.add_argument("-j", "--jobs", type=partial(_jobs, say=say), metavar="N", help=say(jobs))
    force = phrase("build and print again what has not changed since the last build")
    parser.add_argument("--force", action="store_true", help=say(force))
    _add_cluster(parser, say)
    part = phrase("build into this new or empty folder what handbook assemble joins, and publish nothing")
    parser.add_argument("--part", metavar=say(phrase("FOLDER")), type=Path, help=say(part))
    _add_publishing(parser, say)
    parser.set_defaults(run=_build)


def add_assemble(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the arguments of ``assemble``."""
    parts = phrase("what handbook build --part has written, a folder for each")
    parser.add_argument("folder", nargs="+", metavar=say(phrase("FOLDER")), type=Path, help=say(parts))
    _add_outputs(parser, say)
    _add_publishing(parser, say)
    parser.set_defaults(run=_assemble, language=None)


def _add_publishing(parser: argparse.ArgumentParser, say: Say) -> None:
    events = phrase("for programs: an event in JSON on each line, as it happens")
    parser.add_argument("--json", action="store_true", help=say(events))
    add_signing(parser, say)
    add_patience(parser, say)


def add_plan(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the arguments of ``plan``."""
    _add_what(parser, say)
    parser.add_argument("--json", action="store_true", help=say(phrase("for programs")))
    add_patience(parser, say)
    parser.set_defaults(run=_plan)


def _add_what(parser: argparse.ArgumentParser, say: Say) -> None:
    language = phrase("only this language (may be repeated)")
    parser.add_argument("--language", action="append", metavar=say(phrase("LANG")), help=say(language))
    _add_outputs(parser, say)


def _add_outputs(parser: argparse.ArgumentParser, say: Say) -> None:
    output = phrase("only this output (may be repeated)")
    parser.add_argument("--output", action="append", choices=OUTPUTS, help=say(output))
    incomplete = phrase("show the source text where a translation is missing")
    parser.add_argument("--allow-incomplete", action="store_true", help=say(incomplete))


def _add_cluster(parser: argparse.ArgumentParser, say: Say) -> None:
    scheduler = phrase("have chapters laid out by the workers of this scheduler of Dask, like tcp://host:8786")
    parser.add_argument(
        "--scheduler", type=partial(_address, say=say), metavar=say(phrase("ADDRESS")), help=say(scheduler)
    )
    or_here = phrase("lay out here what the workers of --scheduler cannot")
    parser.add_argument("--or-here", action="store_true", help=say(or_here))


def _address(text: str, say: Say) -> str:
    if not re.fullmatch(r"(tcp|tls)://[^\s/]+:[0-9]{1,5}", text):
        message = phrase("invalid address: “{text}”; a scheduler is at tcp://host:port or tls://host:port", text=text)
        raise argparse.ArgumentTypeError(say(message))
    return text


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
            scheduler=getattr(options, "scheduler", None),
            or_here=getattr(options, "or_here", False),
        )
    print(spoken(message, translate), file=sys.stderr)
    return None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Outcome:
    """What a request has come to: it was ``published`` or ``built``, or is ``unchanged``.

    `places` are the folders where it is; `proofs` the facts that are proven, and required.
    """

    event: str
    places: Sequence[str]
    proofs: tuple[int, int]


# Does what is asked for. Returns notices, and what has become of it.
_Work = Callable[[Project, Request, argparse.Namespace, Translate], tuple[list[Finding], _Outcome]]


def _build(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    if options.part is None:
        if options.language == [PSEUDO]:
            return build_pseudo_edition(project, options, translate)
        return _do(_built, project, options, translate)
    if options.sign is not None:
        message = phrase("handbook: a part is not published, so nobody signs it; sign what handbook assemble publishes")
        print(spoken(message, translate), file=sys.stderr)
        return MISUSE
    return _do(_built_part, project, options, translate)


def _assemble(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    return _do(_assembled, project, options, translate)


def _do(work: _Work, project: Project, options: argparse.Namespace, translate: Translate) -> int:
    start = time.perf_counter()
    request = _request(project, options, translate)
    if request is None:
        return MISUSE
    if request.scheduler and not find_spec("distributed"):
        message = phrase("handbook: --scheduler needs Dask: pip install '.[cluster]'")
        print(spoken(message, translate), file=sys.stderr)
        return MISUSE
    try:
        notices, outcome = work(project, request, options, translate)
    except HandbookError as error:
        if not options.json:
            raise
        tell_findings("finding", error.findings, translate)
        return FINDINGS
    if options.json:
        tell_findings("notice", notices, translate)
        proven, required = outcome.proofs
        seconds = round(time.perf_counter() - start, 3)
        tell_event(outcome.event, places=outcome.places, proven=proven, required=required, seconds=seconds)
    else:
        tell_notices(notices, translate)
        print(spoken(_in_words(outcome, time.perf_counter() - start), translate))
    return CLEAN


def _built(
    project: Project, request: Request, options: argparse.Namespace, translate: Translate
) -> tuple[list[Finding], _Outcome]:
    """Build what is asked for, if anything of it is stale."""
    waiting = patience(options, translate)
    early: list[Finding] = []
    if not request.force and request.key is None:
        from handbook.build.stale import standing

        record, stale, early = standing(project, request, waiting)
        if record and not stale:
            unchanged = _Outcome(event="unchanged", places=_folders(request), proofs=record.proofs)
            return [*early, *record.notices], unchanged
    from handbook.build.pipeline import build

    with showing(translate, is_json=options.json) as progress:
        done = build(project, replace(request, progress=progress), waiting)
    published = _Outcome(event="published", places=_folders(request), proofs=counts(done.proofs))
    return [*early, *done.notices], published


def _built_part(
    project: Project, request: Request, options: argparse.Namespace, translate: Translate
) -> tuple[list[Finding], _Outcome]:
    """Build a part into its folder."""
    from handbook.build.joining import build_part

    with showing(translate, is_json=options.json) as progress:
        shown = replace(request, progress=progress)
        done = build_part(project, shown, options.part, patience(options, translate))
    return done.notices, _Outcome(event="built", places=[str(options.part)], proofs=counts(done.proofs))


def _assembled(
    project: Project, request: Request, options: argparse.Namespace, translate: Translate
) -> tuple[list[Finding], _Outcome]:
    """Join parts, and publish the whole."""
    from handbook.build.joining import assemble

    with showing(translate, is_json=options.json) as progress:
        shown = replace(request, progress=progress)
        done = assemble(project, shown, options.folder, patience(options, translate))
    return done.notices, _Outcome(event="published", places=_folders(request), proofs=counts(done.proofs))


def _in_words(outcome: _Outcome, seconds: float) -> Phrase:
    places = phrase("{first} and {second}", first=outcome.places[0], second=outcome.places[-1])
    values: dict[str, object] = {
        "places": places if outcome.places[1:] else outcome.places[0],
        "proofs": summary(*outcome.proofs),
    }
    if outcome.event == "unchanged":
        return phrase("{places}: nothing has changed since the last build, {proofs}", **values)
    tenths = round(seconds * 10)
    values |= {"seconds": tenths // 10, "tenths": tenths % 10}
    if outcome.event == "built":
        return phrase("Built {places}: {proofs}, {seconds}.{tenths} s", **values)
    return phrase("Published {places}: {proofs}, {seconds}.{tenths} s", **values)


def _plan(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.build.stale import outlook

    request = _request(project, options, translate)
    if request is None:
        return MISUSE
    ahead = outlook(project, request, patience(options, translate))
    tell_notices(ahead.notices, translate)
    if options.json:
        reasons = [
            {"input": reason.input, "message": spoken(reason.message, translate), "again": ahead.again(reason)}
            for reason in ahead.reasons
        ]
        parts = [
            {"language": language, "outputs": request.outputs, "stale": language in ahead.languages}
            for language in request.languages
        ]
        data = {"stale": bool(reasons), "reasons": reasons, "parts": parts}
        print(json.dumps(data, indent=1, ensure_ascii=False))
    elif ahead.reasons:
        print("\n".join(spoken(_reason(reason, ahead.again(reason)), translate) for reason in ahead.reasons))
    else:
        print(spoken(phrase("nothing is stale: readers get what would be built"), translate))
    return CLEAN


def _reason(reason: "Reason", again: Sequence[str] | str | None) -> Phrase:
    """Return the line on an input: what is the matter with it, and what is made again of it, as far as is known."""
    line = phrase("{input}: {message}", input=reason.input, message=reason.message)
    if again is None:
        return line
    if isinstance(again, str):
        return phrase("{line}; everything is made again", line=line)
    pages = ", ".join(again)
    return phrase("{line}; made again: {pages}, and more only where that is shown elsewhere", line=line, pages=pages)


def _folders(request: Request) -> list[str]:
    return [f"build/{place}" for place in request.places]
