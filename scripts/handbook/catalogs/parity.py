"""Parity of a msgstr with its msgid: same structure, same links, pictures, roles, code and numbers, nothing of its own.

One function of (msgid, msgstr, the page's Markdown environment), so that build and translators' desk judge alike.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.catalogs.message_structure import TEXTLESS, Structure, structure
from handbook.catalogs.numbers import number_differences
from handbook.catalogs.web_pages import paired
from handbook.findings.phrase import Phrase, listed, phrase
from handbook.languages.language import NEUTRAL, LanguagePair
from handbook.languages.letters import letters
from handbook.languages.typeset import is_left_open, mistaken_quote, unpaired_quote
from handbook.texts.links import addresses_in
from handbook.texts.text_files import unseen

# A text without any of these is one run of plain words, in Markdown as in MyST, wherever it stands in a paragraph.
_MARKUP = re.compile(r"[`*_\[\]<>{}\\&!|~$^:#=\n]|https?|www|@|--|\+\+|%|^\s*(?:[-+]|\d{1,9}[.)])(?:\s|$)|^\s|\s$")
# Markup that Markdown left as it is, since nothing gives it a meaning here; elsewhere something might.
_LITERAL = re.compile(r"\{[^{}\n]{1,60}\}|\{\{|\}\}|\{%|%\}|[{}]|\$\$|\]\[|\]\(|<(?=[A-Za-z/!?])")
# The parser's work grows with the square of open brackets.
_MAX_BRACKETS = 200
# A translation that is a third of its source, or that says four times as much, is another text.
_SHORTEST, _LONGEST, _MARGIN = 3, 4, 200
_SHORT_TEXT = 30
# Tokens that stand inside a block of which a report tells already.
_INSIDE = {"inline", "list_item_open"}
# Parts that hold an address of the web, and the rule that judges such an address by itself.
_WITH_ADDRESS = frozenset(("link", "title", "address"))
TRANSLATED_LINK = "translated-link"
_NEUTRAL = LanguagePair(source=NEUTRAL, target=NEUTRAL)


def differences(
    msgid: str, msgstr: str, references: Mapping[str, Any], pair: LanguagePair = _NEUTRAL
) -> Iterator[tuple[str, str]]:
    """Yield (rule, message) for each way in which `msgstr` is no translation of `msgid`, each once.

    `references` are the page's link definitions and footnotes, as Markdown-It keeps them in its environment.
    """
    yield from dict.fromkeys(_differences(msgid, msgstr, references, pair))


def _differences(
    msgid: str, msgstr: str, references: Mapping[str, Any], pair: LanguagePair
) -> Iterator[tuple[str, str]]:
    if fault := hidden(msgid, msgstr):
        yield fault
    elif max(msgid.count("["), msgstr.count("[")) > _MAX_BRACKETS:
        message = phrase("there are more than {most} opening brackets; divide the paragraph")
        yield "nesting", message.format(most=_MAX_BRACKETS)
    elif "\n" in msgstr.strip("\n") and "\n" not in msgid:
        yield "block", phrase("the translation is divided over lines; write it as one paragraph, without \\n")
    elif _MARKUP.search(msgid) or _MARKUP.search(msgstr):
        yield from _compare_structures(msgid, msgstr, references, pair)
    else:
        yield from _compare_words(msgid, msgstr, pair, has_parts=False)


def translated_links(msgid: str, msgstr: str, references: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the addresses on the web that are others in the translation, each with what it has become."""
    if "://" not in msgid:
        return []
    here, there = structure(msgid, references), structure(msgstr, references)
    pairs = paired(here.parts.get("link", Counter()), there.parts.get("link", Counter()), _NEUTRAL)
    return [(_worded(source), _worded(target)) for source, target, _ in pairs]


def hidden(msgid: str, msgstr: str) -> tuple[str, str] | None:
    """Return (rule, message) when `msgstr` holds a character that nobody sees, and that `msgid` does not hold."""
    message = unseen(msgstr, but=msgid)
    return ("invisible", message) if message else None


def _compare_structures(
    msgid: str, msgstr: str, references: Mapping[str, Any], pair: LanguagePair
) -> Iterator[tuple[str, str]]:
    source, translation = structure(msgid, references), structure(msgstr, references)
    if source.blocks != translation.blocks:
        actual, wanted = _block_names(translation.blocks), _block_names(source.blocks)
        message = phrase(
            "the translation is read as {found} instead of {wanted}; reword it, or put \\ before the mark that opens it"
        )
        if actual == wanted:
            message = phrase(
                "the translation is read as {found}, with another content; reword it, or put \\ before its first mark"
            )
        yield "block", message.format(found=actual, wanted=wanted)
        return
    if fault := hidden(source.words, translation.words):  # written as an entity
        yield fault
        return
    here, there = _all_parts(source), _all_parts(translation)
    for kind in sorted(here.keys() | there.keys()) if here != there else ():
        yield from _compare_parts(kind, here.get(kind, Counter()), there.get(kind, Counter()), pair)
    for message in () if source.faults else translation.faults:
        yield "address", message
    yield from _compare_words(source.words, translation.words, pair, has_parts=bool(translation.parts))


def _all_parts(text: Structure) -> Mapping[str, Counter[str]]:
    """Return the parts of a text, with what its words hold of markup."""
    if not (literal := _LITERAL.findall(text.words)):
        return text.parts
    return {**text.parts, "markup": text.parts.get("markup", Counter()) + Counter(literal)}


def _compare_words(source: str, translation: str, pair: LanguagePair, *, has_parts: bool) -> Iterator[tuple[str, str]]:
    yield from _compare_length(source, translation, pair, has_parts=has_parts)
    yield from _judge_quotation(source, translation, pair)
    for message in number_differences(source, translation, pair):
        yield "number", message
    if (here := Counter(addresses_in(source))) != (there := Counter(addresses_in(translation))):
        yield from _compare_parts("address", here, there, pair)


def _judge_quotation(source: str, translation: str, pair: LanguagePair) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the quotes of a translation, unless the source has the same: then it is on purpose."""
    if mistaken_quote(translation, pair.target) is not None and mistaken_quote(source, pair.source) is None:
        yield "quotation", phrase("a quote stands in a word, where an apostrophe should; write ’")
    elif (
        unpaired_quote(translation, pair.target) is not None
        and unpaired_quote(source, pair.source) is None
        and not is_left_open(source, translation, pair)
    ):
        yield (
            "quotation",
            phrase("a quotation has a beginning or an end only; write the other mark, or remove this one"),
        )


def _compare_length(source: str, translation: str, pair: LanguagePair, *, has_parts: bool) -> Iterator[tuple[str, str]]:
    here, there = letters(source), letters(translation)
    if not has_parts and not there and not _shows_something(source, translation, pair):
        yield "empty", phrase("the translation would show nothing; write it")
    elif here > _SHORT_TEXT and there * _SHORTEST < here:
        message = phrase("the translation has {there} letters for {here}; translate all of the text")
        yield "length", message.format(here=here, there=there)
    elif there > here * _LONGEST + _MARGIN:
        message = phrase("the translation has {there} letters for {here}; say no more than the text does")
        yield "length", message.format(here=here, there=there)


def _shows_something(source: str, translation: str, pair: LanguagePair) -> bool:
    """Whether a translation without letters tells what the source tells: a number, or that there is nothing to tell."""
    is_nothing = source.strip().casefold() in pair.source.nothing
    shown = translation.replace("\u00ad", "").strip()
    return bool(shown) and (is_nothing or not letters(source) or any(map(str.isdigit, shown)))


def _compare_parts(kind: str, here: Counter[str], there: Counter[str], pair: LanguagePair) -> Iterator[tuple[str, str]]:
    """Yield what is said of the parts of one kind; an address on the web may be another in another language."""
    for source, target, is_same in paired(here, there, pair) if kind in _WITH_ADDRESS else ():
        here, there = here - Counter([source]), there - Counter([target])
        if not is_same and kind != "title":  # the link itself says so
            message = phrase(
                "{source} has become {target}; lead to the same page or to its page in this language, or allow it "
                "with a reason: {comment}"
            )
            yield (
                TRANSLATED_LINK,
                message.format(
                    source=_worded(source), target=_worded(target), comment=f"# handbook: allow {TRANSLATED_LINK} – …"
                ),
            )
    yield from _compare(kind, here, there)


def _compare(kind: str, here: Counter[str], there: Counter[str]) -> Iterator[tuple[str, str]]:
    missing, extra = (listed(map(_worded, parts.elements())) for parts in (here - there, there - here))
    if here - there:
        message = phrase("{part} is missing; put it back")
        if there - here:
            message = phrase("{part} is missing, and {extra} is not in the source; put it back")
        yield kind, message.format(part=_named(kind, missing), extra=extra)
    elif there - here:
        yield kind, phrase("{part} is not in the source; remove it").format(part=_named(kind, extra))


def _worded(value: str) -> str:
    without = value.removesuffix(TEXTLESS)
    return phrase("{value} without a text", value=without) if without != value else value


def _named(kind: str, value: str) -> Phrase:
    """Return a part with what it is called."""
    names = {
        "link": phrase("the link to {value}"),
        "title": phrase("the title of the link or picture {value}"),
        "image": phrase("the picture {value}"),
        "role": phrase("the role {value}"),
        "footnote": phrase("the footnote {value}"),
        "code": phrase("the code {value}"),
        "break": phrase("the line break"),
        "markup": phrase("the markup {value}"),
        "address": phrase("the address {value}"),
    }
    return names[kind].format(value=value)


def _block_names(blocks: tuple[str, ...]) -> Phrase:
    """Return what the blocks of a message are called, in the order in which they open."""
    names = {
        "paragraph": phrase("a paragraph"),
        "heading": phrase("a heading"),
        "bullet_list": phrase("a list"),
        "ordered_list": phrase("a numbered list"),
        "blockquote": phrase("a quotation"),
        "fence": phrase("a block of code"),
        "colon_fence": phrase("a directive"),
        "code_block": phrase("a block of code"),
        "html_block": phrase("a block of HTML"),
        "hr": phrase("a rule"),
        "table": phrase("a table"),
        "definition": phrase("a link definition"),
        "math_block": phrase("a formula"),
        "substitution_block": phrase("a value between braces"),
    }
    kinds = [block.partition(" ")[0] for block in blocks]
    opened = [kind.removesuffix("_open") for kind in kinds if kind not in _INSIDE and not kind.endswith("_close")]
    return listed(names.get(kind, kind) for kind in opened) if opened else phrase("nothing")
