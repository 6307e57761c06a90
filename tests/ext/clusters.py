"""Real clusters for tests: a scheduler of Dask and its workers, on the loopback interface."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import handbook

PACKAGE = Path(handbook.__file__).parent
_QUIET = ("--host", "127.0.0.1", "--no-dashboard")
# What a worker does first that lacks something: Python that runs before Dask.
BEGIN = "\nfrom distributed.cli.dask_worker import main\nmain()"
WITHOUT_HANDBOOK = "import sys; sys.modules['handbook'] = None"
WITHOUT_FONTS = "import handbook.print.render as render; from pathlib import Path; render.FACES = Path('nowhere')"
WITHOUT_PANGO = """
import cffi
def refuse(*_):
    raise OSError("cannot load library 'libpango-1.0-0'")
cffi.FFI.dlopen = refuse
"""


def until(holds, seconds=30):
    """Wait until something holds, and return that."""
    end = time.monotonic() + seconds
    while not (value := holds()):
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)
    return value


class Cluster:
    """A scheduler, its address, and workers that are started one by one."""

    def __init__(self, folder: Path, stack: ExitStack):
        self._folder, self._stack = folder, stack
        file = folder / "scheduler.json"
        self._start("distributed.cli.dask_scheduler", "--port", "0", "--scheduler-file", str(file))
        self.address = until(lambda: _address(file))

    def worker(self, name: str, first: str = "", package: Path | None = None) -> subprocess.Popen:
        """Start a worker, which runs `first` before all else, and takes the program from the folder `package`."""
        arguments = (self.address, "--name", name, "--nthreads", "1", "--no-nanny")
        return self._start(f"{first}{BEGIN}", *arguments, package=package)

    def _start(self, what: str, *arguments: str, package: Path | None = None) -> subprocess.Popen:
        command = ["-c", what] if "\n" in what else ["-m", what]
        paths = {"PYTHONPATH": str(package)} if package else {}
        with (self._folder / f"{len(list(self._folder.iterdir()))}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, *command, *_QUIET, *arguments],
                cwd=self._folder,
                env=os.environ | paths,
                stdout=log,
                stderr=log,
            )
        self._stack.callback(_end, process)
        return process


def _address(file: Path) -> str | None:
    try:
        return json.loads(file.read_text("utf-8"))["address"]
    except (OSError, ValueError):
        return None


def _end(process: subprocess.Popen) -> None:
    process.kill()
    process.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Give a cluster without workers; none of its processes outlives it."""
    folder.mkdir()
    with ExitStack() as stack:
        yield Cluster(folder, stack)
