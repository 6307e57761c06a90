"""Where the headings of a page stand: its first is the title, each other below it, and no level is left out.

Markdown asks for nothing of the kind, and people write a first-level heading per part, or one that looks well. What
stands below what is plain all the same: a heading stands below the last one before it that is of a higher level.
"""

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from handbook.texts.markdown import settings_alone

_LOWEST = 6


class HeadingLevels:
    """The headings around a place of a page, from the title on: as they are written, and as they are shown."""

    def __init__(self) -> None:
        self._around: list[tuple[int, int]] = []

    def place(self, written: int) -> int:
        """Return the level, 1 to 6, at which the next heading of a page is shown; `written` is what its # say."""
        if not self._around:
            self._around = [(0, 1)]  # nothing that follows is of a higher level than the title
            return 1
        while self._around[-1][0] >= written:
            self._around.pop()
        shown = min(self._around[-1][1] + 1, _LOWEST)
        self._around.append((written, shown))
        return shown


def begins_with_title(text: str) -> bool:
    """Return whether a page has a title of its own: its first heading is of the first level, and no other is."""
    levels = written_levels(text)
    return levels[:1] == [1] and levels.count(1) == 1


def written_levels(text: str) -> list[int]:
    """Return the levels, 1 to 6, of the headings of a page as they are written; those in quotations are none of it."""
    parser = settings_alone(MarkdownIt("commonmark").use(front_matter_plugin).disable("inline"))
    tokens = parser.parse(text)
    return [int(token.tag[1]) for token in tokens if token.type == "heading_open" and not token.level]
