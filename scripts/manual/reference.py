"""The pages that say what the code says: each with the function that writes it."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from manual.commands import commands
from manual.directives import directives
from manual.exit_codes import exit_codes
from manual.facts import facts
from manual.settings import settings

# path below docs/ -> what writes it
PAGES: Mapping[str, Callable[[], str]] = {
    "reference/commands.md": partial(commands, "en"),
    "reference/commandes.md": partial(commands, "fr"),
    "reference/settings.md": settings,
    "reference/facts.md": facts,
    "reference/directives.md": directives,
    "reference/exit-codes.md": exit_codes,
}


def write_reference(docs: Path) -> None:
    """Write every page of reference into the documentation."""
    for name, write in PAGES.items():
        (docs / name).write_text(write(), encoding="utf-8")
