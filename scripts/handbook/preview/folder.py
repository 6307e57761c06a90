"""The folder that a preview works in, and that goes with it, however it ends."""

import multiprocessing
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.workers import Lifeline


@contextmanager
def temporary_folder(line: Lifeline) -> Iterator[Path]:
    """Give a folder that is taken away at the end, or by a process of its own when this one is killed.

    To be called while this process has one thread.
    """
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with tempfile.TemporaryDirectory(prefix="handbook-preview-", ignore_cleanup_errors=True) as name:
            folder = Path(name).resolve()
            context = multiprocessing.get_context("fork")
            context.Process(target=_take_away, args=(line, folder), daemon=True).start()
            yield folder
    finally:
        signal.signal(signal.SIGTERM, before)


def _take_away(line: Lifeline, folder: Path) -> None:
    """Wait for the end of the preview, and remove its folder."""
    os.setsid()  # what ends the group of the preview does not end this
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.close(line.held)
    os.read(line.end, 1)
    for _ in range(100):  # its workers end as well, and may have been writing
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)
