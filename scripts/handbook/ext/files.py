"""Pictures and downloads of a page must lie in ``source/``; Sphinx would copy any file it is pointed to.

The second wall: ``checks/limits.py`` and the parity of catalogues refuse such addresses before Sphinx starts.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from handbook.phrase import phrase

logger = logging.getLogger(__name__)

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def is_inside(target: str, env: BuildEnvironment) -> bool:
    """Whether a file that a page names lies in ``source/``, links followed. An address is no file."""
    if _ADDRESS.match(target):
        return True
    _, path = env.relfn2path(target, env.docname)
    return Path(path).resolve().is_relative_to(Path(env.srcdir).resolve())


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    for node in [*doctree.findall(nodes.image), *doctree.findall(download_reference)]:
        target = node.get("uri") or node.get("reftarget", "")
        if not is_inside(target, app.env):
            message = phrase("“{target}” lies outside source/; put the file there", target=target)
            logger.warning(message, type="handbook", subtype="file-outside", location=node)
            node.parent.remove(node)


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", on_doctree_read, priority=400)  # before Sphinx collects the files to copy (500)
