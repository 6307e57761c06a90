"""Templates in HTML, read by Jinja: what is put into one is text unless it is marked as HTML."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def templates(folder: Path, *, trim_blocks: bool = True, lstrip_blocks: bool = False) -> Environment:
    """Return the templates of a folder; a name that a template is not given is an error.

    `trim_blocks` leaves out the line end behind a block, `lstrip_blocks` the spaces before it, as Jinja calls them.
    """
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=trim_blocks,
        lstrip_blocks=lstrip_blocks,
    )
