"""Extensions on pages: judges what they write by themselves as HTML, by the line of the page that it comes from.

Their pictures are given the room that they take, as those of pages are: nothing moves when they come.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.images import get_image_size

from handbook.findings.phrase import Phrase, phrase
from handbook.readback.markup import fragment_faults

_PICTURE = re.compile(r"<img\b(?![^>]*\s(?:width|height|style)=)[^>]*?\ssrc=\"([^\"]+)\"")


def written_faults(written: str, node: nodes.Element) -> Iterator[Phrase]:
    """Yield what of the HTML of a node no page may hold, each once."""
    for fault in dict.fromkeys(fragment_faults(written)):
        message = phrase(
            "“{node}” cannot be published: {fault}; have its extension write it in another form, or take it out"
        )
        yield message.format(node=type(node).__name__, fault=fault)


def with_sizes(written: str, builder: StandaloneHTMLBuilder) -> str:
    """Return HTML with the width and the height, in pixels, of each picture that was drawn for it and says none."""

    def sized(picture: re.Match[str]) -> str:
        size = get_image_size(Path(builder.outdir) / builder.imagedir / Path(unquote(unescape(picture[1]))).name)
        return picture[0] if size is None else f'{picture[0]} width="{size[0]}" height="{size[1]}"'

    return _PICTURE.sub(sized, written)
