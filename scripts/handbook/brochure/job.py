"""What is needed to print a brochure, and nothing of Sphinx: it goes from one process to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Fixed addresses for what the pages use, so that the bytes do not depend on the folder and nothing else is fetched.
BASE = "handbook:///"


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintJob:
    """A document in HTML, its stylesheet, its pictures by name, and the PDF to write."""

    html: str
    css: str
    images: Mapping[str, Path]
    target: Path
