"""Findings as a person, a program or GitHub reads them."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace

from handbook.findings.finding import Finding
from handbook.findings.phrase import Translate, phrase, spoken

# Findings of one rule in one file that are shown, and how many of more.
_MANY, _FIRST = 100, 10


def _text(findings: list[Finding]) -> str:
    return "\n".join(map(str, findings))


def _summed_up(findings: list[Finding]) -> list[Finding]:
    """Return what a person can read: of very much that one rule says of one file, the beginning and how much more."""
    counts = Counter((finding.path, finding.rule) for finding in findings)
    seen: Counter[tuple[str, str]] = Counter()
    shown = []
    for finding in findings:
        kind = finding.path, finding.rule
        seen[kind] += 1
        if counts[kind] <= _MANY or seen[kind] <= _FIRST:
            shown.append(finding)
        elif seen[kind] == _FIRST + 1:
            message = phrase("and {count} more like these in this file", count=counts[kind] - _FIRST)
            shown.append(replace(finding, message=message))
    return shown


def _json(findings: list[Finding]) -> str:
    return json.dumps([asdict(finding) for finding in findings], indent=1, ensure_ascii=False)


def _github(findings: list[Finding]) -> str:
    """Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    return "\n".join(
        f"::error file={_escape(f.path, ',:')},line={f.line},title={_escape(f.rule, ',:')}::{_escape(f.message)}"
        for f in findings
    )


def _escape(text: str, more: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)


FORMATS = {"text": _text, "json": _json, "github": _github}


def report(findings: Iterable[Finding], form: str, translate: Translate = str) -> str:
    """Return `findings` in one of FORMATS, as `translate` says them; the empty text when there is nothing to say."""
    if form == "text":
        findings = _summed_up(list(findings))
    return FORMATS[form]([replace(finding, message=spoken(finding.message, translate)) for finding in findings])
