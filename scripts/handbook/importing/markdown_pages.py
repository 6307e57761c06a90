"""Turns a page of Markdown as others write it into one of a handbook; what it cannot keep is named with its line."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.html.defs import tags
from markdown_it import MarkdownIt

from handbook.findings.phrase import Phrase, phrase
from handbook.importing.long_links import without_dead_links
from handbook.importing.template_tags import plain, with_boxes
from handbook.sphinx.heading_levels import written_levels
from handbook.sphinx.wall.limits import ADMONITIONS, DIRECTIVES, FRONT_MATTER, META
from handbook.texts.links import link_fault
from handbook.texts.markdown import has_settings
from handbook.texts.text_files import visible

# Where a link of a page leads by now: to an address, or to nothing.
Relink = Callable[[str], str | None]

_KEY, _SWITCH = re.compile(r"([A-Za-z][\w-]*):(?:\s+(.*))?"), re.compile(r"true|false|\d{1,2}")
_ABOUT = {"title", *META, *FRONT_MATTER}
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,}|:{3,})\s*(?:\{([\w:-]+)\})?")
_CODE = re.compile(r"(`++)[^`]++\1(?!`)")
_LINK = re.compile(r'(!?)\[([^\]\[]*)\]\(<?([^()\s<>]+)>?(\s+"[^"]*")?\)')
# What defines the address of a link, and not a footnote (``[^1]: …``), nor a paragraph that begins like one.
_DEFINITION = re.compile(r"( {0,3}\[(?!\^)[^\]\[]+\]:\s+)<?([^\s<>]+)>?(\s*|\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\))\s*)")
_IMAGE = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"', re.IGNORECASE)
_TAG = re.compile(r"(?<!\]\()</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>")
# A tag whose end is on a line below, and how many lines below at most.
_OPENED, _ENDS, _MOST_LINES = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?$"), re.compile(r"[<>]|^\s*$"), 20
_NOWHERE = re.compile(r"(?<!!)\[([^\]\[]+)\]\(\s*\)")
_COMMENT = re.compile(r"<!--(?:(?!-->|<!--).)*+-->")
_LIQUID = re.compile(r"\{%-?\s*comment\s*-?%\}(?:(?!\{%).)*+\{%-?\s*endcomment\s*-?%\}")
_ALERT = re.compile(r"\s*>\s*\[![A-Z]+\]\s*")
_TEMPLATE = re.compile(r"\{\{[^{}]*+\}\}|\{%[^{}%]*+%\}")
# A heading with a name of its own behind it, as Jekyll (kramdown), Hugo and Pandoc have it: `## Leave {#leave}`.
_NAMED = re.compile(r"^( {0,3}#{1,6} [^{}]*[^{}\s]) ?\{:? ?#+([\w.()-]+) ?\}\s*$")
# The end of a link whose words begin on the line before, or are code.
_LINK_END = re.compile(r'^([^\]\[]*\]\()<?([^()\s<>]+)>?((?:\s+"[^"]*")?\))')


@dataclass(slots=True)
class ImportedPage:
    """A page on its way: its lines by now, what was done to which line, and the names that headings were given."""

    lines: list[str] = field(default_factory=list)
    given: set[str] = field(default_factory=set)
    notes: list[tuple[int, Phrase]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing below its title."""
        text = (line for line in self.lines if line.strip() and not line.startswith(("%", "# ")))
        return next(text, None) is None

    def note(self, line: int, message: Phrase) -> None:
        self.notes.append((line, message))


def imported(text: str, name: str, relink: Relink) -> ImportedPage:
    """Return the page of a handbook that `text` becomes; `name` is its title where it has none."""
    page = ImportedPage()
    about, body, first = _front_matter(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), page)
    body = _boxed(_seen(body, first, page), first, page)
    body = _without_dead_links(_without_long_tags(body, first, page), first, page, relink)
    lines = list(_lines(body, first, page, relink))
    title = _prose(str(about.get("title", "")), 1, page, relink)
    page.lines = [*_about(about), *_with_title(lines, title, name)]
    return page


def _front_matter(lines: list[str], page: ImportedPage) -> tuple[Mapping[str, str], list[str], int]:
    """Return what stands above a page in one line each, its lines without that, and the number of the first of them."""
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end or not has_settings("\n".join(lines)):
        return {}, lines, 1
    keys = [match for line in lines[1:end] if (match := _KEY.fullmatch(line))]
    about = {match[1]: (match[2] or "").strip().strip("\"'") for match in keys}
    usable = {key: value for key, value in about.items() if key in _ABOUT and value}
    if left := sorted(about.keys() - usable.keys()):
        page.note(1, phrase("left out of what stands above the page: {keys}", keys=", ".join(left)))
    return usable, lines[end + 1 :], end + 2


def _about(about: Mapping[str, str]) -> list[str]:
    switches = [f"{key}: {about[key]}" for key in sorted(FRONT_MATTER & about.keys()) if _SWITCH.fullmatch(about[key])]
    metas = [f"    {key}: {json.dumps(about[key], ensure_ascii=False)}" for key in sorted(META & about.keys())]
    lines = [*switches, *(["myst:", "  html_meta:", *metas] if metas else [])]
    return ["---", *lines, "---", ""] if lines else []


def _lines(lines: list[str], first: int, page: ImportedPage, relink: Relink) -> Iterator[str]:
    """Yield the lines of the page; comments become lines that begin with %."""
    fence, shown_fence, is_comment = "", "", False
    boxes: list[str] = []
    verbatim = _verbatim(lines, first)
    for number, line in enumerate(lines, first):
        if is_comment:
            end, mark, rest = line.partition("-->")
            is_comment = not mark
            yield f"% {end.strip()}".rstrip()
            if rest.strip():
                yield _prose(rest, number, page, relink)
        elif fence:
            is_end = line.strip().startswith(fence) and not line.strip().strip(fence[0])
            yield line.replace(line.strip(), shown_fence) if is_end else line
            fence = "" if is_end else fence
        elif boxes and line.strip() == boxes[-1]:
            yield boxes.pop()
        elif opening := _FENCE.match(line):
            directive = opening[2]
            if directive in ADMONITIONS:
                boxes.append(opening[1])
            elif directive or opening[1][0] != ":":
                fence = shown_fence = opening[1]
            if directive and directive not in DIRECTIVES:
                page.note(number, phrase("{name} is no box of a handbook; shown as code", name=f"{{{directive}}}"))
                shown_fence = "`" * len(fence)
                yield line.replace(line.strip(), shown_fence)
            else:
                yield line
        elif line.lstrip().startswith("<!--") and "-->" not in line and number not in verbatim:
            is_comment = True
            page.note(number, phrase("a comment is kept, for editors alone: it begins with %"))
            yield f"% {line.strip().removeprefix('<!--').strip()}".rstrip()
        else:
            yield line if number in verbatim else _prose(line, number, page, relink)


def _verbatim(lines: list[str], first: int, least: int = 1) -> set[int]:
    """Return the numbers of lines that are code in a list or a quotation, or by their indentation.

    Those between fences count from a level on: `least` is 0 for a page itself, 1 for what a list or a quotation holds.
    """
    tokens = MarkdownIt("commonmark").parse("\n".join(lines))
    code = [token for token in tokens if token.type == "code_block" or (token.type == "fence" and token.level >= least)]
    maps = [token.map for token in code if token.map and not token.info.startswith("{")]
    return {first + line for begin, end in maps for line in range(begin, end)}


def _seen(lines: list[str], first: int, page: ImportedPage) -> list[str]:
    """Return the lines without characters that nobody sees."""
    seen = [visible(line) for line in lines]
    for number, (line, before) in enumerate(zip(seen, lines, strict=True), first):
        if line != before:
            page.note(number, phrase("characters that nobody sees are taken out"))
    return seen


def _boxed(lines: list[str], first: int, page: ImportedPage) -> list[str]:
    """Return the lines with boxes in place of the tags that make them elsewhere."""
    if not any("{%" in line for line in lines):
        return lines
    boxed, notes = with_boxes(lines, _verbatim(lines, 0, 0))
    for number, message in notes:
        page.note(first + number, message)
    return boxed


def _without_margins(lines: list[str]) -> list[str]:
    """Return the lines, those of blocks of HTML from their first letter on: without their tags they would be code."""
    tokens = [token for token in MarkdownIt("commonmark").parse("\n".join(lines)) if token.type == "html_block"]
    blocks = [token.map for token in tokens if token.map and "```" not in token.content and "<!--" not in token.content]
    margins = {line for begin, end in blocks for line in range(begin, end)}
    return [line.lstrip() if number in margins else line for number, line in enumerate(lines)]


def _without_long_tags(lines: list[str], first: int, page: ImportedPage) -> list[str]:
    """Return the lines without the HTML tags that go on over several of them: to the end of the paragraph at most."""
    kept = _without_margins(lines)
    opened = [(number, match) for number, line in enumerate(kept) if (match := _OPENED.search(line))]
    verbatim = _verbatim(lines, 0, 0) if opened else set()
    for number, match in opened:
        end = next(
            (below for below in range(number + 1, min(number + _MOST_LINES, len(lines))) if _ENDS.search(lines[below])),
            number,
        )
        is_whole = number < end and re.match(r"[^<>]*>", lines[end])
        if is_whole and number not in verbatim and match[1].lower() in tags:
            page.note(first + number, phrase("HTML is taken out: {tag}", tag=match[0].strip()[:40]))
            kept[number] = kept[number][: match.start()].rstrip()
            kept[number + 1 : end] = [""] * (end - number - 1)
            kept[end] = lines[end].partition(">")[2].lstrip()
    return kept


def _without_dead_links(lines: list[str], first: int, page: ImportedPage, relink: Relink) -> list[str]:
    """Return the lines without the links that go on over several of them, or hold code, and lead nowhere."""

    def leads(target: str) -> bool:
        return relink(target) is not None

    kept, dead = without_dead_links(lines, lambda: _verbatim(lines, 0, 0), leads)
    for number, target in dead:
        _note_dead(page, first + number, target)
    return kept


def _note_dead(page: ImportedPage, number: int, target: str) -> None:
    page.note(
        number,
        phrase("the link to “{target}” leads out of the folder, or nowhere; its words stay", target=target[:60]),
    )


def _prose(line: str, number: int, page: ImportedPage, relink: Relink) -> str:
    """Return a line of prose; code in it stays as it is."""
    parts: list[str] = []
    at = 0
    for code in _CODE.finditer(line):
        parts += [_words(line[at : code.start()], number, page, relink), code[0]]
        at = code.end()
    return "".join([*parts, _words(line[at:], number, page, relink)])


def _words(text: str, number: int, page: ImportedPage, relink: Relink) -> str:
    text = plain(text, relink) if "{" in text else text
    for pattern, kept, message in (
        (_COMMENT, "", phrase("a comment is taken out")),
        (_LIQUID, "", phrase("a comment is taken out")),
        (_ALERT, "> ", phrase("[!NOTE] and the like make no box here; it is a quotation now")),
        (_TEMPLATE, r"`\g<0>`", phrase("{{ }} and {% %} put nothing in their place; they are shown as code")),
    ):
        text, count = pattern.subn(kept, text)
        if count:
            page.note(number, message)
    text = _IMAGE.sub(_picture, text)
    if named := _NAMED.match(text):
        page.given.add(named[2])
        text = f"({named[2]})=\n{named[1]}"

    def without(tag: re.Match[str]) -> str:
        if tag[1].lower() not in tags:
            return tag[0]
        page.note(number, phrase("HTML is taken out: {tag}", tag=tag[0][:40]))
        return ""

    def led(target: str) -> str | None:
        new = relink(target)
        if new is None:
            _note_dead(page, number, target)
        return new

    def link(match: re.Match[str]) -> str:
        new = led(match[3])
        if (
            new and not match[1] and link_fault(match[2], new)
        ):  # what says one address and leads to another, no page has
            page.note(number, phrase("the link said another address than it leads to; both stand there now"))
            return f"{match[2]} ([{urlsplit(new).hostname}]({_bracketed(new)}))"
        if match[1] and new and urlsplit(new).netloc:  # no page asks others for what it shows
            page.note(number, phrase("a picture on another site is a link now: {address}", address=new[:60]))
            return f"[{match[2] or urlsplit(new).hostname}]({new})"
        return match[2] if new is None else f"{match[1]}[{match[2]}]({_bracketed(new)}{match[4] or ''})"

    def link_end(match: re.Match[str]) -> str:
        new = relink(match[2])
        return match[0] if new is None else f"{match[1]}{_bracketed(new)}{match[3]}"

    text = _NOWHERE.sub(r"\1", _LINK.sub(link, _LINK_END.sub(link_end, _TAG.sub(without, text))))
    if definition := _DEFINITION.fullmatch(text):
        new = led(definition[2])
        return "" if new is None else f"{definition[1]}{_bracketed(new)}{definition[3]}"
    return text


def _bracketed(target: str) -> str:
    return f"<{target}>" if " " in target else target


def _picture(image: re.Match[str]) -> str:
    attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(image[1])}
    return f"![{attributes.get('alt', '')}]({attributes['src']})" if "src" in attributes else image[0]


def _with_title(lines: list[str], title: str, name: str) -> Iterator[str]:
    """Yield the lines below one title: a heading of theirs, what stands above the page, or the name of its file."""
    levels = written_levels("\n".join(lines))
    if levels[:1] != [1] or (title and levels.count(1) > 1):
        yield from (f"# {title or name}", "")
    yield from lines
