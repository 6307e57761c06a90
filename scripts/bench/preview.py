"""``python -m bench.preview``: from a save to the new page being served, in the live preview; medians as JSON.

The real handbook, and a generated one of 100 agencies. A page is open; its text is changed, then its translation. With
``--browser`` also from a save to the new page being seen in Chromium.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.generate import generate
from conformance.packages import prepare
from conformance.preview import look
from handbook.project.project import Project, find_root, load_project

SAVES = 20
# Longer than any start takes, and how long the other pages take after it, in seconds.
_PATIENCE, _SETTLED = 60, 5
_START = "import os, sys; os.chdir(sys.argv[1]); from handbook.commands.cli import main; main(['serve', '--port', '0'])"


def main() -> None:
    """Print the seconds of each kind of save, for each handbook."""
    parser = argparse.ArgumentParser(prog="bench.preview", description=__doc__)
    parser.add_argument("--agencies", type=int, default=100, metavar="N", help="of the generated handbook")
    parser.add_argument("--saves", type=int, default=SAVES)
    parser.add_argument("--browser", action="store_true", help="measure in Chromium too, until the page is seen")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        real, generated = Path(folder) / "real", Path(folder) / "generated"
        for name in ("source", "locales"):
            shutil.copytree(find_root(Path.cwd()) / name, real / name, ignore=shutil.ignore_patterns("*.mo"))
        shutil.copy(find_root(Path.cwd()) / "pyproject.toml", real)
        generate(options.agencies, generated)
        result = {
            "saves": options.saves,
            "4 agencies": measure(real, "agencies/did", options.saves),
            f"{options.agencies} agencies": measure(generated, "agencies/agency0001", options.saves),
        }
    if options.browser:
        result["seen in Chromium"] = seen(load_project(find_root(Path.cwd())))
    print(json.dumps(result, indent=1))


def seen(project: Project) -> float:
    """Return the median seconds of 20 saves, each until Chromium shows the page with it."""
    tests = project.root / "tests/browser"
    report = look(project, tests, prepare(tests, project.root / "build/tools", os.environ))
    if report is None:
        sys.exit("bench: the handbook has no translated page of an agency to save")
    return float(json.loads(report)["save_to_visible"])


def measure(root: Path, docname: str, saves: int) -> dict[str, float]:
    """Return the median seconds from a save to the new page being served, of an English page and of a translation."""
    source, catalogue = root / f"source/{docname}.md", root / f"locales/fr/LC_MESSAGES/{docname}.po"
    with running_preview(root) as address:
        return {
            "page": median(address, f"en/{docname}", source, first_sentence(source), saves),
            "translation": median(address, f"fr/{docname}", catalogue, last_translation(catalogue), saves),
        }


def first_sentence(page: Path) -> int:
    """Return where the first sentence under the title of a page ends."""
    text = page.read_text(encoding="utf-8")
    title = re.search(r"(?m)^# ", text)
    sentence = title and re.compile(r"[a-z](?=\.\s)").search(text, title.end())
    if not sentence:
        sys.exit(f"bench: {page} has no sentence to edit")
    return sentence.end()


def last_translation(catalogue: Path) -> int:
    """Return where the last sentence of a catalogue ends."""
    return catalogue.read_text(encoding="utf-8").rindex('."\n')


@contextmanager
def running_preview(root: Path) -> Iterator[str]:
    """Run a preview of the handbook in `root`, and give its host and port."""
    process = subprocess.Popen([sys.executable, "-c", _START, str(root)], stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline() if process.stdout else ""
        if not (match := re.search(r"http://([\d.:]+)/", line)):
            sys.exit(f"bench: the preview did not start: {line}")
        yield match[1]
    finally:
        process.terminate()
        process.wait()


def median(address: str, page: str, path: Path, place: int, saves: int) -> float:
    """Return the median seconds from a save of `path`, with a new word in a place, to `page` being served with it."""
    text = path.read_text(encoding="utf-8")
    seconds = []
    with opened(address, page) as news:
        _served(news, address, page, "<main")
        time.sleep(_SETTLED)
        for number in range(saves):
            word = "saved" + "".join(chr(ord("a") + int(digit)) for digit in str(number))
            start = time.perf_counter()
            path.write_text(f"{text[:place]} {word}{text[place:]}", encoding="utf-8")
            _served(news, address, page, word)
            seconds.append(time.perf_counter() - start)
    return round(statistics.median(seconds), 3)


@contextmanager
def opened(address: str, page: str) -> Iterator[Iterator[object]]:
    """Open a page as its script does: give what the preview tells it."""
    language, _, docname = page.partition("/")
    connection = http.client.HTTPConnection(address, timeout=_PATIENCE)
    connection.request("GET", f"/_preview/events?language={language}&page={docname}")
    answer = connection.getresponse()
    try:
        yield (json.loads(line[5:]) for line in answer if line.startswith(b"data:"))
    finally:
        connection.close()


def _served(news: Iterator[object], address: str, page: str, text: str) -> None:
    """Wait until a page is served that holds `text`; it is asked for whenever the preview tells of something."""
    while text not in get(address, page):
        next(news)


def get(address: str, page: str) -> str:
    """Return a page as it is served now."""
    connection = http.client.HTTPConnection(address, timeout=_PATIENCE)
    connection.request("GET", f"/{page}.html")
    return connection.getresponse().read().decode("utf-8")


if __name__ == "__main__":
    main()
