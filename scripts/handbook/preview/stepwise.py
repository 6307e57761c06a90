"""What ``Sphinx.build`` does for all pages, for one page: the only place of the preview that knows how Sphinx works.

After ``Builder.build``, ``read`` and ``write`` of Sphinx 9.0, without the environment on disk, the search index and
what else no preview needs.
"""

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import _write_docname
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import SerialTasks

from handbook.preview.state import Update
from handbook.sphinx.editions import page_builder


def prepare(app: Sphinx) -> None:
    """Find the pages, and get ready to write any of them."""
    app.builder.finish_tasks = SerialTasks()
    find_pages(app)
    app.builder.prepare_writing(set())
    app.builder.copy_assets()


def find_pages(app: Sphinx) -> set[str]:
    """Look for the pages that there are now."""
    app.env.find_files(app.config, app.builder)
    return set(app.env.found_docs)


def write_pages_without_source(app: Sphinx) -> None:
    """Write the pages that no file is behind: the search, lists of pages and of facts."""
    page_builder(app).gen_pages_from_extensions()


def read_page(app: Sphinx, docname: str) -> None:
    """Read one page again, in place of what it was."""
    builder, env = app.builder, app.env
    builder.phase = BuildPhase.READING
    app.events.emit("env-before-read-docs", env, [docname])
    app.events.emit("env-purge-doc", env, docname)
    _clear(env, docname)
    with logging.pending_warnings():
        builder.read_doc(docname)
    app.events.emit("env-updated", env)


def remove_page(app: Sphinx, docname: str) -> None:
    """Forget a page, and take it away."""
    app.events.emit("env-purge-doc", app.env, docname)
    _clear(app.env, docname)
    Path(page_builder(app).get_outfilename(docname)).unlink(missing_ok=True)


def _clear(env: BuildEnvironment, docname: str) -> None:
    env.clear_doc(docname)
    # What Sphinx keeps of a page so as not to load it again; a build reads no page twice.
    env._pickled_doctree_cache.pop(docname, None)
    env._write_doc_doctree_cache.pop(docname, None)
    env.__dict__.pop("master_doctree", None)


def write_page(app: Sphinx, docname: str) -> None:
    """Write one page, with the pictures that it shows."""
    builder, env = page_builder(app), app.env
    env.toctree_includes = dict(sorted(env.toctree_includes.items()))
    builder.prepare_writing({docname})
    builder.images.clear()  # those of other pages are there, or have gone
    with logging.pending_warnings():
        _write_docname(docname, env=env, builder=builder, tags=app.tags)
    builder.copy_image_files()
    builder.copy_download_files()


def changed_pages(env: BuildEnvironment, update: Update) -> Iterator[str]:
    """Yield the pages that were read from what has changed."""
    touched = {f"{env.srcdir.parent}/{name}" for name in update.files | update.removed}
    elsewhere = {docname for catalogues in update.elsewhere.values() for docname in catalogues}
    glossaries = {docname for docname, *_ in _terms(env).values()}
    for docname in sorted(env.found_docs):
        sources = {str(env.doc2path(docname)), *(str(env.srcdir / each) for each in env.dependencies.get(docname, ()))}
        is_glossary = docname in elsewhere and docname in glossaries
        if touched & sources or docname in update.catalogues or is_glossary:
            yield docname


def pages_with_menus(env: BuildEnvironment) -> set[str]:
    """Return the pages that list others."""
    return {env.config.root_doc, *env.toctree_includes}


def face(env: BuildEnvironment, docname: str) -> object:
    """Return what other pages may show of a page: its titles and contents, and what can be linked to."""
    if docname not in env.titles:
        return None
    std = env.domains.standard_domain
    return (
        env.titles[docname].astext(),
        env.tocs[docname].pformat() if docname in env.tocs else "",
        env.toctree_includes.get(docname),
        env.metadata.get(docname, {}).get("myst_slugs"),
        [each for each in std.labels.items() if each[1][0] == docname],
        [each for each in std.anonlabels.items() if each[1][0] == docname],
        [each for each in std.objects.items() if each[1][0] == docname],
    )


def _terms(env: BuildEnvironment) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the terms of glossaries, each with the page it stands on."""
    return {key: place for key, place in env.domains.standard_domain.objects.items() if key[0] == "term"}
