"""Refuses values of facts that a page types by hand, where it speaks of their subject: they go stale with the fact.

Only what is too long to stand there by chance is refused: "more than 700", "the equivalent of 90 years", a list of two
regions or more. A bare number or year may be that of another thing.
"""

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx

from handbook.facts.model import Fact, Registry
from handbook.facts.stated import WrittenText, typed_words
from handbook.findings.phrase import phrase
from handbook.sphinx.doctree import location_of, warning
from handbook.sphinx.editions import edition_of, registry_of

# What stands in these is no prose.
_NOT_TYPED = (nodes.literal, nodes.raw, nodes.comment, nodes.system_message, nodes.math)
# No letter, digit or space: words on two sides of it are no phrase.
_GAP = "\ufffc"
# The text, the words in it, the fact whose value they are.
Typed = tuple[nodes.Element, str, Fact]


def typed_values(doctree: nodes.document, docname: str, registry: Registry, language: str) -> Iterator[Typed]:
    """Yield each text of a page that types the value of a fact of its subjects, or of those that it names."""
    subjects = [subject for subject, page in registry.pages.items() if page == docname]
    for block in filter(_is_written, doctree.findall(nodes.TextElement)):
        names = [name["subject"] for name in block.findall(nodes.inline) if "subject" in name]
        named = dict.fromkeys([*subjects, *names])
        facts = [fact for subject in named for fact in registry.of_subject(subject)]
        text = WrittenText.of("".join(_typed(block)) if facts else "")
        for fact in facts:
            if words := typed_words(text, fact, registry, language):
                yield block, words, fact


def _is_written(node: nodes.TextElement) -> bool:
    """Whether a text is one that an editor or a translator has written, as a whole."""
    is_part = isinstance(node, (nodes.Inline, nodes.FixedTextElement))
    return not is_part and bool(node.get("translatable", True))


def _typed(node: nodes.Node) -> Iterator[str]:
    """Yield the words of a text, with a gap for what nobody has typed as prose of the page."""
    is_elsewhere = isinstance(node, nodes.reference) and "refuri" in node
    if isinstance(node, _NOT_TYPED) or is_elsewhere or (isinstance(node, nodes.inline) and "fact" in node):
        yield _GAP
    elif isinstance(node, nodes.Text):
        yield node.astext()
    else:
        for child in node.children:
            yield from _typed(child)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    registry, language = registry_of(app.config), edition_of(app.config).language
    for block, words, fact in typed_values(doctree, app.env.docname, registry, language):
        message = phrase(
            "“{words}” is typed by hand, and stays when {fact} changes; write {role}",
            words=words,
            fact=fact.id,
            role=f"{{fact}}`{fact.id}`",
        )
        warning(message, "fact-typed", location_of(block))


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", on_doctree_read)
