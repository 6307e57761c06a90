"""``python -m bench.paper FILE…``: how full each page of a PDF is, how long its lines are, which words they divide.

The first measure is the part of the text area below the last text, as a share of its height; notes at the foot and the
number of the page are left out. The second counts the characters of each line of the column of text, without the last
one of a paragraph as far as it is shorter. Divided words are read from what is drawn, since readers get them whole: how
many there are, which of them have a hyphen of their own, and of which the end stands alone on the last line.
"""

import argparse
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

from handbook.project.paper import MARGIN_BOTTOM, MARGIN_TOP, POINTS_PER_MM
from handbook.readback.right_to_left import shown_glyphs, texts_of_glyphs

# A line of so many characters runs from edge to edge of the column.
_LEAST_LINE = 50
_SOFT = "\u00ad"
# In the units of a page: what two lines of one paragraph may differ in their distance.
_SAME = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A text as it is drawn, how far down, and the word that readers get for it where a line divides that."""

    text: str
    height: float
    word: str = ""


def main() -> None:
    """Print the measures of each file."""
    parser = argparse.ArgumentParser(prog="bench.paper", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    for path in parser.parse_args().files:
        with pypdfium2.PdfDocument(path) as pdf:
            empty = [empty_share(page) for page in pdf]
            lines = [line for page in pdf for line in page.get_textpage().get_text_bounded().splitlines()]
        with pikepdf.open(path) as file:
            divided = [found for page in file.pages for found in divided_words(list(drawn(page)))]
        long = [len(line.strip()) for line in lines if len(line.strip()) >= _LEAST_LINE]
        hyphenated = [word for word, _ in divided if "-" in word]
        last = [word for word, is_last in divided if is_last]
        print(f"{path.name}: {len(empty)} pages; most empty: {_worst(empty)}")
        print(f"  characters a line: median {statistics.median(long):.0f}, longest {max(long)}")
        print(f"  divided words: {len(divided)}; with a hyphen of their own: {hyphenated}; last of a paragraph: {last}")
        print(f"  with a capital: {sorted({word for word, _ in divided if word[:1].isupper()})}")


def divided_words(pieces: list[Piece]) -> Iterator[tuple[str, bool]]:
    """Yield each word that a line divides, and whether its end stands alone on the last line of a paragraph."""
    for number, piece in enumerate(pieces):
        if piece.text.rstrip().endswith(_SOFT):
            end, after = [*pieces[number + 1 : number + 3], None, None][:2]
            step = end.height - piece.height if end else 0.0
            goes_on = bool(
                end
                and after
                and (abs(after.height - end.height) < _SAME or abs(after.height - end.height - step) < _SAME)
            )
            yield piece.word or piece.text, bool(end and " " not in end.text.strip() and not goes_on)


def drawn(page: pikepdf.Page) -> Iterator[Piece]:
    """Yield the texts of a page as they are drawn, in that order, by the glyphs and not by what readers are told."""
    fonts = {name: texts_of_glyphs(font) for name, font in page.resources.get("/Font", {}).items()}
    characters: Mapping[int, str] = {}
    height, words = 0.0, [""]
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        match operator:
            case "Tf":
                characters = fonts[str(operands[0])]
            case "Tm":
                height = float(operands[5])
            case "BDC":
                told = operands[1].get("/ActualText") if isinstance(operands[1], pikepdf.Dictionary) else None
                words.append(words[-1] if told is None else str(told))
            case "BMC":
                words.append(words[-1])
            case "EMC":
                words.pop()
            case "Tj" | "TJ":
                strings = operands[0] if operator == "TJ" else [operands[0]]
                yield Piece(text="".join(shown_glyphs(strings, characters)), height=height, word=words[-1])


def empty_share(page: pypdfium2.PdfPage) -> float:
    """Return what share of the height of the text area has nothing below what is last drawn in it."""
    top, bottom = page.get_height() - MARGIN_TOP * POINTS_PER_MM, MARGIN_BOTTOM * POINTS_PER_MM
    lowest = min((bounds[1] for item in page.get_objects() if (bounds := item.get_bounds())[1] > bottom), default=top)
    return max(0.0, float((min(lowest, top) - bottom) / (top - bottom)))


def _worst(empty: list[float]) -> str:
    """Return the three inner pages that are most empty; covers are no text."""
    inner = sorted(enumerate(empty[1:-1], 2), key=lambda page: -page[1])[:3]
    return ", ".join(f"p. {number} {share:.0%}" for number, share in inner)


if __name__ == "__main__":
    main()
