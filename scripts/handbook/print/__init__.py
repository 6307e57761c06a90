"""The PDF brochure: a Sphinx builder that makes one designed, tagged PDF of an edition's doctrees.

assemble (one flow of chapters, no id twice) -> translator (flat HTML) -> document (cover, contents) -> render.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from handbook.print.builder import BrochureBuilder


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_builder(BrochureBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
