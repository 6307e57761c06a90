"""``python -m bench.html``: what a page of the HTML handbook costs as the handbook grows, and what its readers load.

Both languages of two generated handbooks, a small and a large one, from nothing built, in CPU seconds per page of one
run; then the heaviest page with all that it loads, what a first query loads, and how soon it is answered. Prints JSON.
With ``--browser`` also until the answer is seen in Chromium, which whatever else runs on the machine makes later.
"""

import argparse
import json
import os
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
from conformance.node_scripts import script_output
from conformance.packages import chromium_program, fetch_packages
from handbook.checks.built.weight import sizes_of
from handbook.project.project import Project, find_root, load_project
from handbook.readback.html_page import Page, read_page
from handbook.sphinx.assets import asset_links

# The goals: cost of a page, times that of the small handbook; KB; files; KB and milliseconds of a query.
MOST_GROWTH, MOST_KILOBYTES, MOST_FILES, MOST_ASKED_KILOBYTES, MOST_MILLISECONDS = 1.3, 60, 6, 150, 150
ASKED = ("federation", "agency village", "coop0042", "harvst", "the team works in the market")
# Answers a query as a browser does whose first one it is: the bytes of what it loads, and the milliseconds.
ASK = """
const [site, script, query] = process.argv.slice(1);
const { prepare, search } = require(`${site}/${script}`);
let bytes = 0;
const load = (name) => {
  bytes += require("fs").statSync(`${site}/${name}.js`).size;
  require(`${site}/${name}.js`);
};
const begin = performance.now();
load("search-index");
const index = globalThis.handbookSearchIndex;
const engine = prepare(index, async (name) => load(`${index.folder}/${name}`));
search(engine, query).then(() => console.log(JSON.stringify([bytes, performance.now() - begin])));
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What a handbook of so many agencies costs its publisher and its readers.

    `asked_milliseconds` are of Node.js; `seen` is what each query loads in Chromium, and until its answer is painted.
    """

    agencies: int
    pages: int
    cpu_seconds: float
    cpu_milliseconds_per_page: float
    megabytes: float
    heaviest_page: str
    heaviest_kilobytes: int
    most_files: int
    index_kilobytes: int
    asked_kilobytes: int | None
    asked_milliseconds: int | None
    seen: list[dict[str, object]]


def main() -> None:
    """Print the figures of each size, and their ratio beside its goal."""
    parser = argparse.ArgumentParser(prog="bench.html", description=__doc__)
    parser.add_argument("--agencies", type=int, nargs=2, default=[100, 1000], metavar=("SMALL", "LARGE"))
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--browser", action="store_true", help="ask in Chromium too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large = (
            figures(each, Path(folder, str(each)), arguments.rounds, has_browser=arguments.browser)
            for each in arguments.agencies
        )
    growth = large.cpu_milliseconds_per_page / small.cpu_milliseconds_per_page
    goals = {
        "growth": MOST_GROWTH,
        "heaviest_kilobytes": MOST_KILOBYTES,
        "most_files": MOST_FILES,
        "asked_kilobytes": MOST_ASKED_KILOBYTES,
        "asked_milliseconds": MOST_MILLISECONDS,
    }
    print(
        json.dumps(
            {"small": asdict(small), "large": asdict(large), "growth": round(growth, 2), "goals": goals}, indent=1
        )
    )


def figures(agencies: int, root: Path, rounds: int, *, has_browser: bool = False) -> Figures:
    """Generate and build a handbook below `root`, `rounds` times, and measure it."""
    generate(agencies, root)
    costs = [measure(lambda: [_build(root)]) for _ in range(rounds)]
    seconds = statistics.median(cost.cpu for cost in costs)
    project = load_project(root)
    pages = [page for language in project.languages for page in _pages(project.site / language)]
    weights = {page.path: sizes_of(page) for page in pages}
    heaviest = max(weights, key=lambda path: sum(weights[path].values()))
    edition = project.site / project.languages[-1]
    answers = list(_answers(project, edition))
    return Figures(
        agencies=agencies,
        pages=len(pages),
        cpu_seconds=round(seconds, 1),
        cpu_milliseconds_per_page=round(1000 * seconds / len(pages), 1),
        megabytes=round(max(cost.megabytes for cost in costs)),
        heaviest_page=heaviest.relative_to(project.site).as_posix(),
        heaviest_kilobytes=-(-sum(weights[heaviest].values()) // 1024),
        most_files=max(map(len, weights.values())),
        index_kilobytes=sum(path.stat().st_size for path in _index(edition)) // 1024,
        asked_kilobytes=max((size // 1024 for size, _ in answers), default=None),
        asked_milliseconds=max((taken for _, taken in answers), default=None),
        seen=_seen(edition) if has_browser else [],
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


def _seen(edition: Path) -> list[dict[str, object]]:
    """Return of each query what Chromium loads of the index, in bytes and files, and the milliseconds (medians)."""
    root = find_root(Path.cwd())
    tests, tools = root / "tests" / "browser", root / "build" / "tools" / "browser"
    arguments = [str(edition.parent), str(fetch_packages(tests, tools, os.environ)), chromium_program(os.environ)]
    report = script_output(tests / "asked.mjs", [*arguments, edition.name, *ASKED], who="the browser", longest=300)
    answers: list[dict[str, object]] = json.loads(report)["answers"]
    return answers


def _index(edition: Path) -> list[Path]:
    return [edition / "search-index.js", *edition.glob("search-index/*/*.js")]


def _answers(project: Project, edition: Path) -> Iterator[tuple[int, int]]:
    """Yield the bytes and milliseconds of each query, in a process of its own; nothing where Node.js is missing."""
    node = shutil.which("node")
    if not node:
        return
    script = asset_links(["search.js"], project, up="../")["search.js"]
    for query in ASKED:
        command = [node, "-e", ASK, "--", str(edition), script, query]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
        size, taken = json.loads(answer.stdout)
        yield size, round(taken)


if __name__ == "__main__":
    main()
