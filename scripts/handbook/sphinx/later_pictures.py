"""Which pictures of a page a reader sees first; a browser loads any other when the reader comes to it."""

from collections.abc import Iterator

from docutils import nodes

# As many letters fill the first screen of a desk, and a picture takes the room of so many.
_SCREEN, _PICTURE = 1200, 600


def later_pictures(document: nodes.document) -> Iterator[nodes.image]:
    """Yield the pictures of a page that stand below its first screen."""
    letters = 0
    for node in document.findall():
        if isinstance(node, nodes.Text):
            letters += len(node)
        elif isinstance(node, nodes.image):
            if letters >= _SCREEN:
                yield node
            letters += _PICTURE
