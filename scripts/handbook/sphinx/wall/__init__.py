"""The wall: pages, pictures and catalogues can do no harm to the machine that builds them, nor to readers.

`limits` is the list of what they may say. `directives` holds to it each directive and role that is run, `renderer` the
rest of Markdown, `page_files` each file that is opened, `nodes` the doctree of a page before anything is written;
`catalogues` is the one way by which a translation comes to a page.
"""

import os

from sphinx.application import Sphinx

from handbook.sphinx.wall import catalogues, nodes


def setup(app: Sphinx) -> None:
    # Docutils reads docutils.conf, in the tree or at home, and with it opens doors and writes files; now it reads none.
    os.environ["DOCUTILSCONFIG"] = ""
    app.setup_extension("handbook.sphinx.wall.renderer")
    catalogues.setup(app)
    nodes.setup(app)
