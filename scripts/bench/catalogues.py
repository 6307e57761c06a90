"""``python -m bench.catalogues``: what it costs to merge changed pages into their catalogues, beside GNU msgmerge.

Both read the same catalogues and the same templates, in which every fifth message has changed by a word, and write the
catalogues anew. Ours looks in git's last commit and in the memory too. msgmerge is called once for each file, as it has
to be. Rounds alternate, so that a machine whose speed drifts slows both; CPU seconds.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.generate import generate
from bench.measuring import measure
from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse
from handbook.catalogs.writer import write
from handbook.desk.update import merge_language, read_templates
from handbook.facts.registry import load_registry
from handbook.project.project import Project, load_project

GOAL = 2.0
LANGUAGE = "fr"
ONE_IN = 5


def main() -> None:
    """Print a row per round and the median of the ratios."""
    parser = argparse.ArgumentParser(prog="bench.catalogues", description=__doc__)
    parser.add_argument("--pages", type=int, default=100, help="agencies, a page each (default: 100)")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if not (msgmerge := shutil.which("msgmerge")):
        sys.exit("bench: GNU msgmerge is not installed: apt install gettext")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "handbook"
        messages = generate(arguments.pages, root)
        project = load_project(root)
        changed = _prepare(project)
        _commit(root)
        print(f"{messages} messages, {changed} of them changed; CPU seconds")
        print("round     ours  msgmerge     ratio")
        ratios = []
        for number in range(1, arguments.rounds + 1):
            ours, counts = _ours(project)
            theirs = measure(lambda: _msgmerge(project, msgmerge)).cpu
            ratios.append(ours / theirs)
            print(f"{number:5}{ours:9.2f}{theirs:10.2f}{ratios[-1]:10.2f}")
        print(f"Of the changed messages ours has found {counts['fuzzy']} again, and {counts['carried']} need no look")
        print(f"Ours takes {statistics.median(ratios):.2f} times what msgmerge takes (goal: at most {GOAL:.0f})")


def _prepare(project: Project) -> int:
    """Bring the catalogues into their form, and write templates in which every fifth message has changed."""
    changed = 0
    for path in sorted(project.catalogues(LANGUAGE).rglob("*.po")):
        entries = parse(path.read_bytes())
        path.write_bytes(write(entries))
        name = path.relative_to(project.catalogues(LANGUAGE)).with_suffix(".pot")
        messages: dict[str, Entry] = {}
        for number, entry in enumerate(entries[1:]):
            msgid = _edited(entry.msgid) if number % ONE_IN == 0 else entry.msgid
            changed += msgid != entry.msgid
            messages[msgid] = replace(entry, msgid=msgid, msgstr="")
        template = project.build / "gettext" / name
        template.parent.mkdir(parents=True, exist_ok=True)
        template.write_bytes(write([entries[0], *messages.values()]))
    return changed


def _edited(msgid: str) -> str:
    """Return the text with a word more in its middle."""
    words = msgid.split(" ")
    return " ".join([*words[: len(words) // 2], "often", *words[len(words) // 2 :]])


def _commit(root: Path) -> None:
    identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    for command in (["init", "-q"], ["add", "source", "locales"], [*identity, "commit", "-qm", "bench"]):
        subprocess.run(["git", *command], cwd=root, check=True)


def _ours(project: Project) -> tuple[float, Mapping[str, int]]:
    """Return the CPU seconds of one merge of the committed catalogues, and what became of the messages."""
    subprocess.run(["git", "checkout", "-q", "--", "locales"], cwd=project.root, check=True)
    subprocess.run(["git", "clean", "-qfd", "locales"], cwd=project.root, check=True)
    registry = load_registry(project)
    before = os.times()
    merged = merge_language(project, LANGUAGE, read_templates(project, project.build / "gettext"), registry)
    after = os.times()
    return sum(after[:4]) - sum(before[:4]), Counter(event.kind for event in merged.events)


def _msgmerge(project: Project, program: str) -> Sequence[Sequence[str]]:
    out = project.build / "merged.po"
    templates = project.build / "gettext"
    return [
        [
            *(program, "--quiet", "--previous", "-o", str(out)),
            str(project.catalogue(LANGUAGE, template.relative_to(templates).with_suffix("").as_posix())),
            str(template),
        ]
        for template in sorted(templates.rglob("*.pot"))
    ]


if __name__ == "__main__":
    main()
