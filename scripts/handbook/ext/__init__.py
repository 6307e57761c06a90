"""The Sphinx extension ``handbook.ext``: one module per feature, registered here and nowhere else."""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from handbook.ext import (
    editions,
    facts,
    files,
    glossary,
    leaves,
    located,
    messages,
    panels,
    pictures,
    site,
    terms,
    translate,
    typography,
)

FEATURES = (
    editions,
    facts,
    files,
    panels,
    pictures,
    messages,
    located,
    translate,
    leaves,
    terms,
    glossary,
    typography,
    site,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    for feature in FEATURES:
        feature.setup(app)
    app.setup_extension("handbook.brochure")
    app.setup_extension("handbook.search")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
