"""Notes the messages of each page that is read, so that a build can say which of them a language lacks."""

from collections.abc import Iterator
from contextlib import contextmanager

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

# Set in what Sphinx keeps while it reads one page.
_SUSPENDED = "handbook_messages_suspended"


def wanted_messages(env: BuildEnvironment) -> dict[str, list[tuple[str, int]]]:
    """Return the messages of each page that was read: docname to (msgid, line in the page)."""
    messages: dict[str, list[tuple[str, int]]] = vars(env).setdefault("handbook_messages", {})
    return messages


def note_message(env: BuildEnvironment, msgid: str, line: int) -> None:
    """Note that the page being read shows `msgid`."""
    wanted_messages(env).setdefault(env.docname, []).append((msgid, line))


def untranslated(env: BuildEnvironment, docname: str) -> list[str]:
    """Return the messages that a page shows in the source language for want of a translation."""
    translations = env.config.handbook_translations
    if translations is None:
        return []
    done = translations.get(docname, {})
    return [msgid for msgid, _ in wanted_messages(env).get(docname, ()) if msgid not in done]


@contextmanager
def messages_suspended(env: BuildEnvironment) -> Iterator[None]:
    """Neither note nor translate what is parsed meanwhile: texts that are no messages of their own."""
    outside = are_messages_suspended(env)
    env.temp_data[_SUSPENDED] = True
    try:
        yield
    finally:
        env.temp_data[_SUSPENDED] = outside


def are_messages_suspended(env: BuildEnvironment) -> bool:
    """Whether texts that are parsed are neither noted nor translated."""
    return bool(env.temp_data.get(_SUSPENDED))


def on_env_purge_doc(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    wanted_messages(env).pop(docname, None)


def on_env_merge_info(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    wanted_messages(env).update({docname: wanted_messages(other).get(docname, []) for docname in docnames})


def setup(app: Sphinx) -> None:
    app.connect("env-purge-doc", on_env_purge_doc)
    app.connect("env-merge-info", on_env_merge_info)
