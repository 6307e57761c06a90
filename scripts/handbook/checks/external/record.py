"""Since when each address is what it is: ``links.json`` beside pyproject.toml, which is committed like a page.

It is no output: ``build/`` may be removed at any time, and the days would be lost with it. Nor is it content: it lies
outside ``source/``, so that an address that has gone makes no new edition. It changes only when an address does.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from handbook.catalogs.writer import put
from handbook.checks.external.ask import Answer
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
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
        for each in record.values():
            date.fromisoformat(each.since)
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
    lines = (f"{json.dumps(address)}: {json.dumps(_table(each))}" for address, each in record.items())
    put(project.root / NAME, ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def _table(standing: Standing) -> dict[str, str]:
    return {key: value for key, value in asdict(standing).items() if value is not None}
