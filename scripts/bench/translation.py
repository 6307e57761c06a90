"""``python -m bench.translation``: what French costs, ours and Sphinx's own, beside English, in CPU seconds of one run.

All three write the HTML of the same generated tree from nothing, in one way and with one theme; they differ in the
language and in who translates. Our reader of catalogues and Sphinx's compiler of them are part of what is measured.
Rounds alternate, so that a machine whose speed drifts slows all of them.
"""

import argparse
import gc
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sphinx.application import Sphinx

from bench.generate import generate
from bench.measuring import measure
from handbook.catalogs.checking import review
from handbook.catalogs.reader import read_catalogues
from handbook.project.project import load_project

MOST_OF_ENGLISH, LEAST_OF_STOCK = 1.1, 3.0
TRANSLATED = "fr"


def main() -> None:
    """Print a row per round and the medians."""
    parser = argparse.ArgumentParser(prog="bench.translation", description=__doc__)
    parser.add_argument("--pages", type=int, default=100, help="agencies, a page each (default: 100)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--edition", nargs=2, metavar=("LANGUAGE", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.edition:
        build_ours(Path(arguments.edition[1]), arguments.edition[0])
    else:
        compare(arguments.pages, arguments.rounds)


def build_ours(root: Path, language: str) -> None:
    """Write the HTML of one edition, from nothing built, with its catalogues read as `handbook build` reads them."""
    project = load_project(root)
    catalogues, found = read_catalogues(project, language)
    translations = {name: {m.msgid: m.msgstr for m in each.values() if m.is_done} for name, each in catalogues.items()}
    overrides: dict[str, object] = {
        "language": language,
        "locale_dirs": [],
        "handbook_translations": translations if language == TRANSLATED else None,
    }
    with tempfile.TemporaryDirectory() as folder:
        out, doctrees = Path(folder) / "html", Path(folder) / "doctrees"
        app = Sphinx(project.source, project.source, out, doctrees, "html", overrides, status=None, freshenv=True)
        app.build(force_all=True)
    if found or app.statuscode:
        sys.exit("\n".join(map(str, found)) or "bench: the build failed")


def compare(pages: int, rounds: int) -> None:
    """Print the cost of each build, a row per round, and the medians of the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        root, out = Path(folder) / "handbook", Path(folder) / "stock"
        messages = generate(pages, root)
        print(f"{pages} agencies, {messages} messages; CPU seconds")
        print("round   English   French   French by Sphinx   French/English   Sphinx/ours")
        rows = []
        for number in range(1, rounds + 1):
            english, french, stock = (
                measure(partial(list, commands)).cpu
                for commands in (_ours(root, "en"), _ours(root, TRANSLATED), _stock(root, out))
            )
            rows.append((french / english, stock / french))
            ratios = f"{rows[-1][0]:17.2f}{rows[-1][1]:14.2f}"
            print(f"{number:5}{english:10.2f}{french:9.2f}{stock:19.2f}{ratios}")
        to_english, to_stock = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"French is {to_english:.2f} times English (goal: at most {MOST_OF_ENGLISH})")
        print(f"Sphinx's own is {to_stock:.2f} times ours (goal: at least {LEAST_OF_STOCK})")
        print(f"Reading and reviewing the catalogues: {_reading(root):.2f} s")


def _ours(root: Path, language: str) -> Sequence[Sequence[str]]:
    return [[sys.executable, "-m", "bench.translation", "--edition", language, str(root)]]


def _stock(root: Path, out: Path) -> Sequence[Sequence[str]]:
    shutil.rmtree(out, ignore_errors=True)
    for compiled in root.rglob("*.mo"):
        compiled.unlink()
    source = str(root / "source")
    return [[sys.executable, "-m", "sphinx", "-q", "-b", "html", "-D", f"language={TRANSLATED}", source, str(out)]]


def _reading(root: Path) -> float:
    """Return the CPU seconds of the strict reader and the parity check over all catalogues."""
    project = load_project(root)
    gc.collect()
    start = time.process_time()
    catalogues, found = read_catalogues(project, TRANSLATED)
    found += review(catalogues, project, TRANSLATED)
    seconds = time.process_time() - start
    if found:
        sys.exit("\n".join(map(str, found)))
    return seconds


if __name__ == "__main__":
    main()
