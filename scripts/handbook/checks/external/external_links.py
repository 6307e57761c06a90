"""What is said of the addresses outside the handbook: reached, moved or gone, since when (``links.json``), for whom."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any

from handbook.catalogs.writer import put
from handbook.checks.external.ask import GONE, MOVED, REACHED, REFUSED, UNSURE, Answer, Manners, ask_all
from handbook.checks.external.cited import Mention, outside_addresses
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import Phrase, phrase
from handbook.project.project import Project
from handbook.texts.text_files import read_text

NAME = "links.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """The state of an address, the day on which it was first seen in it, and where it has moved to."""

    state: str
    since: str
    to: str | None = None


def read_record(project: Project) -> Mapping[str, Standing]:
    """Return what is known of each address; nothing where nobody has asked. Raises HandbookError where it is broken."""
    path = project.root / NAME
    if not path.is_file():
        return {}
    try:
        data: Any = json.loads(read_text(path, project.root))
        record = {address: Standing(**table) for address, table in data.items()}
        for standing in record.values():
            date.fromisoformat(standing.since)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        message = phrase("the days of the addresses cannot be read; restore the file from git, or remove it")
        raise HandbookError([Finding(path=NAME, line=line, message=message, rule="links")]) from None
    return record


def updated(record: Mapping[str, Standing], answers: Mapping[str, Answer], today: date) -> dict[str, Standing]:
    """Return the record of the addresses that were asked for; the day stays while the state does."""
    after = {}
    for address in sorted(answers):
        answer, before = answers[address], record.get(address)
        is_same = before is not None and (before.state, before.to) == (answer.state, answer.to)
        since = before.since if before and is_same else today.isoformat()
        after[address] = Standing(state=answer.state, since=since, to=answer.to)
    return after


def write_record(project: Project, record: Mapping[str, Standing]) -> None:
    """Write the record, a line for each address, where it has changed."""
    lines = (f"{json.dumps(address)}: {json.dumps(_table(standing))}" for address, standing in record.items())
    put(project.root / NAME, ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def _table(standing: Standing) -> dict[str, str]:
    return {key: value for key, value in asdict(standing).items() if value is not None}


# The rule of addresses that nothing is wrong with, and those of addresses that readers cannot follow.
REACHED_RULE = f"link-{REACHED}"
LOST = frozenset((f"link-{GONE}", f"link-{REFUSED}"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Reached:
    """What is said of each address, for each language; and how many addresses are in each state."""

    findings: list[Finding]
    counts: Mapping[str, int]


def manners_of(project: Project) -> Manners:
    """Return how the web is asked for a handbook: in the name of the program, and of where the handbook stands."""
    home = project.base_url or project.repository_url
    return Manners(agent=f"handbook-links (+{home})" if home else "handbook-links")


def check_outside_links(project: Project, manners: Manners, today: date) -> Reached:
    """Ask the web for every address outside the handbook, and note since when each is what it is.

    Raises HandbookError, with nothing noted, where no machine answers: then it is this one that reaches nobody.
    """
    record = read_record(project)
    mentions = outside_addresses(project, load_registry(project))
    answers = ask_all((mention.address for mention in mentions), manners)
    if answers and not any(answer.was_heard or answer.state == REFUSED for answer in answers.values()):
        message = phrase(
            "none of the addresses outside the handbook is reached ({count}); see whether this machine is "
            "online, and try again",
            count=len(answers),
        )
        raise HandbookError([Finding(path="source", line=1, message=message, rule="links")])
    record = updated(record, answers, today)
    write_record(project, record)
    states = [answer.state for answer in answers.values()]
    counts = {state: states.count(state) for state in (REACHED, MOVED, GONE, UNSURE, REFUSED)}
    return Reached(findings=_findings(mentions, answers, record), counts=counts)


def summary(counts: Mapping[str, int]) -> Phrase:
    """Return how many addresses are in each state, in one line."""
    return phrase(
        "Addresses outside the handbook: {all}. Reached: {reached}, moved: {moved}, gone: {gone}, without an answer "
        "that tells: {unsure}, not asked: {refused}",
        all=sum(counts.values()),
        **counts,
    )


def _findings(
    mentions: Iterable[Mention], answers: Mapping[str, Answer], record: Mapping[str, Standing]
) -> list[Finding]:
    """Return a finding for each address and language, at the first place that names it."""
    findings = []
    for (address, _), group in groupby(mentions, lambda mention: (mention.address, mention.language)):
        first, *more = group
        answer, standing = answers[address], record[address]
        archive = next((mention.archive for mention in (first, *more) if mention.archive), None)
        message = _message(first, answer, standing.since, archive)
        if more:
            message = phrase("{message} (more places: {count})", message=message, count=len(more))
        findings.append(Finding(path=first.path, line=first.line, message=message, rule=f"link-{answer.state}"))
    return sorted(findings)


def _message(mention: Mention, answer: Answer, since: str, archive: str | None) -> Phrase:
    message = {
        REACHED: phrase("{address} ({language}): reached, since {day}"),
        MOVED: phrase("{address} ({language}): moved to {to}, since {day}; write that address"),
        GONE: phrase("{address} ({language}): gone, since {day}: {reason}; find where the page is now, or its copy"),
        UNSURE: phrase("{address} ({language}): no answer that tells, since {day}: {reason}; open it in a browser"),
        REFUSED: phrase("{address} ({language}): not asked, since {day}: {reason}; remove the link"),
    }[answer.state]
    if archive and answer.state == GONE:
        message = phrase("{address} ({language}): gone, since {day}: {reason}; an archive has a copy: {archive}")
    return message.format(
        address=mention.address,
        language=mention.language,
        day=since,
        to=answer.to,
        reason=answer.reason,
        archive=archive,
    )
