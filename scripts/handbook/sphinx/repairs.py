"""Puts right what Sphinx reads: accents as one character, toctrees in a circle, texts without a line, idle rules."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import get_node_source

from handbook.sphinx.box_nodes import inner_rule
from handbook.sphinx.doctree import line_of, lineage
from handbook.texts.text_files import composed


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    content[0] = composed(content[0])


def on_include_read(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    content[0] = composed(content[0])


def circles(lists: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield each path from a page to a page that it came by, in order; `lists` is what the toctrees of pages list."""
    done: set[str] = set()
    for start in lists:
        path: list[str] = []
        # What is still to be followed from each page of the path.
        following = [iter((start,))]
        while following:
            page = next(following[-1], None)
            if page is None:
                following.pop()
                if path:
                    done.add(path.pop())
            elif page in path:
                yield [*path[path.index(page) :], page]
            elif page not in done:
                path.append(page)
                following.append(iter(lists.get(page, ())))


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    for *_, last, first in list(circles(env.toctree_includes)):
        env.toctree_includes[last] = [docname for docname in env.toctree_includes[last] if docname != first]
    return []


# Numbers of footnotes are made, not written; the others are shown to nobody.
_NOT_WRITTEN = (nodes.label, nodes.Invisible, nodes.Inline)


class LocateTexts(SphinxTransform):
    """Gives each text without a source the source and line of the nearest element that has them."""

    default_priority = 5  # before Sphinx looks for what is missing (10), in every builder, ``gettext`` too

    def apply(self, **kwargs: object) -> None:
        for node in self.document.findall(nodes.TextElement):
            if (
                not node.source
                and not isinstance(node, _NOT_WRITTEN)
                and not isinstance(node.parent, nodes.system_message)
            ):
                node.source = get_node_source(node.parent) if node.parent else self.document["source"]
                node.line = line_of(node)


class KeepRulesBetween(SphinxTransform):
    """Drops each rule that divides nothing, as below a title, behind another or at an end.

    Docutils would complain of each. One inside a quotation, a list or a box is kept there as a node of ours.
    """

    default_priority = 829  # before docutils looks at them (830)

    def apply(self, **kwargs: object) -> None:
        for rule in list(self.document.findall(nodes.transition)):
            before = next(_shown_from(rule, -1), None)
            if before is None or isinstance(before, nodes.title | nodes.transition | inner_rule) or _is_last(rule):
                rule.parent.remove(rule)
            elif not isinstance(rule.parent, nodes.document | nodes.section):
                rule.replace_self(inner_rule())


def _shown_from(node: nodes.Element, step: int) -> Iterator[nodes.Node]:
    """Yield what readers see beside a node in its parent, from there on: backwards with a `step` of -1."""
    at = node.parent.index(node)
    for other in node.parent.children[at + step :: step] if at + step >= 0 else ():
        if not isinstance(other, nodes.Invisible | nodes.system_message):
            yield other


def _is_last(rule: nodes.Element) -> bool:
    """Whether nothing follows a rule, or the rule above the notes: in its page, or in the box in which it stands."""
    sections = [outer for outer in lineage(rule) if isinstance(outer.parent, nodes.document | nodes.section)]
    around = sections if isinstance(rule.parent, nodes.document | nodes.section) else [rule]
    after = next((node for outer in around for node in _shown_from(outer, 1)), None)
    return after is None or (isinstance(after, nodes.transition) and after.parent is not rule.parent)


def setup(app: Sphinx) -> None:
    app.connect("source-read", on_source_read)
    app.connect("include-read", on_include_read)
    app.connect("env-updated", on_env_updated)
    app.add_transform(LocateTexts)
    app.add_transform(KeepRulesBetween)
