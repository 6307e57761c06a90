"""What decides the bytes of a PDF: what was printed from the same input need not be printed again."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

# All of the program, with the outlines of the world that the cover shows.
CODE = Path(__file__).parent.parent


def input_hash(texts: Iterable[str], pictures: Mapping[str, Path], versions: Mapping[str, str]) -> str:
    """Return a hash of what goes into a PDF: texts (HTML, stylesheets), pictures, libraries, and our own code."""
    parts = [text.encode() for text in texts]
    parts += [f"{name}={version}".encode() for name, version in sorted(versions.items())]
    parts += [part for name, path in sorted(pictures.items()) for part in (name.encode(), path.read_bytes())]
    parts += [path.read_bytes() for path in sorted([*CODE.rglob("*.py"), *CODE.rglob("*.json")])]
    # The lengths tell apart what is divided otherwise.
    return sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts)).hexdigest()
