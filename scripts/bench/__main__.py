"""``python -m bench``: the real handbook, from nothing built, beside stock Sphinx and WeasyPrint with our print CSS.

Stock is 2 × html, 2 × singlehtml on the same doctrees and 2 × ``weasyprint``, one after the other. Rounds alternate, so
that a machine whose speed drifts slows both.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from handbook.print.document import stylesheet
from handbook.print.render import BASE, FONTS
from handbook.project.project import Edition, find_root, load_project


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """Wall-clock seconds, CPU seconds, and the peak memory of the largest process in MB."""

    seconds: float
    cpu: float
    megabytes: float


def main() -> None:
    """Print a row per round and the medians."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    root = find_root(Path.cwd())
    with tempfile.TemporaryDirectory() as folder:
        tree, out = Path(folder) / "tree", Path(folder) / "stock"
        shutil.copytree(root, tree, ignore=shutil.ignore_patterns("build", ".venv", ".git"))
        print("round  ours: s   cpu s  peak MB    stock: s   cpu s  peak MB    ratio")
        ratios, ours = [], []
        for number in range(1, rounds + 1):
            mine, stock = measure(lambda: _ours(tree)), measure(lambda: _stock(tree, out))
            ratios.append(stock.seconds / mine.seconds)
            ours.append(mine.seconds)
            row = f"{mine.seconds:8.2f}{mine.cpu:8.2f}{mine.megabytes:9.0f}"
            print(f"{number:5}{row}    {stock.seconds:8.2f}{stock.cpu:8.2f}{stock.megabytes:9.0f}{ratios[-1]:9.2f}")
        print(f"median: ours {statistics.median(ours):.2f} s, {statistics.median(ratios):.2f} times faster than stock")


def measure(work: Callable[[], Sequence[Sequence[str]]]) -> Cost:
    """Run the commands of `work` one after the other. Returns what they cost together."""
    cpu = memory = 0.0
    commands = work()
    start = time.perf_counter()
    for command in commands:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        complaint = process.stderr.read().decode() if process.stderr else ""
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"bench: {' '.join(command)} failed:\n{complaint}")
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss / 1024)
    return Cost(seconds=time.perf_counter() - start, cpu=cpu, megabytes=memory)


def _ours(tree: Path) -> Sequence[Sequence[str]]:
    shutil.rmtree(tree / "build", ignore_errors=True)
    build = "import os, sys; os.chdir(sys.argv[1]); from handbook.commands.cli import main; sys.exit(main(['build']))"
    return [[sys.executable, "-c", build, str(tree)]]


def _stock(tree: Path, out: Path) -> Sequence[Sequence[str]]:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    for catalogue in tree.rglob("*.mo"):
        catalogue.unlink()
    project = load_project(tree)
    commands: list[list[str]] = []
    for language in project.languages:
        css, page = out / f"{language}.css", out / f"single-{language}/index.html"
        css.write_text(_with_font_files(stylesheet(Edition(project=project, language=language, siblings=()))))
        common = ["-q", "-D", f"language={language}", "-d", str(out / f"doctrees-{language}"), str(tree / "source")]
        sphinx = [sys.executable, "-m", "sphinx"]
        commands += [
            [*sphinx, "-b", "html", *common, str(out / f"html-{language}")],
            [*sphinx, "-b", "singlehtml", *common, str(page.parent)],
            [
                sys.executable,
                "-m",
                "weasyprint",
                "-q",
                "-s",
                str(css),
                "--pdf-variant",
                "pdf/ua-1",
                str(page),
                str(css.with_suffix(".pdf")),
            ],
        ]
    return commands


def _with_font_files(css: str) -> str:
    for name, package in FONTS.items():
        css = css.replace(f"{BASE}fonts/{name}", f"file://{files(package) / 'files' / name}")
    return css


if __name__ == "__main__":
    main()
