"""The Sphinx extension ``handbook.sphinx``: one module per feature, registered here.

What only one kind of handbook has is in ``handbook.kits``.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from handbook.sphinx import (
    accessible,
    assets,
    boxes,
    contact_box,
    defaults,
    docutils_settings,
    editions,
    fact_list,
    fact_rings,
    fact_roles,
    figure_numbers,
    foreign_texts,
    glossary,
    leaves,
    menu,
    message_context,
    messages,
    moved_places,
    namesakes,
    page_end,
    quotes,
    repairs,
    site,
    spacing,
    structured_data,
    terms,
    translate,
    typed_values,
    verbatim,
    wall,
)

FEATURES = (
    defaults,
    docutils_settings,
    repairs,
    editions,
    fact_roles,
    fact_rings,
    fact_list,
    wall,
    quotes,
    messages,
    verbatim,
    boxes,
    figure_numbers,
    contact_box,
    message_context,
    accessible,
    translate,
    leaves,
    foreign_texts,
    terms,
    glossary,
    spacing,
    typed_values,
    page_end,
    menu,
    moved_places,
    assets,
    site,
    namesakes,
    structured_data,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    for feature in FEATURES:
        feature.setup(app)
    app.setup_extension("handbook.print")
    app.setup_extension("handbook.search")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
