"""The one figure of a subject, which paper shows large: its number in a line with what qualifies it, and its mark."""

import re

from docutils import nodes
from sphinx.application import Sphinx

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import capitalized, short_text, word
from handbook.kits.agencies.fact_nodes import paragraph
from handbook.sphinx.fact_rings import BEFORE_RINGS
from handbook.sphinx.fact_sources import mark_of

_CLASS = "large-figure"
# As it is written in any language: 1,200 or 1 200 with a space that no line ends at.
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")


def figure_of(facts: list[Fact]) -> Fact | None:
    """Return the fact that is shown large: the one that is marked with ``figure = true``, if any."""
    return next((fact for fact in facts if fact.is_figure), None)


def large_figure(fact: Fact, registry: Registry, language: str) -> nodes.paragraph:
    """Return the figure of a subject: "More than **700** projects"; words alone where its value has no number."""
    text = capitalized(short_text(fact, registry, language))
    number = _NUMBER.search(word(fact, registry, language) or "")
    before, shown, after = text.partition(number[0]) if number else (text, "", "")
    parts = [nodes.Text(before), *([nodes.strong("", shown)] if shown else [])]
    return paragraph(*parts, after + mark_of(fact, registry, language), classes=[_CLASS], fact=fact.id)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Leave it to paper: a page on a screen begins with less."""
    if app.builder.name != "brochure":
        for node in list(doctree.findall(nodes.paragraph)):
            if _CLASS in node["classes"]:
                node.parent.remove(node)


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", on_doctree_resolved, priority=BEFORE_RINGS)
