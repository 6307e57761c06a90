"""``python -m bench.paper FILE…``: how full each page of a PDF is, how long its lines are, how many are divided.

The first measure is the part of the text area below the last text, as a share of its height; notes at the foot and the
number of the page are left out. The second counts the characters of each line of the column of text, without the last
one of a paragraph as far as it is shorter.
"""

import argparse
import statistics
from pathlib import Path

import pypdfium2

from handbook.project.paper import MARGIN_BOTTOM, MARGIN_TOP, POINTS_PER_MM

# A line of so many characters runs from edge to edge of the column.
_LEAST_LINE = 50
_HYPHENS = ("\u00ad", "\ufffe", "\u2010", "\u0002")


def main() -> None:
    """Print the measures of each file."""
    parser = argparse.ArgumentParser(prog="bench.paper", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    for path in parser.parse_args().files:
        with pypdfium2.PdfDocument(path) as pdf:
            empty = [empty_share(page) for page in pdf]
            lines = [line for page in pdf for line in page.get_textpage().get_text_bounded().splitlines()]
        long = [len(line.strip()) for line in lines if len(line.strip()) >= _LEAST_LINE]
        hyphens = sum(line.rstrip().endswith(_HYPHENS) for line in lines)
        print(f"{path.name}: {len(empty)} pages; most empty: {_worst(empty)}")
        print(f"  characters a line: median {statistics.median(long):.0f}, longest {max(long)}; hyphens: {hyphens}")


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
