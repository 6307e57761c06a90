"""The table of constructs in the docs is that of the program: what a page may hold, and what not, with its reason."""

import re
from pathlib import Path

from handbook.sphinx.wall import limits
from handbook.sphinx.wall.refusals import REASONS

DOCS = (Path(__file__).parents[2] / "docs/constructs.md").read_text(encoding="utf-8")


def names(heading: str) -> set[str]:
    """Return the names in the first column of the table below a heading."""
    part = DOCS.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split(" | ")[0] for line in part.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`([^`]+)`", "".join(rows)))


def test_what_a_page_may_hold_stands_there():
    """All of it, and nothing else."""
    assert names("Directives") == limits.DIRECTIVES.keys()
    assert names("Roles") == limits.ROLES
    above = {key for key in limits.FRONT_TEXTS | limits.FRONT_MATTER if f"`{key}" in DOCS.split("## Directives")[0]}
    assert above == limits.FRONT_TEXTS | limits.FRONT_MATTER


def test_what_it_may_not_hold_stands_there_with_its_reason():
    """As whoever tries it is told."""
    assert names("What it may not hold") == REASONS.keys()
    assert all(str(reason) in DOCS for reason in REASONS.values())
    assert not REASONS.keys() & {*limits.DIRECTIVES, *limits.ROLES}
