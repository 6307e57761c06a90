"""The Sphinx extension ``handbook.sphinx``: one module per feature, registered here.

What only one kind of handbook has is in ``handbook.kits``.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from handbook.sphinx import (
    accessible,
    changed,
    circles,
    composed,
    concepts,
    contact_box,
    editions,
    fact_list,
    fact_roles,
    fact_sources,
    glossary,
    header_cells,
    leaves,
    located,
    menu,
    message_context,
    messages,
    numbers_in_order,
    quotes,
    repository,
    site,
    spacing,
    terms,
    translate,
    typed_values,
    verbatim,
    wall,
)

FEATURES = (
    composed,
    editions,
    fact_roles,
    fact_sources,
    fact_list,
    wall,
    quotes,
    messages,
    circles,
    located,
    verbatim,
    contact_box,
    message_context,
    concepts,
    accessible,
    translate,
    leaves,
    terms,
    glossary,
    header_cells,
    numbers_in_order,
    spacing,
    typed_values,
    changed,
    repository,
    menu,
    site,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    for feature in FEATURES:
        feature.setup(app)
    app.setup_extension("handbook.print")
    app.setup_extension("handbook.search")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
