"""A small handbook with a page of everything, beside a file that nobody may read; and one attack on it.

A file of the corpus is one entry of the page's catalogue, and stands in place of the entry with the same msgid. The
folder it lies in is the rule that has to refuse it. The finding has to be at its msgstr, unless a comment says
``# expect: RULE:LINE``, the line counted in the file of the corpus.
"""

import os
import re
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from small_handbook import LEAF, fingerprint, replace, write_small_handbook

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
GOOD = (HERE / "page.po").read_bytes()
CATALOGUES = "locales/fr/LC_MESSAGES"
PAGE_PO = f"{CATALOGUES}/page.po"
SECRET = "the canary of the neighbour"
_EXPECT = re.compile(r"^# expect: ([\w-]+):(\d+)$", re.MULTILINE)
_MSGID = re.compile(rb'^msgid (".*")$', re.MULTILINE)


@dataclass
class Watch:
    """Notes each program, address and neighbour's file that this process and its children ask the system for."""

    log: int | None = None

    def hear(self, event: str, arguments: tuple) -> None:
        """Take an audit event of Python; that a build asks git about itself is nothing to be noted."""
        if event == "subprocess.Popen" and arguments[1][:2] == ["git", "--no-optional-locks"]:
            return
        asked = event in {"os.system", "os.exec", "subprocess.Popen", "socket.connect", "socket.getaddrinfo"}
        if self.log is not None and (asked or (event == "open" and "secret" in str(arguments[0]))):
            os.write(self.log, f"{event} {arguments!r}\n".encode())

    @contextmanager
    def over(self, path: Path):
        """Watch, and write what is seen to a file, in which children write, too."""
        log = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_APPEND)
        self.log = log
        try:
            yield
        finally:
            self.log = None
            os.close(log)


WATCH = Watch()
sys.addaudithook(WATCH.hear)


def write_hostile_tree(folder: Path) -> Path:
    """Write the handbook below `folder`, with the secret beside it."""
    root = write_small_handbook(folder / "guide")
    shutil.copy(HERE / "page.md", root / "source")
    shutil.copy(HERE / "page.po", root / CATALOGUES)
    (root / "source/leaf.png").write_bytes(LEAF)
    replace(root / "source/index.md", "\ncompare\n", "\ncompare\npage\n")
    for name in ("secret.txt", "secret.md", "secret.png"):
        (folder / name).write_text(SECRET, encoding="utf-8")
    (folder / "secret.po").write_bytes(GOOD + f'\nmsgid "{SECRET}"\nmsgstr "canari"\n'.encode())
    return root


def with_entry(entry: bytes) -> tuple[bytes, int]:
    """Return the good catalogue with `entry` in place of the one that has its msgid, and how many lines stand above."""
    msgid = _MSGID.search(entry)
    same = b"msgid %s\n" % msgid[1] if msgid and msgid[1] != b'""' else None
    kept = [each for each in GOOD.split(b"\n\n") if not same or same not in each]
    above = b"\n\n".join(each.strip(b"\n") for each in kept) + b"\n\n"
    return above + entry, above.count(b"\n")


def corpus() -> dict[str, tuple[bytes, str, int]]:
    """Return each catalogue of the corpus with the rule and the line that have to refuse it."""
    cases = {}
    for path in sorted(CORPUS.glob("*/*.po")):
        entry = path.read_bytes()
        expected = _EXPECT.search(entry.decode("utf-8", "replace"))
        rule, line = (expected[1], int(expected[2])) if expected else (path.parent.name, _line_of(entry, b"msgstr"))
        data, above = with_entry(entry)
        cases[f"{path.parent.name}/{path.stem}"] = data, rule, above + line
    return cases


def _line_of(data: bytes, start: bytes) -> int:
    return next(number for number, line in enumerate(data.split(b"\n"), 1) if line.startswith(start))


def _built(root: Path) -> dict[str, str]:
    """Return the hashes of all that is built; the lock says who was at work."""
    return {name: digest for name, digest in fingerprint(root / "build").items() if name != "build.lock"}


_published = cache(_built)


def assert_refused(run, root: Path, path: str, line: int, rule: str) -> None:
    """Build, and see that it is refused by `rule` in one line, that nothing ran, was read or changed."""
    before = _published(root)
    seen = root.parent / "events"
    files = {*root.parent.rglob("*"), seen}
    with WATCH.over(seen):
        outcome = run(root, "build", "--output", "html")
    printed = outcome.output + outcome.errors
    lines = outcome.errors.splitlines()
    assert outcome.code == 1, printed
    assert "Traceback" not in printed
    assert all(re.fullmatch(r"[^\n:]+:\d+: .+ \[[\w.-]+\]", each) for each in lines), printed
    named = [each for each in lines if each.startswith(f"{path}:{line}: ") and each.endswith(f"[{rule}]")]
    assert len(named) == 1, printed
    assert SECRET not in printed
    assert seen.read_text("utf-8") == ""
    assert _built(root) == before
    assert set(root.parent.rglob("*")) == files, "nothing is written anywhere"
