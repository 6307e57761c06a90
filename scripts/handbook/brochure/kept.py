"""What was printed from the same input is not printed again: PDFs are kept by a hash of what decides their bytes."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from handbook.finding import Finding

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


def print_once(folder: Path, target: Path, key: str, make: Callable[[Path], list[Finding]]) -> list[Finding]:
    """Put into `target` the files that `make` writes into an empty folder, made anew unless `key` is that of last time.

    They are kept in `folder`, one generation of them. What `make` finds wrong is returned, and such files are not kept.
    """
    kept = folder / key
    if not kept.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as fresh:
            printed = Path(fresh, "printed")
            printed.mkdir()
            if findings := make(printed):
                return findings
            for old in folder.iterdir():
                shutil.rmtree(old, ignore_errors=True)
            printed.replace(kept)
    shutil.copytree(kept, target, dirs_exist_ok=True)
    return []
