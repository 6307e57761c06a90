"""``python -m conformance.lighthouse [PAGE ...]``: what Lighthouse says of pages on a telephone, as the median of five.

The HTML of this handbook is built as for a host (``base_url``), in a folder of its own, and served by nginx with the
lines of docs/publishing.md. ``tests/lighthouse`` pins Lighthouse, some 190 MB. Whatever else runs on the machine lowers
the scores.

The exit code is 0 when each page has what is asked for, 1 when one has not, 2 when that cannot be found out.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from conformance.node_scripts import script_output
from conformance.packages import chromium_program, fetch_packages
from conformance.serving import HOST, PAGE, SERVERS, lines_of, running
from conformance.tools import ConformanceError, require
from handbook.findings.finding import HandbookError
from handbook.project.project import Project, find_root, load_project

# The first page, an agency, the comparison; and what each has to have, of 100.
PAGES = ("en/index.html", "en/agencies/socodevi.html", "en/compare.html")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
ROUNDS = 5
# Seconds that a run of one page may take: ten times what it takes.
LONGEST = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class PageScores:
    """The medians of a page: `scores` of 100, `measured` in milliseconds (the shift of the layout is a ratio).

    `failed` are the audits that failed in any run, those of performance apart.
    """

    page: str
    scores: Mapping[str, float]
    measured: Mapping[str, float]
    failed: Sequence[str]

    @property
    def low(self) -> list[str]:
        """Return the scores that are lower than asked for."""
        return [name for name, least in LEAST.items() if self.scores[name] < least]


def main() -> int:
    """Measure the pages, print the table, and write it as JSON where that is asked for. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="conformance.lighthouse", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help=f"of the site (default: {' '.join(PAGES)})")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("a median is of one round or more")
    try:
        project = load_project(find_root(Path.cwd()))
        version, pages = measured(project, arguments.pages or PAGES, arguments.rounds, os.environ)
    except (ConformanceError, HandbookError, OSError) as error:
        print(f"conformance.lighthouse: {error}", file=sys.stderr)
        return 2
    print(*table(version, arguments.rounds, pages), sep="\n")
    if arguments.json:
        data = {
            "lighthouse": version,
            "rounds": arguments.rounds,
            "least": LEAST,
            "pages": [asdict(each) for each in pages],
        }
        arguments.json.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return 1 if any(each.low for each in pages) else 0


def measured(
    project: Project, pages: Sequence[str], rounds: int, environ: Mapping[str, str]
) -> tuple[str, list[PageScores]]:
    """Return the version of Lighthouse, and the medians of each page. Raises ConformanceError where there are none."""
    root = project.root.absolute()
    tests = root / "tests" / "lighthouse"
    [server] = [each for each in SERVERS if each.name == "nginx"]
    for program in ("node", server.name):
        require(program, environ)
    chromium = chromium_program(environ)
    modules = fetch_packages(tests, root / "build" / "tools" / "lighthouse", environ)
    with tempfile.TemporaryDirectory(prefix="handbook-lighthouse-") as name:
        folder = Path(name).resolve()
        site = _build(root, folder / "handbook")
        absent = [page for page in pages if not (site / page).is_file()]
        if absent:
            raise ConformanceError(f"the site has no page {absent[0]}")
        lines = lines_of((root / PAGE).read_text(encoding="utf-8"), server.language)
        with running(server, lines, site, "", folder / "reports") as port:
            arguments = [str(modules), chromium, str(rounds), str(port), *pages]
            longest = LONGEST * rounds * len(pages)
            report = script_output(tests / "lighthouse.mjs", arguments, who="Lighthouse", longest=longest)
    return read_runs(report, pages, rounds)


def _build(root: Path, tree: Path) -> Path:
    """Build the HTML of a copy that has a ``base_url``, and return its site."""
    for name in ("source", "locales"):
        shutil.copytree(root / name, tree / name)
    settings = (root / "pyproject.toml").read_text(encoding="utf-8")
    head = "[tool.handbook]\n"
    if "\nbase_url =" not in settings:
        settings = settings.replace(head, f'{head}base_url = "https://{HOST}/"\n', 1)
    (tree / "pyproject.toml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "handbook", "build", "--output", "html"]
    answer = subprocess.run(command, check=False, cwd=tree, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if answer.returncode:
        raise ConformanceError(f"the handbook cannot be built\n{answer.stderr.strip()[:1500]}")
    return (tree / "build" / "site").resolve()


def read_runs(report: str, pages: Sequence[str], rounds: int) -> tuple[str, list[PageScores]]:
    """Return the version and the medians from the JSON of ``lighthouse.mjs``, in the order of `pages`.

    Raises ConformanceError unless each page was looked at in each round.
    """
    try:
        answer = json.loads(report)
        version = str(answer["version"])
        by_page = {
            page: [run for run in answer["runs"] if urlsplit(run["address"]).path == f"/{page}"] for page in pages
        }
        if any(len(runs) != rounds for runs in by_page.values()):
            raise ConformanceError(f"Lighthouse has not looked at each page {rounds} times")
        return version, [_medians(page, runs) for page, runs in by_page.items()]
    except (ValueError, LookupError, TypeError) as error:
        raise ConformanceError(f"Lighthouse gave no report that can be read: {error!r}") from None


def _medians(page: str, runs: Sequence[Mapping[str, dict[str, float]]]) -> PageScores:
    scores = {name: statistics.median(run["scores"][name] for run in runs) for name in LEAST}
    measured = {
        name: round(statistics.median(run["measured"][name] for run in runs), 3) for name in runs[0]["measured"]
    }
    failed = sorted({audit for run in runs for audit in run["failed"]})
    return PageScores(page=page, scores=scores, measured=measured, failed=failed)


def table(version: str, rounds: int, pages: Sequence[PageScores]) -> list[str]:
    """Return the lines of a table in Markdown, and of each page what is too low."""
    metrics = list(pages[0].measured)
    names = [*LEAST, *(metric.replace("-", " ") for metric in metrics)]
    lines = [f"Lighthouse {version}, mobile, medians of {rounds}", "", f"| page | {' | '.join(names)} |"]
    lines.append(f"| --- |{' ---: |' * len(names)}")
    for each in pages:
        values = [*(f"{each.scores[name]:g}" for name in LEAST), *(f"{each.measured[metric]:g}" for metric in metrics)]
        lines.append(f"| {each.page} | {' | '.join(values)} |")
    for each in pages:
        lines += [f"{each.page}: {name} {each.scores[name]:g}, and {LEAST[name]} is asked for" for name in each.low]
        lines += [f"{each.page}: failed: {', '.join(each.failed)}"] if each.failed else []
    return lines


if __name__ == "__main__":
    sys.exit(main())
