"""A screen of its own on which a program is driven as a person drives it: by keys, with pictures to look at."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SIZE = "1400x1000"
# How long a program may take to show its window, in seconds.
PATIENCE = 90


@dataclass(frozen=True, kw_only=True)
class Desktop:
    """A running X server with a window manager, and a home that is thrown away."""

    home: Path
    environment: Mapping[str, str]

    def setting(self, name: str, text: str) -> None:
        """Write a file of the home before a program is started."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    @contextmanager
    def program(self, name: str, *arguments: str) -> Iterator[None]:
        """Run a program while the block is executed, from the moment when a window of its class is there."""
        process = self._start("dbus-run-session", "--", name, *arguments)
        try:
            deadline = time.monotonic() + PATIENCE
            while self._xdotool("search", "--onlyvisible", "--class", name, check=False).returncode:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"no window of {name} within {PATIENCE} seconds")
                time.sleep(0.5)
            time.sleep(10)  # it reads the catalogue, and sets up what it has beside it
            yield
        finally:
            _stop(process)

    def keys(self, *names: str) -> None:
        """Press keys one after the other, as in ``ctrl+s``."""
        for name in names:
            self._xdotool("key", "--clearmodifiers", name)
            time.sleep(0.4)

    def paste(self, text: str) -> None:
        """Put a text in at the cursor, by the clipboard: typed keys that no keyboard has are lost now and then."""
        command = ["xclip", "-selection", "clipboard", "-loops", "0"]
        subprocess.run(command, env=self.environment, input=text.encode(), check=True, stderr=subprocess.DEVNULL)
        self.keys("ctrl+v")
        time.sleep(1)

    def click(self, x: int, y: int) -> None:
        """Click at a point of the screen."""
        self._xdotool("mousemove", str(x), str(y), "click", "1")
        time.sleep(0.7)

    def close_dialogs(self, name: str) -> None:
        """Close all windows of a program but the first, the topmost one before the others."""
        shown = self._xdotool("search", "--onlyvisible", "--class", name).stdout.decode().split()
        for window in reversed(shown[1:]):
            self._xdotool("windowactivate", "--sync", window)
            self.keys("Escape")

    def picture(self, path: Path) -> None:
        """Keep what the screen shows."""
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True)

    def _xdotool(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        command = ["xdotool", *arguments]
        return subprocess.run(command, env=self.environment, check=check, capture_output=True, timeout=60)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet, start_new_session=True)


@contextmanager
def desktop() -> Iterator[Desktop]:
    """Run an X server with nothing on it but a window manager."""
    home = Path(tempfile.mkdtemp(prefix="programs-"))
    (home / "run").mkdir(mode=0o700)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL, start_new_session=True)
    os.close(writing)
    manager = None
    try:
        with os.fdopen(reading) as display:
            there = Desktop(home=home, environment=_environment(home, f":{display.readline().strip()}"))
        manager = there._start("openbox")
        time.sleep(1)
        yield there
    finally:
        for process in filter(None, (manager, server)):
            _stop(process)
        shutil.rmtree(home, ignore_errors=True)


def _environment(home: Path, display: str) -> Mapping[str, str]:
    return {
        **os.environ,
        "DISPLAY": display,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "LC_ALL": os.environ.get("PROGRAMS_LOCALE", "C.UTF-8"),
        "NO_AT_BRIDGE": "1",
        "GDK_BACKEND": "x11",
        "QT_QPA_PLATFORM": "xcb",
    }


def _stop(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(timeout=5)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
        else:
            return
