"""The steps of ``Sphinx.build``, for one page at a time: for a page that was edited, and for the preview.

They follow ``Builder.build``, ``read`` and ``write`` of Sphinx 9.0, without what a single page does not need, such as
the environment on disk and the search index.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import _write_docname
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import SerialTasks

from handbook.sphinx.editions import page_builder
from handbook.sphinx.figure_numbers import ASKED, FIGURES


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
    """Write the pages that are made of no file: the search, lists of pages and of facts."""
    page_builder(app).gen_pages_from_extensions()


def read_page(app: Sphinx, docname: str) -> None:
    """Read a page, again or for the first time."""
    builder, env = app.builder, app.env
    builder.phase = BuildPhase.READING
    app.events.emit("env-before-read-docs", env, [docname])
    app.events.emit("env-purge-doc", env, docname)
    _clear(env, docname)
    with logging.pending_warnings():
        builder.read_doc(docname)
    app.events.emit("env-updated", env)


def remove_page(app: Sphinx, docname: str) -> None:
    """Remove a page from the environment, and its HTML from the disk."""
    app.events.emit("env-purge-doc", app.env, docname)
    _clear(app.env, docname)
    Path(page_builder(app).get_outfilename(docname)).unlink(missing_ok=True)


def _clear(env: BuildEnvironment, docname: str) -> None:
    env.clear_doc(docname)
    # Caches of Sphinx, which never expects a page to be read twice.
    env._pickled_doctree_cache.pop(docname, None)
    env._write_doc_doctree_cache.pop(docname, None)
    env.__dict__.pop("master_doctree", None)


def write_page(app: Sphinx, docname: str) -> None:
    """Write a page, with the pictures that it shows."""
    builder, env = page_builder(app), app.env
    env.toctree_includes = dict(sorted(env.toctree_includes.items()))
    builder.prepare_writing({docname})
    builder.images.clear()  # those of other pages are written with them
    with logging.pending_warnings():
        _write_docname(docname, env=env, builder=builder, tags=app.tags)
    builder.copy_image_files()
    builder.copy_download_files()


def changed_pages(
    env: BuildEnvironment, files: Collection[str], catalogues: Collection[str], elsewhere: Collection[str] = ()
) -> Iterator[str]:
    """Yield the pages that are made of one of `files`, paths from the root, or of a catalogue that has changed.

    `catalogues` are those of the edition by docname, `elsewhere` those of other languages: a glossary shows both.
    """
    touched = {f"{env.srcdir.parent}/{name}" for name in files}
    objects = env.domains.standard_domain.objects.items()
    glossaries = {docname for (kind, _), (docname, _) in objects if kind == "term"}
    for docname in sorted(env.found_docs):
        sources = {str(env.doc2path(docname)), *(str(env.srcdir / name) for name in env.dependencies.get(docname, ()))}
        is_glossary = docname in elsewhere and docname in glossaries
        if touched & sources or docname in catalogues or is_glossary:
            yield docname


def pages_with_menus(env: BuildEnvironment) -> set[str]:
    """Return the pages whose menu lists other pages."""
    return {env.config.root_doc, *env.toctree_includes}


def shown_elsewhere(env: BuildEnvironment, docname: str) -> object:
    """Return what other pages show of a page, to be compared: its title, its contents, the targets of links."""
    if docname not in env.titles:
        return None
    std = env.domains.standard_domain
    return (
        env.titles[docname].astext(),
        env.tocs[docname].pformat() if docname in env.tocs else "",
        env.toctree_includes.get(docname),
        *(env.metadata.get(docname, {}).get(name) for name in ("myst_slugs", FIGURES, ASKED)),
        *(
            [(name, target) for name, target in targets.items() if target[0] == docname]
            for targets in (std.labels, std.anonlabels, std.objects)
        ),
    )
