"""What of a message is prose: the words a reader gets, as the parser read them, each with its place in the message."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Any

from markdown_it.token import Token

from handbook.catalogs.message_structure import DATA_ROLES, POINTERS, TEXT_ROLES, inline_tokens, title_and_target
from handbook.catalogs.places import Place
from handbook.facts.model import NameForm
from handbook.texts.text_files import VEIL

# In plain words: an address, of which Markdown makes no link, and a place for a value, in our own strings.
_NO_PROSE = re.compile(
    r"(?:https?://|www\.)[^\s)»]*[^\s)».,;:!?]|[\w.+-]{1,64}@[\w-]+\.[\w.-]+|\{[\w.]*\}|%\([a-z_]{1,40}\)s"
)
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
# A word, with what apostrophes and hyphens join to it; a unit of area is none.
WORD = re.compile(r"[^\W\d_²³]+(?:[-’'][^\W\d_²³]+)*")
# What to put in place of the characters from a start to an end.
Edit = tuple[int, int, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Prose:
    """The words of a message, with VEIL for what is none.

    `places` say, for each character of `text`, from where to where it stands in the message; None for what stands there
    in another form, like the name that a role reads out. The first `length` characters are the sentence; behind it
    stand the titles of links and pictures. `titles` are the emphasised parts, by start and end in `text`, `links` those
    that lead somewhere; `bold` counts the parts in bold type.
    """

    text: str
    places: tuple[Place | None, ...]
    length: int
    titles: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[int, int], ...] = ()
    bold: int = 0

    @property
    def sentence(self) -> str:
        """The sentence with single spaces, without what a reader meets beside it."""
        return _SPACES.sub(" ", self.text[: self.length]).strip()

    @property
    def words(self) -> str:
        """The text with single spaces."""
        return _SPACES.sub(" ", self.text).strip()

    @property
    def without_titles(self) -> str:
        """The words but for those in *emphasis*, where the title of a work in another language stands."""
        pieces = [
            self.text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *self.titles, (len(self.text), 0)])
        ]
        return _SPACES.sub(" ", f" {VEIL} ".join(pieces)).strip()

    def own(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """Yield the edits that touch what is written in the message itself."""
        yield from (edit for edit in edits if any(self.places[edit[0] : edit[1]]))

    def located(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """Yield the edits with their places in the message: those that change no markup along the way."""
        for start, end, replacement in edits:
            places = self.places[start:end]
            if all(places) and all(a and b and a[1] == b[0] for a, b in pairwise(places)):
                first, last = places[0], places[-1]
                if first and last:
                    yield first[0], last[1], replacement


@dataclass(slots=True)
class _Writer:
    """Gathers the prose of a message while its tokens are walked."""

    message: str
    names: Mapping[str, NameForm]
    text: list[str] = field(default_factory=list)
    places: list[Place | None] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    asides: list[tuple[str, int]] = field(default_factory=list)
    bold: int = 0

    def say(self, words: str, places: Sequence[Place | None] | None = None) -> None:
        self.text += words
        self.places += [None] * len(words) if places is None else places

    def written(self, words: str, start: int) -> None:
        """Say words that stand in the message as they are, from `start` on if at all."""
        at = self.message.find(words, start)
        self.say(words, [(at + n, at + n + 1) for n in range(len(words))] if at >= 0 else None)


def prose(message: str, references: Mapping[str, Any], names: Mapping[str, NameForm] | None = None) -> Prose:
    """Return the words of a message; `references` are the link definitions of its page.

    The role ``{name}`` reads out what `names` has for its key, and is veiled where that has nothing.
    """
    writer = _Writer(message, names or {})
    _walk(inline_tokens(message, references), writer, len(message) - len(message.lstrip()))
    length = len(writer.text)
    for words, start in filter(itemgetter(0), writer.asides):
        writer.say(VEIL)
        writer.written(words, start)
    return Prose(
        text="".join(writer.text),
        places=tuple(writer.places),
        length=length,
        titles=tuple(writer.titles),
        links=tuple(writer.links),
        bold=writer.bold,
    )


def _walk(tokens: Iterable[Token], writer: _Writer, base: int) -> None:
    emphasis: list[int] = []
    links: list[Token] = []
    starts: list[int] = []
    for token in tokens:
        at = base + token.meta.get("at", 0)
        match token.type:
            case "inline":
                _walk(token.children or (), writer, base)
            case "text" if not (links and links[-1].markup == "autolink"):
                _say_text(token, writer, base)
            case "softbreak" | "hardbreak":
                writer.say(" ")
            case "strong_open":
                writer.bold += 1
            case "em_open":
                emphasis.append(len(writer.text))
            case "em_close":
                writer.titles.append((emphasis.pop(), len(writer.text)))
            case "link_open":
                links.append(token)
                starts.append(len(writer.text))
            case "link_close":
                writer.links.append((starts.pop(), len(writer.text)))
                writer.asides.append((str(links.pop().attrs.get("title", "")), at))
            case "image":
                _walk(token.children or (), writer, at + 2)
                writer.asides.append((str(token.attrs.get("title", "")), at + len(token.content)))
            case "myst_role":
                _say_role(token.meta["name"], token.content, writer, at)
            case _ if not token.nesting:
                writer.say(VEIL)


def _say_text(token: Token, writer: _Writer, base: int) -> None:
    places = [(base + start, base + end) for start, end in token.meta["places"]]
    last = 0
    for match in _NO_PROSE.finditer(token.content):
        writer.say(token.content[last : match.start()], places[last : match.start()])
        writer.say(VEIL)
        last = match.end()
    writer.say(token.content[last:], places[last:])


def _say_role(name: str, content: str, writer: _Writer, at: int) -> None:
    begin = at + len(name) + 2  # behind {name}
    explicit = None if name in DATA_ROLES | TEXT_ROLES else title_and_target(content)
    if name == "name":
        key, _, style = content.partition(".")
        form = writer.names.get(key)
        writer.say(form.styled(style) if form else VEIL)
    elif name in DATA_ROLES or (name in POINTERS and not explicit):
        writer.say(VEIL)
    elif explicit:
        start = len(writer.text)
        writer.written(explicit[0].removeprefix("!").lstrip(), begin)
        writer.links.append((start, len(writer.text)))
    elif name in TEXT_ROLES:
        writer.written(content, begin)
    else:  # the word itself, which is that of the source
        writer.say(content)
