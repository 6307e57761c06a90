"""``make wheelhouse``: every wheel that the locks name, in `wheelhouse/`, for the day that no registry answers.

It serves the system and the Python that it was made with. While it is there, `make` installs from it.
"""

import shutil
import sys
from pathlib import Path

from handbook.machine.environment import RUN_LOCK, TEST_LOCK, WHEELHOUSE
from upkeep.running import finish, run
from upkeep.tools import LOCK

LOCKS = (RUN_LOCK, TEST_LOCK, LOCK)


def fill(root: Path) -> Path:
    """Download the wheels beside those that are there and put them in place when all have come. Raises Refusal."""
    waiting = root / "build/wheelhouse"
    shutil.rmtree(waiting, ignore_errors=True)
    waiting.mkdir(parents=True)
    options = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "-q")
    for lock in LOCKS:
        run(sys.executable, "-m", "pip", "download", *options, "-d", waiting, "-r", lock, cwd=root)
    wheelhouse = root / WHEELHOUSE
    shutil.rmtree(wheelhouse, ignore_errors=True)
    waiting.rename(wheelhouse)
    return wheelhouse


def main() -> int:
    """Fill the wheelhouse and say how much is in it."""

    def work() -> int:
        wheels = list(fill(Path.cwd()).iterdir())
        size = sum(wheel.stat().st_size for wheel in wheels)
        print(
            f"{WHEELHOUSE}/: {len(wheels)} wheels, {size / 1e6:.0f} MB, for {sys.platform} and {sys.version.split()[0]}"
        )
        return 0

    return finish("wheelhouse", work)


if __name__ == "__main__":
    sys.exit(main())
