"""Puts right what Sphinx reads: accents as one character, toctrees in a circle, texts without a line."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import get_node_source

from handbook.sphinx.doctree import line_of
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


def setup(app: Sphinx) -> None:
    app.connect("source-read", on_source_read)
    app.connect("include-read", on_include_read)
    app.connect("env-updated", on_env_updated)
    app.add_transform(LocateTexts)
