"""``make faults``: every fault many times, as a table of figures; ``--quick`` tries each a few times."""

import argparse
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from faults.builds import begun, build, ended, left_alive, start, workers_of
from faults.damages import DAMAGES
from faults.readers import read_whole, reading_meanwhile
from faults.refusing import ERRORS, Refusal, in_a_fork
from faults.scenes import BEFORE, NAMES, publish_staged, publish_words, scene, small_handbook, wrongs
from faults.stepping import killed_at, stops_of
from handbook.project.project import Project
from handbook.publication.release import site_place, standing
from handbook.publication.rollback import roll_back
from handbook.publication.verify import verify


@dataclass(frozen=True, kw_only=True)
class Row:
    """A fault: how often it was tried, what was seen, and what was wrong, which has to be nothing."""

    fault: str
    tried: int
    seen: str
    wrong: list[str]


Fault = Callable[[Path, int], Iterator[Row]]


def killed_in_the_swap(folder: Path, share: int) -> Iterator[Row]:
    """Kill at each system call of a publication; `share` is 1 for each of them, 10 for each tenth."""
    for before in BEFORE:
        project = small_handbook(folder / before)
        again, publishing = scene(project, before), partial(publish_staged, project)
        stops = range(0, stops_of(publishing), share)
        wrong, seen = [], Counter[str]()

        def put_back(again: Callable[[], None] = again, stops: range = stops) -> Iterator[int]:
            for stop in stops:
                again()
                yield stop

        for stop in killed_at(publishing, put_back()):
            seen[_words(project)] += 1
            wrong += [f"at {stop}: {each}" for each in wrongs(project, before)]
        told = ", ".join(f"{count} {words}" for words, count in sorted(seen.items()))
        yield Row(fault=f"kill -9 at system calls, publishing over {before}", tried=len(stops), seen=told, wrong=wrong)


def _words(project: Project) -> str:
    outcome = read_whole(project.site)
    if outcome != "whole":
        return outcome
    return (project.site / "en/index.html").read_text(encoding="utf-8").split()[1]


def refused(folder: Path, share: int) -> Iterator[Row]:
    """Refuse each thing that publishing asks of the disk, with each error."""
    for name, error in ERRORS.items():
        wrong, tried, raised = [], 0, 0
        for before in BEFORE:
            project = small_handbook(folder / f"{name} {before}")
            again, publishing = scene(project, before), partial(publish_staged, project)
            count, _ = in_a_fork(publishing, Refusal(folder=project.build))
            for last in range(1, count + 1, share):
                again()
                _, told = in_a_fork(publishing, Refusal(folder=project.build, last=last, error=error))
                tried, raised = tried + 1, raised + bool(told)
                wrong += [f"at {last} of {before}: {each}" for each in wrongs(project, before)]
        yield Row(fault=f"{name}, at each call of publishing", tried=tried, seen=f"{raised} said so", wrong=wrong)


def read_meanwhile(folder: Path, share: int) -> Iterator[Row]:
    """Publish and roll back over and over while four readers read."""
    project = small_handbook(folder / "readers")
    publish_words(project, "first")
    times = 1000 // share
    with reading_meanwhile(project.site, readers=4) as readings:
        for number in range(times):
            publish_words(project, f"site-{number}", (*NAMES, f"en/{number}.html"))
            if number % 10 == 9:
                roll_back(site_place(project), None, 3, project.build)
    whole, torn, missing = readings.figures
    seen = f"{whole} readings whole, {torn} torn, {missing} missing"
    yield Row(fault="readers in a loop meanwhile", tried=times, seen=seen, wrong=["torn or missing"] * (torn + missing))


def killed_builds(folder: Path, share: int) -> Iterator[Row]:
    """Kill a build, or one of its workers, at random moments, while readers read."""
    project = small_handbook(folder / "builds")
    begin = time.monotonic()
    assert build(project).code == 0
    lasts = time.monotonic() - begin
    for whom in ("parent", "worker"):
        wrong, codes = [], Counter[str]()
        with reading_meanwhile(project.site, readers=1) as readings:
            for number in range(100 // share):
                _touch(project, number)
                # A worker lives for a part of the build: from when there is one, so that most of them are hit.
                after = random.uniform(0.02, lasts * 1.1) if whom == "parent" else random.uniform(0, lasts * 0.5)
                code, told = _killed(project, whom, after)
                codes[code] += 1
                wrong += told
            wrong += [] if build(project).code == 0 else ["the next build fails"]
            wrong += [str(each) for each in verify(project.site.resolve(), project.root)]
        whole, torn, missing = readings.figures
        wrong += ["torn or missing"] * (torn + missing)
        ends = ", ".join(f"{count} {code}" for code, count in sorted(codes.items()))
        seen = f"{ends}; {whole} readings whole, {torn} torn, {missing} missing"
        yield Row(fault=f"kill -9 of the {whom} of a build", tried=100 // share, seen=seen, wrong=wrong)


def _touch(project: Project, number: int) -> None:
    """Change the title, so that every page is another."""
    path = project.root / "pyproject.toml"
    title = re.sub("Small( [0-9]+)? Handbook", f"Small {number} Handbook", path.read_text(encoding="utf-8"))
    path.write_text(title, encoding="utf-8")


def _killed(project: Project, whom: str, after: float) -> tuple[str, list[str]]:
    """Kill a build after some seconds; of a worker, once there is one. Returns how, and what is wrong."""
    with begun(project) as process:
        if whom == "worker":
            workers_of(process)
        time.sleep(after)
        victims = [process.pid] if whom == "parent" else workers_of(process, wait=0.05)
        for victim in victims[:1]:
            os.kill(victim, signal.SIGKILL)
        done = ended(process)
        wrong = [f"{pid} lives on" for pid in left_alive(process)]
    if "Traceback" in done.errors or (done.code > 0 and done.errors.count("\n") > 3):
        wrong.append(done.errors)
    wrong += [] if read_whole(project.site) == "whole" else [f"{read_whole(project.site)} after {after:.2f} s"]
    return {0: "ended before", 1: "said so", -9: "killed"}.get(done.code, str(done.code)), wrong


def interrupted(folder: Path, share: int) -> Iterator[Row]:
    """Press Ctrl-C at random moments of a build."""
    project = small_handbook(folder / "interrupted")
    assert build(project).code == 0
    wrong, longest, codes = [], 0.0, Counter[int]()
    for _ in range(40 // share):
        with begun(project) as process:
            time.sleep(random.uniform(0.4, 2.5))
            os.killpg(process.pid, signal.SIGINT)
            done = ended(process)
            longest = max(longest, done.seconds)
            codes[done.code] += 1
            wrong += [f"{pid} lives on" for pid in left_alive(process)]
        # On a slow machine Python may not have begun: it ends at once, and nobody is there to say so.
        is_too_early = done.code == -signal.SIGINT and not done.errors
        if done.code and done.errors.count("\n") != 1 and not is_too_early:
            wrong.append(done.errors or f"exit code {done.code} without a word")
        wrong += [f"{path.name} is left" for path in project.build.glob("stage-*")]
    wrong += ["longer than a second"] * (longest > 1)
    ends = ", ".join(f"{count} × exit code {code}" for code, count in sorted(codes.items()))
    yield Row(fault="Ctrl-C", tried=40 // share, seen=f"{ends}; the longest took {longest:.2f} s", wrong=wrong)


def two_at_once(folder: Path, share: int) -> Iterator[Row]:
    """Begin a build of each language at the same moment, on nothing and on what is there."""
    project = small_handbook(folder / "two")
    wrong = []
    for number in range(50 // share):
        if number % 2:
            shutil.rmtree(project.build)
        both = [start(project, "build", "--output", "html", "--language", each) for each in ("en", "fr")]
        ends = [ended(process) for process in both]
        wrong += [each.errors for each in ends if each.code]
        wrong += [f"{each} is lost" for each in ("en", "fr") if not (project.site / each / "index.html").is_file()]
        wrong += [] if read_whole(project.site) == "whole" else ["not whole"]
    yield Row(fault="two partial builds at once", tried=50 // share, seen="both languages each time", wrong=wrong)


def edited(folder: Path, share: int) -> Iterator[Row]:
    """Edit a page at random moments of a build: both languages have one version of it."""
    project = small_handbook(folder / "edited")
    wrong, again = [], 0
    page = project.root / "source/compare.md"
    text = page.read_text(encoding="utf-8")
    for number in range(30 // share):
        with begun(project, "build", "--output", "html", "--allow-incomplete") as process:
            time.sleep(random.uniform(0.2, 2.5))
            page.write_text(f"{text}\nVersion {number}.\n", encoding="utf-8")
            done = ended(process)
        wrong += [done.errors] if done.code else []
        again += "edited while it was built" in done.errors
        pages = [(project.site / each / "compare.html").read_text(encoding="utf-8") for each in ("en", "fr")]
        versions = {f"Version {number}." in each for each in pages}
        wrong += ["the languages differ"] * (len(versions) > 1)
    yield Row(fault="a page edited during a build", tried=30 // share, seen=f"{again} built again", wrong=wrong)


def damaged(folder: Path, share: int) -> Iterator[Row]:
    """Do each damage to a published site with PDFs, and hold it to its manifest."""
    project = small_handbook(folder / "damaged")
    assert build(project, "build").code == 0
    site = standing(project.site)
    assert site
    wrong = []
    for name, (path, damage) in DAMAGES.items():
        copy = shutil.copytree(site, folder / "copies" / name / "site")
        damage(copy)
        found = {each.path for each in verify(copy, copy)}
        wrong += [] if path in found else [f"{name} is not named"]
    named = len(DAMAGES) - len(wrong)
    yield Row(fault="damages of a published site, by verify", tried=len(DAMAGES), seen=f"{named} named", wrong=wrong)


FAULTS: tuple[Fault, ...] = (
    killed_in_the_swap,
    refused,
    read_meanwhile,
    killed_builds,
    interrupted,
    two_at_once,
    edited,
    damaged,
)


def main() -> int:
    """Print a line on each fault. Returns 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="faults", description="Try every fault that publishing has to survive.")
    parser.add_argument("--quick", action="store_true", help="each a tenth as often")
    parser.add_argument("--seed", type=int, default=None, help="of the random moments")
    parser.add_argument("only", nargs="*", metavar="FAULT", help=", ".join(each.__name__ for each in FAULTS))
    options = parser.parse_args()
    seed = random.randrange(10**6) if options.seed is None else options.seed
    random.seed(seed)
    print(f"faults: seed {seed}", flush=True)
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="handbook-faults-") as folder:
        for fault in FAULTS:
            if options.only and fault.__name__ not in options.only:
                continue
            for row in fault(Path(folder), 10 if options.quick else 1):
                print(f"{row.fault:<62} {row.tried:>5}  wrong {len(row.wrong)}  ({row.seen})", flush=True)
                for each in row.wrong[:5]:
                    print(f"    {each}", file=sys.stderr, flush=True)
                wrong += len(row.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
