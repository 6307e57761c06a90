"""A Sphinx extension as others write them: a directive that draws what its `kind` says, and knows no brochure."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

WRITTEN = {
    "script": "<script>alert(1)</script>",
    "handler": '<p onclick="alert(1)">Words</p>',
}


class drawing(nodes.General, nodes.TextElement):
    """What only the HTML writer of this extension can write."""


class embedding(nodes.General, nodes.Element):
    """What is written as a page of its own within the page, as drawings of programs are."""


class silent(nodes.General, nodes.Element):
    """What shows words that Sphinx knows nothing of."""


class unwritten(nodes.General, nodes.TextElement):
    """What no writer can write."""


class Draw(SphinxDirective):
    """``{draw} kind``."""

    has_content, required_arguments = True, 1

    def run(self) -> list[nodes.Node]:
        kind, text = self.arguments[0], "\n".join(self.content)
        if kind in WRITTEN:
            return [nodes.raw("", WRITTEN[kind], format="html")]
        if kind == "address":
            return [nodes.paragraph("", "", nodes.reference("", text, refuri="javascript:alert(1)"))]
        if kind == "picture":
            return [nodes.image(uri="https://example.org/leaf.png", alt=text)]
        if kind == "parsed":
            parsed = nodes.container()
            self.state.nested_parse(self.content, self.content_offset, parsed)
            return [parsed]
        kinds = {"own": drawing, "unparsed": nodes.paragraph}
        empty = {"silent": silent(words=text), "embedded": embedding()}
        node = empty[kind] if kind in empty else kinds.get(kind, unwritten)(text, text)
        self.set_source_info(node)
        return [node]


def write_embedded(writer, node: embedding) -> None:
    """Write it, and nothing behind it."""
    writer.body.append('<object data="leaf.svg" type="image/svg+xml"></object>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register both."""
    app.add_directive("draw", Draw)
    app.add_node(silent, html=(lambda self, node: self.body.append(f"<p>{node['words']}</p>"), lambda self, node: None))
    app.add_node(embedding, html=(write_embedded, None))
    app.add_node(
        drawing, html=(lambda self, node: self.body.append("<p>"), lambda self, node: self.body.append("</p>"))
    )
