"""``python -m bench.brochure``: what printing costs, beside the command ``weasyprint`` on the same page and styles.

Three measures, in processes of their own: the real brochures from doctrees, both languages at once; a generated
handbook, ours (with whole tags and both standards) and stock (``--pdf-variant pdf/ua-1``), rounds alternating; and how
the cost of ours grows with the number of agencies.
"""

import argparse
import gc
import math
import multiprocessing
import shutil
import statistics
import sys
import tempfile
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from bench.generate import ROOT, generate
from bench.measuring import Cost, measure
from bench.peers import with_font_files
from handbook.print.builder import BrochureBuilder
from handbook.print.cover import WORLD_COVER
from handbook.print.document import brochure_parts, part_html, stylesheet
from handbook.print.render import BASE, cover_picture, lay_out, write
from handbook.project.palette import PLAIN
from handbook.project.project import Project, load_project
from handbook.publication.store import Store

# From issue to measure: seconds, times faster, megabytes, exponent.
MOST_SECONDS, LEAST_RATIO, MOST_MEGABYTES, MOST_EXPONENT = 2.5, 1.2, 600, 1.1


def main() -> None:
    """Print each measure beside its goal."""
    parser = argparse.ArgumentParser(prog="bench.brochure", description=__doc__)
    parser.add_argument("--pages", type=int, default=100, help="agencies of the generated handbook (default: 100)")
    parser.add_argument("--growth", type=int, default=300, help="agencies to which it grows (default: 300; 0: none)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--print", nargs=3, metavar=("HTML", "CSS", "PDF"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.print:
        print_ours(*map(Path, arguments.print))
        return
    seconds = statistics.median(print_both(load_project(ROOT)) for _ in range(arguments.rounds))
    print(f"real brochures from doctrees, both languages at once: {seconds:.2f} s (goal {MOST_SECONDS})", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        first = against_stock(Path(folder), arguments.pages, arguments.rounds)
        if arguments.growth:
            grown = measure(lambda: [ours(document(Path(folder), arguments.growth))])
            exponent = math.log(grown.cpu / first.cpu) / math.log(arguments.growth / arguments.pages)
            print(
                f"{arguments.growth} agencies: {grown.cpu:.1f} s of CPU, {grown.megabytes:.0f} MB;"
                f" growth n^{exponent:.2f} (goal {MOST_EXPONENT})"
            )


def print_both(project: Project) -> float:
    """Return the seconds from doctrees to PDFs, each language in a process of its own, as in a build."""
    context = multiprocessing.get_context("fork")
    ready = context.Barrier(len(project.languages) + 1)
    with tempfile.TemporaryDirectory() as folder:
        processes = [
            context.Process(target=_print_edition, args=(project, language, Path(folder, language), ready))
            for language in project.languages
        ]
        for process in processes:
            process.start()
        ready.wait()
        start = time.perf_counter()
        for process in processes:
            process.join()
        if any(process.exitcode for process in processes):
            sys.exit("bench: a brochure could not be printed")
        return time.perf_counter() - start


def _print_edition(project: Project, language: str, folder: Path, ready: Barrier) -> None:
    gc.disable()
    builder = _read(project, language, folder)
    ready.wait()
    builder.kept = Store(folder=folder / "kept", root=folder)  # where nothing is
    sys.exit(bool(builder.write_brochure(folder / "pdf")))


def _read(project: Project, language: str, folder: Path) -> BrochureBuilder:
    overrides = {"language": language}
    with docutils_namespace():
        app = Sphinx(project.source, project.source, folder, folder / "doctrees", "brochure", overrides, status=None)
        builder = app.builder
        assert isinstance(builder, BrochureBuilder)  # the one that was asked for
        builder.read()
    return builder


def document(folder: Path, count: int) -> Path:
    """Write the English brochure of a generated handbook as HTML and CSS, and return the path of the HTML."""
    root = folder / f"handbook-{count}"
    generate(count, root)
    builder = _read(load_project(root), "en", folder / f"out-{count}")
    parts = brochure_parts(builder.imprint, builder.printed)
    html = part_html(builder.imprint.edition, "".join(part.body for part in parts))
    page = folder / f"{count}.html"
    pictures = _pictures(page)
    pictures.mkdir()
    for source, name in builder.images.items():
        shutil.copy(root / "source" / source, pictures / name)
    page.write_text(html, encoding="utf-8")
    page.with_suffix(".css").write_text(stylesheet(builder.imprint.edition), encoding="utf-8")
    return page


def _pictures(page: Path) -> Path:
    return page.with_suffix(".pictures")


def against_stock(folder: Path, count: int, rounds: int) -> Cost:
    """Print a row per round, ours and stock, and the medians. Returns what ours cost."""
    page = document(folder, count)
    print(f"{count} agencies, one language\nround  ours: s   cpu s  peak MB    stock: s   cpu s  peak MB    ratio")
    ratios, costs = [], []
    for number in range(1, rounds + 1):
        mine, other = measure(lambda: [ours(page)]), measure(lambda: [stock(page)])
        ratios.append(other.seconds / mine.seconds)
        costs.append(mine)
        row = f"{mine.seconds:8.2f}{mine.cpu:8.2f}{mine.megabytes:9.0f}"
        print(
            f"{number:5}{row}    {other.seconds:8.2f}{other.cpu:8.2f}{other.megabytes:9.0f}{ratios[-1]:9.2f}",
            flush=True,
        )
    peak = max(cost.megabytes for cost in costs)
    print(
        f"median: {statistics.median(ratios):.2f} times as fast (goal {LEAST_RATIO}), peak {peak:.0f} MB (goal"
        f" {MOST_MEGABYTES})"
    )
    return sorted(costs, key=lambda cost: cost.cpu)[len(costs) // 2]


def ours(page: Path) -> list[str]:
    """Return the command that prints a page as a build does."""
    paths = [page, page.with_suffix(".css"), page.with_suffix(".ours.pdf")]
    return [sys.executable, "-m", "bench.brochure", "--print", *map(str, paths)]


def print_ours(page: Path, css: Path, target: Path) -> None:
    """Lay out and write one document."""
    gc.disable()
    pictures = {path.name: path for path in _pictures(page).iterdir()}
    pages, found = lay_out(page.read_text(encoding="utf-8"), css.read_text(encoding="utf-8"), pictures, target.name)
    sys.exit("\n".join(map(str, [*found, *write(pages, target)])) or 0)


def stock(page: Path) -> list[str]:
    """Return the command of WeasyPrint for the same; what has an address of ours becomes a file, as it knows none."""
    css = page.with_suffix(".stock.css")
    cover = page.with_name("cover.svg")
    cover.write_text(cover_picture(PLAIN.land), encoding="utf-8")
    text = page.with_suffix(".css").read_text(encoding="utf-8")
    cover_address = f"{WORLD_COVER}{PLAIN.land[1:]}.svg"
    css.write_text(with_font_files(text.replace(cover_address, cover.as_uri())), encoding="utf-8")
    plain = page.with_suffix(".stock.html")
    html = page.read_text(encoding="utf-8").replace(f"{BASE}images/", f"{_pictures(page).as_uri()}/")
    plain.write_text(html, encoding="utf-8")
    options = ["-q", "-s", str(css), "--pdf-variant", "pdf/ua-1"]
    return [sys.executable, "-m", "weasyprint", *options, str(plain), str(page.with_suffix(".stock.pdf"))]


if __name__ == "__main__":
    main()
