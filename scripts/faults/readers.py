"""Reads a published site over and over, as a web server does: the link is resolved once, then the release is read."""

import json
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from handbook.machine.workers import Lifeline, lifeline

_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, kw_only=True)
class Readings:
    """How often a site was read whole; how often not all of it was of one release, or there was nothing."""

    whole: Any
    torn: Any
    missing: Any

    @property
    def figures(self) -> tuple[int, int, int]:
        """Whole, torn, missing."""
        return self.whole.value, self.torn.value, self.missing.value


def read_whole(site: Path) -> str:
    """Return ``whole``, ``torn`` or ``missing`` for one reading of all files of a site."""
    try:
        release = site.resolve(strict=True)
        manifest = json.loads((release / "manifest.json").read_bytes())
    except FileNotFoundError:
        return "missing"
    try:
        hashes = {name: sha256((release / name).read_bytes()).hexdigest() for name in manifest["files"]}
    except FileNotFoundError:
        return "torn"
    return "whole" if all(hashes[name] == entry["sha256"] for name, entry in manifest["files"].items()) else "torn"


@contextmanager
def reading_meanwhile(site: Path, readers: int = 2) -> Iterator[Readings]:
    """Have processes read the site, which is there already, until the end; each reading is counted."""
    counted = Readings(**{name: _FORK.Value("L", 0) for name in ("whole", "torn", "missing")})
    end = _FORK.Event()
    with lifeline() as line:
        arguments = line, site, counted, end
        processes = [_FORK.Process(target=_read, args=arguments, daemon=True) for _ in range(readers)]
        for process in processes:
            process.start()
        try:
            yield counted
        finally:
            end.set()
            for process in processes:
                process.join()


def _read(line: Lifeline, site: Path, counted: Readings, end: Any) -> None:
    line.hold()
    while not end.is_set():
        number: Synchronized[int] = getattr(counted, read_whole(site))
        with number.get_lock():
            number.value += 1
