"""Reads pages with each accent as one character, as the catalogues are read: else no translation would fit."""

from pathlib import Path

from sphinx.application import Sphinx

from handbook.texts.text_files import composed


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    content[0] = composed(content[0])


def on_include_read(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    content[0] = composed(content[0])


def setup(app: Sphinx) -> None:
    app.connect("source-read", on_source_read)
    app.connect("include-read", on_include_read)
