"""Links that a line cannot show whole: their words go on over a line end, or hold code."""

import re
from collections.abc import Callable, Container

from handbook.importing.template_tags import plain_address

# The words of a link, not of a picture, and what stands between its brackets.
_LINK = re.compile(r"(?<![!\\`])\[([^\]\[]++)\]\(([^()\n]++)\)")
_TARGET = re.compile(r"<?([^()\s<>]+)>?(?:\s+\"[^\"]*\")?")
_CODE = re.compile(r"(`++)(?:[^`\n]++|\n(?!\s*\n))++\1(?!`)")
_BLANK = re.compile(r"\n\s*\n")


def without_dead_links(
    lines: list[str], verbatim_lines: Callable[[], Container[int]], leads: Callable[[str], bool]
) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the lines without such links to nowhere, whose words stay; and the line (from 0 on) and target of each."""
    text = "\n".join(lines)
    if not any(_is_long(link) for link in _LINK.finditer(text)):
        return lines, []
    verbatim = verbatim_lines()
    code = [(span.start(), span.end()) for span in _CODE.finditer(text)]
    dead: list[tuple[int, str]] = []

    def words(link: re.Match[str]) -> str:
        if not _is_long(link):
            return link[0]
        number = text.count("\n", 0, link.start())
        is_code = number in verbatim or any(
            begin < at < end for begin, end in code for at in (link.start(), link.end(1))
        )
        target = _TARGET.fullmatch(plain_address(link[2]))
        if is_code or not target or _BLANK.search(link[1]) or leads(target[1]):
            return link[0]
        dead.append((number, target[1]))
        return link[1]

    return _LINK.sub(words, text).split("\n"), dead


def _is_long(link: re.Match[str]) -> bool:
    return "\n" in link[1] or "`" in link[1]
