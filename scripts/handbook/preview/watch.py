"""Waits for files to be saved; the operating system tells of them, by way of watchfiles."""

import threading
from collections.abc import Sequence
from pathlib import Path
from queue import Queue

from watchfiles import watch

# Milliseconds without a change after which a save counts as done, and how long at most to wait for that.
_STEP, _LONGEST = 10, 100
# How long until a change of a folder that is not there yet is looked for, in seconds.
_AGAIN = 1.0


def start_watching(root: Path, folders: Sequence[Path], saved: Queue[None], stop: threading.Event) -> None:
    """Put something into `saved` whenever a file in `root`, or anywhere below `folders`, is saved, until `stop`."""
    for paths, is_deep in (([root], False), *(([folder], True) for folder in folders)):
        arguments = (paths, is_deep, saved, stop)
        threading.Thread(target=_watch, args=arguments, name=f"watch {paths[0].name}", daemon=True).start()


def _watch(paths: Sequence[Path], is_deep: bool, saved: Queue[None], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            for _ in watch(
                *paths,
                watch_filter=None,
                recursive=is_deep,
                step=_STEP,
                debounce=_LONGEST,
                stop_event=stop,
                rust_timeout=1000,
                yield_on_timeout=False,
            ):
                saved.put(None)
                if not all(path.exists() for path in paths):
                    break  # what comes in its place has to be watched anew
        except FileNotFoundError:
            pass
        stop.wait(_AGAIN)
        saved.put(None)
