"""Typographic quotes, apostrophes, dashes and ellipses, as a whole sentence asks for them.

Docutils looks at the parts of a sentence one by one: an apostrophe that ends a part, before a role, a link or
*emphasis*, is a closing quote to it (« d”Abri »). Here the sentence is looked at as it will be read; each part then
gets its own back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docutils import nodes
from docutils.utils import normalize_language_tag
from docutils.utils.smartquotes import educateDashesOldSchool, educateEllipses, educateQuotes, smartchars
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import is_smartquotable

# What stands in a sentence for that which is no text of it, code or a picture: a letter, like those of a word.
_WORD = "x"
# What docutils takes for its contrary: an apostrophe before a quotation (l'"ordre") and behind one ("Titanic"'s). A
# quotation begins behind a bracket; what has its mark, keeps it.
_MISTAKEN = ((re.compile(r"(?<=\w)['’](?=\"\w)"), "("), (re.compile(r"(?<=\w)\"'(?=\w)"), "”’"))
# What may have to be changed at all.
_MARK = re.compile(r"""['"]|--|\.\.\.|\. \. \.""")
# Nodes that a reader does not see in the sentence, or not as a part of it.
_BESIDE = (nodes.Invisible, nodes.footnote_reference, nodes.citation_reference, nodes.system_message, addnodes.index)
# Blocks whose spelling is to be kept.
_VERBATIM = (nodes.FixedTextElement, nodes.Special)
_SPOKEN = (
    (nodes.meta, "content"),
    (nodes.image, "alt"),
    (nodes.reference, "reftitle"),
    (nodes.abbreviation, "explanation"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SentencePart:
    """A part of a sentence: what a reader reads there, the node that holds it, and the BCP 47 tag of its language.

    There is no node where the spelling is to be kept.
    """

    text: str
    node: nodes.Text | None = None
    language: str = ""


def educate(block: nodes.TextElement, language: str) -> None:
    """Set the typographic marks in a paragraph, a title or the like; it is in `language` unless it says otherwise."""
    if not _MARK.search(block.astext()):
        return
    parts = tuple(_parts(block, language))
    for part, text in zip(parts, educated(parts), strict=True):
        if part.node is not None and text != str(part.node):
            part.node.parent.replace(part.node, nodes.Text(text))


def educated(parts: Sequence[SentencePart]) -> Iterator[str]:
    """Yield the text of each part of a sentence with its typographic marks."""
    texts = [part.text if part.node is None else educateEllipses(educateDashesOldSchool(part.text)) for part in parts]
    sentence = " " + "".join(texts)  # behind a space, as at the beginning of a line
    for pattern, shape in _MISTAKEN:
        sentence = pattern.sub(shape, sentence)
    # In English each quote is one character, so that every character keeps its place.
    shaped = educateQuotes(sentence)
    start, opened = 1, 0
    for part, text in zip(parts, texts, strict=True):
        made = []
        for at, character in enumerate(text, start):
            if part.node is None or character not in "'\"":
                made.append(character)
            else:
                mark, opened = _mark(shaped[at], shaped[at + 1 : at + 2], opened, part.language)
                made.append(mark)
        start += len(text)
        yield "".join(made)


def _mark(shape: str, behind: str, opened: int, language: str) -> tuple[str, int]:
    """Return the mark that `language` has for an English one, and how many single quotations are open after it.

    English has one mark for an apostrophe and the end of a single quotation, other languages have two: what ends none
    that has begun, or stands within a word, is an apostrophe.
    """
    tag = next((candidate for candidate in normalize_language_tag(language) if candidate in smartchars.quotes), "")
    # Where docutils knows none, quotes stay as they are.
    double_open, double_close, single_open, single_close = tuple(smartchars.quotes.get(tag, "\"\"''"))
    match shape:
        case "“":
            return double_open, opened
        case "”":
            return double_close, opened
        case "‘":
            return single_open, opened + 1
        case _ if opened and not behind.isalnum():
            return single_close, opened - 1
        case _:
            return smartchars.apostrophe if tag else "'", opened


def _parts(element: nodes.Node, language: str) -> Iterator[SentencePart]:
    for child in element.children:
        if isinstance(child, nodes.Text):
            if is_smartquotable(child):
                yield SentencePart(text=str(child), node=child, language=child.parent.get_language_code(language))
            else:
                yield SentencePart(text=_WORD * len(child))
        elif isinstance(child, nodes.raw):
            yield SentencePart(text="\n")  # how a line break is written
        elif not isinstance(child, _BESIDE):
            yield from _parts(child, language) if child.children else [SentencePart(text=_WORD)]


def spoken(document: nodes.document, app: Sphinx) -> Iterator[tuple[nodes.Element, str]]:
    """Yield what readers meet without its being a text of the page, each as a node and the name of its attribute.

    Descriptions, words for pictures, titles of links; of these a builder that extracts messages wants what is written.
    """
    for kind, name in _SPOKEN if app.builder.use_message_catalog else ():
        yield from ((node, name) for node in document.findall(kind) if node.get(name))


class SmartQuotes(SphinxTransform):
    """Sets the marks in every text of a page, in place of the transform of docutils that Sphinx uses."""

    default_priority = 750

    def apply(self, **kwargs: object) -> None:
        excluded, language = self.config.smartquotes_excludes, self.config.language
        if language in excluded.get("languages", ()) or self.app.builder.name in excluded.get("builders", ()):
            return
        for block in self.document.findall(nodes.TextElement):
            if not isinstance(block, _VERBATIM) and not isinstance(block.parent, nodes.TextElement):
                educate(block, language)
        for node, name in spoken(self.document, self.app):
            text = nodes.Text(node[name])
            [node[name]] = educated(
                [SentencePart(text=node[name], node=text, language=node.get_language_code(language))]
            )


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Take the place of Sphinx's own, unless the handbook wants quotes as they are typed."""
    if config.smartquotes:
        config.smartquotes = False
        app.add_transform(SmartQuotes)


def setup(app: Sphinx) -> None:
    app.connect("config-inited", on_config_inited)
