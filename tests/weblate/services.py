"""The servers of a walk, in a folder of their own and on the loopback interface: PostgreSQL, Redis, git, Weblate."""

import contextlib
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from machine import Machine

SETTINGS = Path(__file__).parent / "settings"
QUEUES = "celery,notify,memory,translate,backup"
PATIENCE = 300  # seconds until a server has to answer
# What of the caller's environment would lead Weblate elsewhere.
LEADING = ("DJANGO", "GIT", "PYTHON", "VIRTUAL")
ADMINISTRATOR = """
from weblate.auth.models import User
from weblate.utils.version import VERSION
print(VERSION, User.objects.get(username="admin").auth_token.key)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Weblate:
    """A Weblate that runs: its address, that of the git repositories in the folder, its administrator's token."""

    address: str
    sources: str
    token: str
    version: str
    data: Path
    environ: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """The folder of a walk, and the environment of what runs in it; each log bears the name of what writes it."""

    folder: Path
    environ: Mapping[str, str]

    def run(self, name: str, command: Sequence[str | Path]) -> str:
        """Run a command to its end, and return what it printed; what it complains of goes to a log."""
        with (self.folder / f"{name}.log").open("ab") as log:
            done = subprocess.run(
                command, cwd=self.folder, env=self.environ, check=True, stdout=subprocess.PIPE, stderr=log, text=True
            )
        return done.stdout

    def start(self, stack: contextlib.ExitStack, name: str, command: Sequence[str | Path]) -> subprocess.Popen:
        """Start a server that ends with the stack."""
        log = stack.enter_context((self.folder / f"{name}.log").open("ab"))
        process = subprocess.Popen(command, cwd=self.folder, env=self.environ, stdout=log, stderr=subprocess.STDOUT)
        stack.callback(process.wait)
        stack.callback(process.terminate)
        return process


@contextlib.contextmanager
def running(machine: Machine, folder: Path, environ: Mapping[str, str]) -> Iterator[Weblate]:
    """Start all servers in an empty folder; they end with the block, and their logs stay."""
    postgresql, redis, sources, web = free_ports(4)
    room = Room(
        folder=folder,
        environ={
            **{name: value for name, value in environ.items() if not name.startswith(LEADING)},
            "PATH": machine.path,
            "HOME": str(folder),
            "DJANGO_SETTINGS_MODULE": "weblate_settings",
            "PYTHONPATH": str(SETTINGS),
            "WALK_DATA": str(folder / "data"),
            "WALK_SITE": f"127.0.0.1:{web}",
            "WALK_POSTGRESQL": str(postgresql),
            "WALK_REDIS": str(redis),
        },
    )
    with contextlib.ExitStack() as stack:
        start_postgresql(stack, room, postgresql)
        memory = ["redis-server", "--bind", "127.0.0.1", "--port", str(redis), "--save", "", "--dir", folder]
        daemon = ["git", "daemon", "--listen=127.0.0.1", f"--port={sources}", "--export-all", "--enable=receive-pack"]
        processes = {
            "redis": room.start(stack, "redis", memory),
            "git": room.start(stack, "git", [*daemon, f"--base-path={folder}", folder]),
        }
        wait(lambda: socket.create_connection(("127.0.0.1", redis)).close(), processes)
        room.run("setup", ["weblate", "migrate", "--no-input"])
        room.run("setup", ["weblate", "createadmin", "--password", "walk"])
        version, token = room.run("setup", ["weblate", "shell", "--command", ADMINISTRATOR]).split()[-2:]
        worker = ["celery", "--app", "weblate.utils", "worker", "--queues", QUEUES, "--concurrency", "2"]
        processes["worker"] = room.start(stack, "worker", worker)
        processes["web"] = room.start(stack, "web", ["weblate", "runserver", "--noreload", f"127.0.0.1:{web}"])
        address = f"http://127.0.0.1:{web}"
        wait(lambda: urllib.request.urlopen(f"{address}/healthz/", timeout=5).close(), processes)
        yield Weblate(
            address=address,
            sources=f"git://127.0.0.1:{sources}",
            token=token,
            version=version,
            data=folder / "data",
            environ=room.environ,
        )


def free_ports(count: int) -> list[int]:
    """Return ports that nobody uses."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [opened.getsockname()[1] for opened in sockets]


def start_postgresql(stack: contextlib.ExitStack, room: Room, port: int) -> None:
    """Make a cluster with an empty database, and start its server."""
    cluster = room.folder / "postgresql"
    login = ["--username", "weblate"]
    room.run("setup", ["initdb", "--pgdata", cluster, *login, "--auth", "trust", "--no-sync"])
    options = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -p {port}"
    control = ["pg_ctl", "--pgdata", cluster, "--log", room.folder / "postgresql.log"]
    room.run("setup", [*control, "--wait", "--options", options, "start"])
    stack.callback(room.run, "setup", [*control, "--mode", "fast", "stop"])
    room.run("setup", ["createdb", "--host", "127.0.0.1", "--port", str(port), *login, "weblate"])


def wait(answers: Callable[[], object], processes: Mapping[str, subprocess.Popen]) -> None:
    """Wait until a server answers. Raises RuntimeError when one of them has ended, or when it takes too long."""
    end = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(OSError, urllib.error.URLError):
            answers()
            return
        ended = [name for name, process in processes.items() if process.poll() is not None]
        if ended or time.monotonic() > end:
            raise RuntimeError(f"{' and '.join(ended)} has ended" if ended else f"no answer within {PATIENCE} s")
        time.sleep(0.5)
