"""The kit of a handbook about agencies: comparison, maps, timeline, tables by region and field, panels.

A Sphinx extension: ``extensions = ["myst_parser", "handbook.sphinx", "handbook.kits.agencies"]`` in ``conf.py``.
"""

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from handbook.kits.agencies import directory, large_figure, map_directives, organization, panels, subject_cards

DIRECTIVES = {**panels.DIRECTIVES, **map_directives.DIRECTIVES, **directory.DIRECTIVES, **subject_cards.DIRECTIVES}


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Let pages use the directives of this kit."""
    config.handbook_directives = [*config.handbook_directives, *DIRECTIVES]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("handbook.sphinx")
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    map_directives.setup(app)
    large_figure.setup(app)
    organization.setup(app)
    app.connect("config-inited", on_config_inited)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
