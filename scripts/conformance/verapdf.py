"""Asks veraPDF whether PDFs are what they claim to be, and reads its answer."""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.tools import ConformanceError

# What veraPDF calls the standards that every published PDF claims to conform to.
FLAVOURS = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}


@dataclass(frozen=True, kw_only=True, slots=True)
class BrokenRule:
    """A rule of a standard that a file breaks: its clause and test, how often, what it asks, and the first place."""

    clause: str
    count: int
    description: str
    context: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What veraPDF says of one file and one standard."""

    path: Path
    standard: str
    passed: int
    failed: int
    broken: tuple[BrokenRule, ...]


def validate(command: Sequence[str], flavour: str, paths: Sequence[Path]) -> list[Verdict]:
    """Run veraPDF once over all files. Raises ConformanceError unless it has a verdict on each."""
    options = ("-f", flavour, "--format", "json", "--maxfailuresdisplayed", "1")
    absolute = [path.absolute() for path in paths]
    arguments = [*command, *options, *map(str, absolute)]
    try:
        answer = subprocess.run(arguments, check=False, capture_output=True, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise ConformanceError(f"veraPDF could not be started: {error}") from None
    try:
        return read_report(answer.stdout.decode("utf-8", errors="replace"), FLAVOURS[flavour], absolute)
    except ConformanceError as error:
        said = answer.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise ConformanceError("\n".join([f"{error} (exit code {answer.returncode})", *said[-5:]])) from None


def read_report(report: str, standard: str, paths: Sequence[Path]) -> list[Verdict]:
    """Return the verdicts on `paths` (absolute) from veraPDF's JSON report, in that order."""
    try:
        jobs = {Path(job["itemDetails"]["name"]): job for job in json.loads(report)["report"]["jobs"]}
        return [_verdict(jobs.get(path, {}), standard, path) for path in paths]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ConformanceError(f"veraPDF gave no report that can be read: {error!r}") from None


def _verdict(job: Mapping[str, Any], standard: str, path: Path) -> Verdict:
    results = job.get("validationResult")
    if not results:
        why = job.get("taskException", {}).get("exceptionMessage", "it did not look at it")
        raise ConformanceError(f"veraPDF has no {standard} verdict on {path}: {why}")
    details = results[0]["details"]
    verdict = Verdict(
        path=path,
        standard=standard,
        passed=details["passedChecks"],
        failed=details["failedChecks"],
        broken=tuple(_broken_rules(details["ruleSummaries"])),
    )
    if verdict.passed == 0 or results[0]["compliant"] != (verdict.failed == 0):
        figures = f"{verdict.passed} checks passed, {verdict.failed} failed, compliant: {results[0]['compliant']}"
        raise ConformanceError(f"veraPDF contradicts itself on {path}: {figures}")
    return verdict


def _broken_rules(summaries: Sequence[Mapping[str, Any]]) -> Iterator[BrokenRule]:
    for rule in summaries:
        first = (rule.get("checks") or [{}])[0]
        message = first.get("errorMessage") or rule["description"]
        yield BrokenRule(
            clause=f"{rule['clause']}-{rule['testNumber']}",
            count=rule["failedChecks"],
            description=" ".join(message.split()),
            context=first.get("context", ""),
        )
