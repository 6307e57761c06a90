"""Rules across a page (``---``) as docutils allows them: between two texts, one at a time."""

import re
from collections.abc import Iterator, Sequence

_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,}|:{3,})")


# What readers do not see where it stands: definitions, comments, and what goes on from a line of these.
_ELSEWHERE = re.compile(r" {0,3}(?:\[[^\]]+\]:|%)|[ \t]{2,}")


def lines_apart(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines without each rule that follows a heading or another rule, or after which nothing comes."""
    fence, is_after_text = "", False
    waiting: list[str] = []  # a rule, and what follows it that is no text
    for line in lines:
        if not fence and _RULE.fullmatch(line):
            if is_after_text and not waiting:
                waiting = [line, ""]
            continue
        if waiting and (not line.strip() or _ELSEWHERE.match(line)):
            waiting.append(line)
            continue
        yield from (*waiting, line)
        waiting = []
        if opening := _FENCE.match(line):
            fence = "" if fence and line.strip() == fence else fence or opening[1]
        if line.strip():
            is_after_text = bool(fence) or not _HEADING.match(line)
    yield from waiting[1:]
