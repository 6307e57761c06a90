"""Shows how far a build is: bars on a terminal, a line per stage elsewhere, and lines of JSON for programs."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, Translate, phrase, spoken
from handbook.machine.progress import Advance, Progress, Stage

_WORDS: Mapping[Stage, Phrase] = {
    Stage.LOAD: phrase("reading facts and translations"),
    Stage.READ: phrase("reading pages"),
    Stage.WRITE: phrase("writing pages"),
    Stage.PRINT: phrase("laying out PDFs"),
    Stage.CHECK: phrase("checking what readers get"),
    Stage.PUBLISH: phrase("publishing"),
}


def tell_event(event: str, **values: Any) -> None:
    """Print an event for programs: one line of JSON, at once."""
    print(json.dumps({"event": event, **values}, ensure_ascii=False), flush=True)


def tell_findings(event: str, findings: Iterable[Finding], translate: Translate) -> None:
    """Print an event for each finding."""
    for finding in findings:
        tell_event(event, **{**asdict(finding), "message": spoken(finding.message, translate)})


@contextmanager
def showing(translate: Translate, *, is_json: bool) -> Iterator[Progress]:
    """Give what shows each step: bars on stderr where that is a terminal, else lines on stdout, of JSON if asked."""
    if is_json:
        yield lambda step: tell_event("step", **asdict(step))
    elif sys.stderr.isatty():
        with _bars(translate) as progress:
            yield progress
    else:
        yield _lines(translate)


def _words(step: Advance, translate: Translate) -> str:
    words = _WORDS[step.stage]
    of_language = phrase("{language}: {words}", language=step.language, words=words)
    return spoken(of_language if step.language else words, translate)


def _lines(translate: Translate) -> Progress:
    begun: set[tuple[Stage, str | None]] = {
        (Stage.LOAD, None)
    }  # where what was written has faults, they are all that is said

    def show(step: Advance) -> None:
        stage = step.stage, step.language
        if stage not in begun:
            begun.add(stage)
            print(_words(step, translate), flush=True)

    return show


@contextmanager
def _bars(translate: Translate) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    # Without a thread that draws: processes are forked meanwhile, and a lock that it holds would be copied held.
    count = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    bars = Bars(SpinnerColumn(), *count, console=console, auto_refresh=False, transient=True, redirect_stderr=False)
    tasks: dict[tuple[Stage, str | None], Any] = {}

    def show(step: Advance) -> None:
        stage = step.stage, step.language
        if stage not in tasks:
            bars.start()
            for (_, language), task in tasks.items():
                if step.language in (None, language) or language is None:
                    bars.stop_task(task)
                    bars.update(task, visible=False)
            tasks[stage] = bars.add_task(_words(step, translate), total=step.total or None)
        bars.update(tasks[stage], completed=step.done, total=step.total or None)
        bars.refresh()

    try:
        yield show
    finally:
        bars.stop()
