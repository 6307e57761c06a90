"""A picture as inline SVG: no style sheet, script or ``style`` attribute of its own, so that a strict policy holds.

Colours hang on classes, for the stylesheet of the HTML handbook. They stand in attributes as well, which is what a
reader without the stylesheet sees, and all that WeasyPrint reads of an inline picture.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

QUIET, GREEN, ORANGE, LAND, PAPER = "#56605b", "#0f5a4c", "#b3541e", "#cfc8b6", "#f3efe4"


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A drawing in units of its own, and what it shows in words.

    `body` stands alone. Where several of a kind share a page, `shared_body` draws the same with shapes that stand in
    `definitions`, once for all of them; their ids begin in a way that no anchor of a text does.
    """

    kind: str
    width: int
    height: int
    alternative: str
    body: str
    definitions: str = ""
    shared_body: str = ""

    def for_paper(self) -> str:
        """Return markup that stands alone; a tagged PDF takes its alternative text from <title>."""
        return self._element("", f"<title>{escape(self.alternative)}</title>{self.body}")

    def for_page(self, *, has_definitions: bool) -> str:
        """Return markup for a page in a browser; the first of a kind has the definitions for the others."""
        head = f"<defs>{self.definitions}</defs>" if self.definitions and has_definitions else ""
        # A <title> would do for voices, but pop up under the mouse.
        return self._element(f" aria-label={quoteattr(self.alternative)}", head + (self.shared_body or self.body))

    def _element(self, label: str, content: str) -> str:
        box = f'viewBox="0 0 {self.width} {self.height}"'
        return f'<svg class="{self.kind}" role="img"{label} {box}>{content}</svg>'
