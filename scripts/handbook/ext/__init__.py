"""The Sphinx extension ``handbook.ext``: one module per feature, registered here and nowhere else."""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from handbook.ext import (
    accessible,
    changed,
    circles,
    composed,
    concepts,
    contact,
    context,
    directory,
    editions,
    fact_list,
    fact_sources,
    facts,
    glossary,
    header_cells,
    leaves,
    located,
    map_choice,
    menu,
    messages,
    numbers,
    organization,
    panels,
    pictures,
    quotes,
    repository,
    site,
    terms,
    translate,
    typed_values,
    typography,
    verbatim,
    wall,
)

FEATURES = (
    composed,
    editions,
    facts,
    fact_sources,
    fact_list,
    wall,
    panels,
    pictures,
    quotes,
    map_choice,
    directory,
    messages,
    circles,
    located,
    verbatim,
    contact,
    context,
    concepts,
    accessible,
    translate,
    leaves,
    terms,
    glossary,
    header_cells,
    numbers,
    typography,
    typed_values,
    changed,
    repository,
    organization,
    menu,
    site,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    for feature in FEATURES:
        feature.setup(app)
    app.setup_extension("handbook.brochure")
    app.setup_extension("handbook.search")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
