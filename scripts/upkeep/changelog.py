"""The changelog at a release: what stood under Unreleased gets a version and a date."""

import re
from datetime import date

from upkeep.running import Refusal

CHANGELOG = "CHANGELOG.md"
_UNRELEASED = re.compile(r"^## Unreleased\n(?P<section>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def released(text: str, version: str, day: date) -> str:
    """Return the changelog with all that was unreleased under a version, and Unreleased empty above it.

    Raises Refusal where there is nothing to release.
    """
    match = _UNRELEASED.search(text)
    if not match:
        raise Refusal(f"{CHANGELOG}:1: there is no heading “## Unreleased”; put it above the newest version")
    if not any(line.strip() and not line.startswith("#") for line in match["section"].splitlines()):
        line = text.count("\n", 0, match.start()) + 1
        raise Refusal(f"{CHANGELOG}:{line}: nothing stands under Unreleased; say first what changes for people")
    heading = f"## Unreleased\n\n## {version} - {day.isoformat()}\n"
    return text[: match.start()] + heading + match["section"] + text[match.end() :]
