"""The kit of a handbook about agencies: comparison, maps, timeline, tables by region and field, panels.

A Sphinx extension: ``extensions = ["myst_parser", "handbook.sphinx", "handbook.kits.agencies"]`` in ``conf.py``.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from handbook.kits.agencies import directory, map_directives, organization, panels

FEATURES = (panels, map_directives, directory, organization)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("handbook.sphinx")
    for feature in FEATURES:
        feature.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
