"""Tells how many pages of an edition are read and written, as Sphinx goes."""

from typing import Any

from docutils.nodes import document
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from handbook.machine.progress import Advance, Progress, Stage


def count_pages(app: Sphinx, language: str, progress: Progress) -> None:
    """Tell `progress` of each page that Sphinx reads or writes from now on."""
    counts = {Stage.READ: 0, Stage.WRITE: 0}
    totals = {Stage.READ: 0}

    def tell(stage: Stage, total: int) -> None:
        counts[stage] += 1
        # The first page of all is read once more where only others were edited: no step goes beyond its end.
        progress(Advance(stage=stage, language=language, done=counts[stage], total=max(total, counts[stage])))

    def begin(_: Sphinx, __: BuildEnvironment, docnames: list[str]) -> None:
        totals[Stage.READ] += len(docnames)

    def has_read(_: Sphinx, __: document) -> None:
        tell(Stage.READ, totals[Stage.READ])

    def has_written(app: Sphinx, _: str, __: str, ___: dict[str, Any], page: document | None) -> None:
        if page is not None:  # else it is a list that is made of no page
            tell(Stage.WRITE, totals[Stage.READ] or len(app.env.found_docs))

    app.connect("env-before-read-docs", begin)
    app.connect("doctree-read", has_read)
    app.connect("html-page-context", has_written)
