"""``python -m bench.html``: what a page of the HTML handbook costs as the handbook grows, and what its readers load.

Both languages of two generated handbooks, a small and a large one, from nothing built, in CPU seconds per page of one
run; then the heaviest page with all that it loads, the search index, and the first answer of the search. Prints JSON.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.generate import generate
from bench.measuring import measure
from handbook.checks.built.weight import sizes_of
from handbook.project.project import load_project
from handbook.readback.html_page import Page, read_page
from handbook.sphinx.assets import asset_links

# From issue to measure: cost of a page, times that of the small handbook; KB; files; milliseconds.
MOST_GROWTH, MOST_KILOBYTES, MOST_FILES, MOST_MILLISECONDS = 1.3, 60, 6, 300
ASKED = ("federation", "agency village", "coop0042", "harvst")
# Loads the index as a browser does, and answers each query: milliseconds of both, in this order.
ASK = """
const [site, script, queries] = [process.argv[1], process.argv[2], JSON.parse(process.argv[3])];
const { prepare, search } = require(`${site}/${script}`);
const begin = performance.now();
require(`${site}/search-index.js`);
const engine = prepare(globalThis.handbookSearchIndex);
const loaded = performance.now();
const taken = queries.map((query) => {
  const start = performance.now();
  search(engine, query);
  return performance.now() - start;
});
console.log(JSON.stringify([loaded - begin, ...taken]));
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What a handbook of so many agencies costs its publisher and its readers; the milliseconds are of Node.js."""

    agencies: int
    pages: int
    cpu_seconds: float
    cpu_milliseconds_per_page: float
    megabytes: float
    heaviest_page: str
    heaviest_kilobytes: int
    most_files: int
    index_kilobytes: int
    index_load_milliseconds: int | None
    first_result_milliseconds: int | None


def main() -> None:
    """Print the figures of each size, and their ratio beside its goal."""
    parser = argparse.ArgumentParser(prog="bench.html", description=__doc__)
    parser.add_argument("--agencies", type=int, nargs=2, default=[100, 1000], metavar=("SMALL", "LARGE"))
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large = (figures(each, Path(folder, str(each)), arguments.rounds) for each in arguments.agencies)
    growth = large.cpu_milliseconds_per_page / small.cpu_milliseconds_per_page
    goals = {
        "growth": MOST_GROWTH,
        "heaviest_kilobytes": MOST_KILOBYTES,
        "most_files": MOST_FILES,
        "first_result_milliseconds": MOST_MILLISECONDS,
    }
    print(
        json.dumps(
            {"small": asdict(small), "large": asdict(large), "growth": round(growth, 2), "goals": goals}, indent=1
        )
    )


def figures(agencies: int, root: Path, rounds: int) -> Figures:
    """Generate and build a handbook below `root`, `rounds` times, and measure it."""
    generate(agencies, root)
    costs = [measure(lambda: [_build(root)]) for _ in range(rounds)]
    seconds = statistics.median(cost.cpu for cost in costs)
    project = load_project(root)
    pages = [page for language in project.languages for page in _pages(project.site / language)]
    weights = {page.path: sizes_of(page) for page in pages}
    heaviest = max(weights, key=lambda path: sum(weights[path].values()))
    edition = project.site / project.languages[-1]
    loaded, *answers = _asked(edition)
    return Figures(
        agencies=agencies,
        pages=len(pages),
        cpu_seconds=round(seconds, 1),
        cpu_milliseconds_per_page=round(1000 * seconds / len(pages), 1),
        megabytes=round(max(cost.megabytes for cost in costs)),
        heaviest_page=heaviest.relative_to(project.site).as_posix(),
        heaviest_kilobytes=-(-sum(weights[heaviest].values()) // 1024),
        most_files=max(map(len, weights.values())),
        index_kilobytes=(edition / "search-index.js").stat().st_size // 1024,
        index_load_milliseconds=loaded,
        first_result_milliseconds=max(answers) if answers else None,
    )


def _pages(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.rglob("*.html")):
        yield read_page(path, folder)


def _build(root: Path) -> list[str]:
    shutil.rmtree(root / "build", ignore_errors=True)
    build = (
        "import os, sys; os.chdir(sys.argv[1]); from handbook.commands.cli import main; sys.exit(main(sys.argv[2:]))"
    )
    return [sys.executable, "-c", build, str(root), "build", "--output", "html"]


def _asked(edition: Path) -> list[int | None]:
    """Return the milliseconds until the index is ready, and those of each answer; nothing where Node.js is missing."""
    node = shutil.which("node")
    if node is None:
        return [None]
    [script] = asset_links(["search.js"], up="../").values()
    command = [node, "-e", ASK, "--", str(edition), script, json.dumps(ASKED)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return [round(each) for each in json.loads(answer.stdout)]


if __name__ == "__main__":
    main()
