"""``python -m bench``: the table of what building costs beside its peers, each goal with what was measured.

Rows are measured as whole processes. In each round ours and the other run one after the other, so that a machine whose
speed drifts slows both; a row has the medians of its rounds. ``--only`` names rows, ``--json`` writes all of it.
"""

import argparse
import json
import math
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import count
from pathlib import Path

from bench import peers
from bench.generate import ROOT
from bench.measuring import Cost, measure
from handbook.machine.versions import package_versions, system_versions

Work = Callable[[], peers.Commands]
EVERYTHING = ("html", "pdf")


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What is measured: ours, each other by its name, and the goal as people read it."""

    name: str
    goal: str
    ours: Work
    others: Mapping[str, Work]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """Medians of a row: ours, each other's seconds, and how many times as long the other took."""

    name: str
    goal: str
    rounds: int
    seconds: float
    cpu: float
    megabytes: float
    others: Mapping[str, float]
    ratios: Mapping[str, float]


def main() -> None:
    """Measure the rows, print the table, and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", metavar="ROW", help="names of rows, or the beginnings of names")
    parser.add_argument("--large", type=int, default=1000, help="agencies of the largest handbook (default: 1000)")
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder), arguments.large):
            if not arguments.only or row.name.startswith(tuple(arguments.only)):
                rounds = 1 if f"{arguments.large} agencies" in row.name else arguments.rounds
                figures.append(measured(row, rounds))
                print(line(figures[-1]), flush=True)
    for text in growth({figure.name: figure for figure in figures}, arguments.large):
        print(text)
    if arguments.json:
        data = {"machine": machine(), "rows": [asdict(figure) for figure in figures]}
        arguments.json.write_text(json.dumps(data, indent=1), encoding="utf-8")


def rows(folder: Path, large: int) -> Iterator[Row]:
    """Yield what is measured; a handbook is generated when its first row is asked for."""
    real = folder / "real"
    shutil.copytree(ROOT, real, ignore=shutil.ignore_patterns("build", ".venv", ".git"))
    book = partial(peers.handbook, folder=folder)

    def clean(agencies: int, *outputs: str) -> Work:
        return lambda: peers.ours_clean(book(agencies), *outputs)

    def stock(agencies: int, *outputs: str) -> Work:
        return lambda: peers.stock_clean(book(agencies), *outputs)

    yield Row(
        name="real handbook, everything, from nothing",
        goal="stock 4 ×",
        ours=lambda: peers.ours_clean(real),
        others={"stock": lambda: peers.stock_clean(real, *EVERYTHING)},
    )
    yield Row(
        name="4 agencies, HTML, from nothing",
        goal="stock 3 ×",
        ours=clean(4, "html"),
        others={"stock": stock(4, "html")},
    )
    yield Row(
        name="100 agencies, HTML, from nothing",
        goal="stock 6 ×, MkDocs Material 0.8 ×",
        ours=clean(100, "html"),
        others={
            "stock": stock(100, "html"),
            "MkDocs Material": partial(peers.mkdocs, 100, folder),
            "Zensical": partial(peers.zensical, 100, folder),
            "Hugo": partial(peers.hugo, 100, folder),
        },
    )
    yield Row(
        name="100 agencies, everything, from nothing",
        goal="stock 3 ×, 700 MB",
        ours=clean(100, *EVERYTHING),
        others={"stock": stock(100, *EVERYTHING)},
    )
    yield from _edited(folder, large)
    yield Row(name="20 agencies, brochure", goal="", ours=clean(20, "pdf"), others={})
    yield Row(name="200 agencies, brochure", goal="n^1.05 from 20", ours=clean(200, "pdf"), others={})
    yield Row(name=f"{large} agencies, HTML, from nothing", goal="n^1.0 from 100", ours=clean(large, "html"), others={})


def _edited(folder: Path, large: int) -> Iterator[Row]:
    """Yield the rows of what was built before."""
    numbers = count(1)

    def built(agencies: int, *outputs: str) -> Path:
        root = peers.handbook(agencies, folder)
        arguments = [argument for output in outputs for argument in ("--output", output)]
        measure(lambda: [peers.ours(root, "build", *arguments)])
        return root

    def edited(*outputs: str) -> peers.Commands:
        root = built(100, *outputs)
        peers.another_word(root, next(numbers))
        return [peers.ours(root, "build", *(argument for output in outputs for argument in ("--output", output)))]

    def stock_edited() -> peers.Commands:
        root = peers.handbook(100, folder)
        if not root.with_name(f"{root.name}-stock").is_dir():
            measure(lambda: peers.stock_clean(root, "html"))
        peers.another_word(root, next(numbers))
        return peers.stock_at_once(root)

    for agencies, goal in ((4, "0.15 s"), (100, "0.25 s"), (large, "1 s")):
        yield Row(
            name=f"{agencies} agencies, HTML, nothing changed",
            goal=goal,
            ours=lambda agencies=agencies: [peers.ours(built(agencies, "html"), "build", "--output", "html")],  # type: ignore[misc]
            others={"Hugo": partial(peers.hugo, agencies, folder)},
        )
    yield Row(
        name="100 agencies, HTML, one French string",
        goal="1 s",
        ours=partial(edited, "html"),
        others={"stock, both at once": stock_edited},
    )
    yield Row(
        name="100 agencies, everything, one French string",
        goal="clean 20 ×",
        ours=partial(edited, *EVERYTHING),
        others={"clean": lambda: peers.ours_clean(peers.handbook(100, folder), *EVERYTHING)},
    )


def measured(row: Row, rounds: int) -> Figures:
    """Measure a row so many times, ours and the others one after the other."""
    mine: list[Cost] = []
    others: dict[str, list[float]] = {name: [] for name in row.others}
    for _ in range(rounds):
        mine.append(measure(row.ours))
        for name, work in row.others.items():
            others[name].append(measure(work).seconds)
    own = [cost.seconds for cost in mine]
    return Figures(
        name=row.name,
        goal=row.goal,
        rounds=rounds,
        seconds=round(statistics.median(own), 2),
        cpu=round(statistics.median(cost.cpu for cost in mine), 2),
        megabytes=round(max(cost.megabytes for cost in mine)),
        others={name: round(statistics.median(seconds), 2) for name, seconds in others.items()},
        ratios={name: round(_ratio(seconds, own), 2) for name, seconds in others.items()},
    )


def _ratio(others: Sequence[float], own: Sequence[float]) -> float:
    """Return the median of the ratios of each round: a machine that slows down slows both sides of one."""
    return statistics.median(other / mine for other, mine in zip(others, own, strict=True))


def line(figures: Figures) -> str:
    """Return a row of the table, in Markdown."""
    others = ", ".join(f"{name} {figures.others[name]} s ({ratio} ×)" for name, ratio in figures.ratios.items())
    cells = (figures.name, f"{figures.seconds} s", f"{figures.cpu} s", f"{figures.megabytes} MB", others, figures.goal)
    return f"| {' | '.join(cells)} |"


def growth(figures: Mapping[str, Figures], large: int) -> Iterator[str]:
    """Yield the exponents with which CPU grows, of the rows that were measured."""
    pairs = (
        ("HTML", 100, large, "{} agencies, HTML, from nothing"),
        ("brochure", 20, 200, "{} agencies, brochure"),
    )
    for name, small, big, row in pairs:
        first, last = figures.get(row.format(small)), figures.get(row.format(big))
        if first and last:
            exponent = math.log(last.cpu / first.cpu) / math.log(big / small)
            yield f"{name}, {small} to {big} agencies: n^{exponent:.2f}"


def machine() -> Mapping[str, object]:
    """Return where it was measured, and with what."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 0
    versions = package_versions() | system_versions()
    return {"system": platform.platform(), "cores": cores, "python": platform.python_version(), "versions": versions}


if __name__ == "__main__":
    main()
