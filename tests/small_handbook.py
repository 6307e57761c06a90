"""The handbook of ``tests/small``: two invented agencies, all that the pipeline asks for, built in a second.

Its Sphinx configuration is that of this repository's own handbook, as for any that is made of this project.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "small"
# The one file among the pages of this repository's handbook that is of the program.
CONF = ROOT / "source/conf.py"

PO_HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'

# One black dot.
LEAF = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)


def write_small_handbook(root: Path) -> Path:
    """Write the whole tree below `root`, and return that."""
    for path, data in _small_files():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@cache
def _small_files() -> tuple[tuple[Path, bytes], ...]:
    """Return the files of the small handbook by their paths, read once for the hundreds of times that it is written."""
    files = {path.relative_to(SMALL): path.read_bytes() for path in sorted(SMALL.rglob("*")) if path.is_file()}
    return (*files.items(), (Path("source/conf.py"), CONF.read_bytes()))


def write(path: Path, text: str) -> None:
    """Write a file and the folders it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def append(path: Path, text: str) -> int:
    """Add lines at the end of a file, and return the first one's number."""
    old = path.read_text(encoding="utf-8")
    path.write_text(f"{old}\n{text}", encoding="utf-8")
    return old.count("\n") + 2


def replace(path: Path, old: str, new: str) -> int:
    """Replace a text that stands once in a file, and return its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def translate(root: Path, docname: str, translations: Mapping[str, str]) -> None:
    """Add messages to the French catalogue of a page, which is begun where there is none."""
    path = root / f"locales/fr/LC_MESSAGES/{docname}.po"
    if not path.is_file():
        write(path, PO_HEADER)
    for msgid, msgstr in translations.items():
        append(path, f"msgid {_quoted(msgid)}\nmsgstr {_quoted(msgstr)}\n")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def add_page(root: Path, docname: str, text: str, translations: Mapping[str, str]) -> None:
    """Add a page to the handbook, with its French."""
    write(root / f"source/{docname}.md", text)
    replace(root / "source/index.md", "\ncompare\n", f"\n{docname}\ncompare\n")
    translate(root, docname, translations)


def without_leaflets(root: Path) -> None:
    """Have a handbook print its brochures alone, for tests that ask about nothing else."""
    replace(root / "pyproject.toml", "[tool.handbook]\n", "[tool.handbook]\nleaflets = false\n")


def line_of(path: Path, text: str) -> int:
    """Return the first line of a file that holds `text`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def fingerprint(folder: Path) -> dict[str, str]:
    """Return the sha256 of every file in a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def left_in_build(root: Path) -> set[str]:
    """Return what lies in the build folder beside what is published, the lock, and what is kept for the next build."""
    return {path.name for path in (root / "build").iterdir()} - {"site", "releases", "build.lock", "kept"}
