"""What every worker of the tests reads and none may change: made by the first that asks, kept from changes by all.

With ``pytest --numprocesses`` each worker is a process of its own; a handbook built in each would be built for nothing.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_handbook import fingerprint

# The outputs that a fixture builds: pages alone in `make test`, PDFs as well with `make whole`.
OUTPUTS = (
    pytest.param(("--output", "html"), id="html"),
    pytest.param(("--output", "html", "--output", "pdf"), id="pdf", marks=pytest.mark.whole),
)


def on_paper(fixture: str) -> pytest.MarkDecorator:
    """Return the mark of a test that asks about the PDFs of a fixture whose parameters are `OUTPUTS`."""
    return pytest.mark.parametrize(fixture, OUTPUTS[1:], indirect=True)


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the temporary folder of this run of the tests, which is that of all its workers."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def made_once(folder: Path, make: Callable[[Path], object]) -> Iterator[Path]:
    """Give a folder that `make` fills, in whichever process comes first; the others wait for it.

    At the end, whoever has read it finds it as it was, or says so.
    """
    beside = folder.parent / f"{folder.name}.whole"
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not beside.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a process that broke off
            folder.mkdir()
            make(folder)
            beside.touch()
    before = fingerprint(folder)
    yield folder
    assert fingerprint(folder) == before, f"a test has changed {folder}, which all of them read"
