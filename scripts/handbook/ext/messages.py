"""Notes what each page asks its catalogue for, so that a build can say what a language still lacks."""

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def wanted_messages(env: BuildEnvironment) -> dict[str, list[tuple[str, int]]]:
    """Return the messages of each page that was read: docname to (msgid, line in the page)."""
    if not hasattr(env, "handbook_messages"):
        env.handbook_messages = {}
    return env.handbook_messages


def note_message(env: BuildEnvironment, msgid: str, line: int) -> None:
    """Note that the page being read shows `msgid`."""
    wanted_messages(env).setdefault(env.docname, []).append((msgid, line))


def on_env_purge_doc(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    wanted_messages(env).pop(docname, None)


def on_env_merge_info(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    wanted_messages(env).update({docname: wanted_messages(other).get(docname, []) for docname in docnames})


def setup(app: Sphinx) -> None:
    app.connect("env-purge-doc", on_env_purge_doc)
    app.connect("env-merge-info", on_env_merge_info)
