"""Notes what each page asks its catalogue for, so that a build can say what a language still lacks."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages


class NoteMessages(SphinxTransform):
    """Keeps (msgid, line) of every message of a page: those that the ``gettext`` builder extracts."""

    default_priority = 15  # before Sphinx's Locale (20), while the page is still in the source language

    def apply(self, **kwargs: object) -> None:
        found = [(msgid, node.line or 1) for node, msgid in extract_messages(self.document) if not _is_bare_image(node)]
        wanted_messages(self.env)[self.env.docname] = found


def wanted_messages(env: BuildEnvironment) -> dict[str, list[tuple[str, int]]]:
    """Return the messages of each page that was read: docname to (msgid, line in the page)."""
    if not hasattr(env, "handbook_messages"):
        env.handbook_messages = {}
    return env.handbook_messages


def _is_bare_image(node: nodes.Node) -> bool:
    return isinstance(node, nodes.image) and not node.get("alt")


def on_env_purge_doc(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    wanted_messages(env).pop(docname, None)


def on_env_merge_info(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    wanted_messages(env).update({docname: wanted_messages(other)[docname] for docname in docnames})


def setup(app: Sphinx) -> None:
    app.add_transform(NoteMessages)
    app.connect("env-purge-doc", on_env_purge_doc)
    app.connect("env-merge-info", on_env_merge_info)
