"""Set up what every other command needs: system libraries, `.venv` and the packages of the lock files.

`make` runs this file before each command, from the project's folder, with whatever Python there is:

    python3 -I -S scripts/handbook/environment.py [--test]

It looks, plans, says what it does and why, and does it; with nothing to do it says nothing. It comes before the
rest of the pipeline, so it uses the standard library only, and little of that: every `make` pays for its imports.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (an older Python has to be able to read this file, and to say so)
    sys.stderr.write(
        f"handbook: Python 3.11 or newer is needed, this is {sys.version_info[0]}.{sys.version_info[1]};"
        " name another one: make PYTHON=python3.12\n"
    )
    sys.exit(2)

import ctypes
import os
from dataclasses import dataclass
from hashlib import sha256

VENV = ".venv"
VENV_PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "handbook-setup")
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"  # all of RUN_LOCK, in the same versions, and more

# Where packages come from is the machine's business, so these reach pip; PIP_TARGET, PIP_USER and the like must not.
PIP_SOURCES = [
    "PIP_CACHE_DIR",
    "PIP_CERT",
    "PIP_CLIENT_CERT",
    "PIP_CONFIG_FILE",
    "PIP_DEFAULT_TIMEOUT",
    "PIP_EXTRA_INDEX_URL",
    "PIP_FIND_LINKS",
    "PIP_INDEX_URL",
    "PIP_KEYRING_PROVIDER",
    "PIP_NO_CACHE_DIR",
    "PIP_NO_INDEX",
    "PIP_PROXY",
    "PIP_RETRIES",
    "PIP_TIMEOUT",
    "PIP_TRUSTED_HOST",
]


class SetupError(Exception):
    """What a person has to do before the set-up can go on, in one line."""


@dataclass(frozen=True, slots=True)
class SystemPart:
    """What the system provides: a library, or, without sonames, a module of Python; and the packages it comes in."""

    name: str
    debian: str
    fedora: str
    macos: str = "pango"  # Homebrew's brings all the others
    sonames: tuple[str, ...] = ()  # on Linux, on macOS


# The names WeasyPrint 70 loads (weasyprint/text/ffi.py). It does without the subset library of HarfBuzz, but then the
# bytes of a PDF change on every run. Debian's package of GLib goes by two names, and comes with Pango.
LIBRARIES = tuple(
    SystemPart(name, debian, fedora, sonames=sonames)
    for name, debian, fedora, *sonames in (
        ("GObject", "libpango-1.0-0", "glib2", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
        ("Pango", "libpango-1.0-0", "pango", "libpango-1.0.so.0", "libpango-1.0.dylib"),
        ("PangoFT2", "libpangoft2-1.0-0", "pango", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
        ("Fontconfig", "libfontconfig1", "fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib"),
        ("HarfBuzz", "libharfbuzz0b", "harfbuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib"),
        ("HarfBuzz-Subset", "libharfbuzz-subset0", "harfbuzz", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    )
)
ENSUREPIP = SystemPart("ensurepip", f"python{sys.version_info[0]}.{sys.version_info[1]}-venv", "python3-libs", "python")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, with what, and why."""

    action: str
    objects: tuple[str, ...]
    reason: str

    def __str__(self) -> str:
        return f"handbook: {self.action} {' '.join(self.objects)}: {self.reason}"


def describe(folder: str, locks: dict[str, bytes]) -> dict[str, str]:
    """Return what an environment is made for, by the words that name it in a reason."""
    system = os.uname()
    python = f"{sys.implementation.cache_tag}{sys.abiflags} {system.sysname} {system.machine}"
    return {"Python": python, "folder": folder} | {name: sha256(lock).hexdigest() for name, lock in locks.items()}


def format_stamp(description: dict[str, str]) -> str:
    """Write a description as lines of name and value."""
    return "".join(f"{name}: {value!r}\n" for name, value in description.items())


def why_stale(stamp: str, wanted: dict[str, str]) -> str | None:
    """Return why the environment that bears this stamp cannot run the handbook, or None when it can."""
    if not stamp:
        return "there is none, or an unfinished one"
    changed = [name for name in wanted if name != TEST_LOCK and format_stamp({name: wanted[name]}) not in stamp]
    return f"it was made for another {changed[0]}" if changed else None


def plan(missing: tuple[SystemPart, ...], stamp: str, wanted: dict[str, str]) -> list[Step]:
    """Return the steps from what is there to what is wanted; tests are wanted when TEST_LOCK is."""
    steps = []
    if missing:
        steps.append(Step("apt-get installing", packages("debian", missing), f"this system lacks {names(missing)}"))
    reason = why_stale(stamp, wanted)
    if reason:
        steps.append(Step("creating", (VENV,), reason))
        steps.append(Step("installing what is in", (TEST_LOCK if TEST_LOCK in wanted else RUN_LOCK,), f"{VENV} is new"))
    elif format_stamp(wanted) not in stamp:
        steps.append(Step("installing what is in", (TEST_LOCK,), f"{VENV} lacks what the tests need"))
    return steps


def names(parts: tuple[SystemPart, ...]) -> str:
    """List the parts for a person."""
    return ", ".join(part.name for part in parts)


def packages(platform: str, parts: tuple[SystemPart, ...]) -> tuple[str, ...]:
    """Return the packages of a platform that the parts come in, each once."""
    return tuple(dict.fromkeys(getattr(part, platform) for part in parts))


def how_to_install(missing: tuple[SystemPart, ...]) -> str:
    """Return the line that says what is missing and which command installs it."""
    debian, fedora, macos = (packages(platform, missing) for platform in ("debian", "fedora", "macos"))
    # Only Homebrew's Python finds Homebrew's libraries: https://github.com/Kozea/WeasyPrint/issues/1556
    macos = tuple(dict.fromkeys((*macos, "python")))
    return (
        f"this system lacks {names(missing)}; install with: sudo apt-get install {' '.join(debian)} (Debian, Ubuntu);"
        f" sudo dnf install {' '.join(fedora)} (Fedora);"
        f' brew install {" ".join(macos)} && make PYTHON="$(brew --prefix)/bin/python3" (macOS)'
    )


def may_install(environ: dict[str, str], *, is_root: bool, has_apt_get: bool) -> bool:
    """Tell whether packages can be installed on this system without asking anybody."""
    return is_root and has_apt_get and environ.get("HANDBOOK_NO_INSTALL", "") in ("", "0")


def clean_environment(environ: dict[str, str]) -> dict[str, str]:
    """Return the environment without what would make Python or pip look or install elsewhere."""
    strays = ("PYTHON", "PIP_", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in environ.items() if name in PIP_SOURCES or not name.startswith(strays)}


def is_present(part: SystemPart) -> bool:
    """Look for a part the way it will be used: `find_library` alone needs tools that a small system lacks."""
    if not part.sonames:
        from importlib.util import find_spec

        sys.path_importer_cache.clear()
        return find_spec(part.name) is not None
    for soname in part.sonames:
        try:
            return ctypes.CDLL(soname) is not None
        except OSError:
            continue
    if sys.platform == "darwin":  # cffi finds in Homebrew's folder, with this, what the loader does not
        from ctypes.util import find_library

        return find_library(part.sonames[-1].removeprefix("lib").removesuffix(".dylib")) is not None
    return False


def look(locks: tuple[str, ...]) -> tuple[tuple[SystemPart, ...], str, dict[str, str]]:
    """Return what the system lacks, the stamp of the environment, and the description of the wanted one."""
    wanted = describe(os.getcwd(), {name: read(name) for name in locks})
    stamp = read(STAMP).decode() if os.access(VENV_PYTHON, os.X_OK) and os.path.exists(STAMP) else ""
    needed = (*LIBRARIES, ENSUREPIP) if why_stale(stamp, wanted) else LIBRARIES
    return tuple(part for part in needed if not is_present(part)), stamp, wanted


def read(path: str) -> bytes:
    """Return the content of a file."""
    with open(path, "rb") as file:
        return file.read()


def write(path: str, text: str) -> None:
    """Write a file."""
    with open(path, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)


def run(*command: str, **environ: str) -> bool:
    """Run a tool in a clean environment and tell whether it succeeded."""
    import subprocess

    return subprocess.run(command, check=False, env=clean_environment(os.environ) | environ).returncode == 0


def install(*packages: str) -> None:
    """Install Debian packages; refresh apt's lists only when it cannot do with those it has."""
    apt_get = ("apt-get", "-qq", "-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0")
    parts = tuple(part for part in (*LIBRARIES, ENSUREPIP) if part.debian in packages)
    if run(*apt_get, "install", *packages, DEBIAN_FRONTEND="noninteractive") and all(map(is_present, parts)):
        return
    print("handbook: apt-get update: the lists of packages are missing or out of date", flush=True)
    run(*apt_get, "update")
    run(*apt_get, "install", *packages, DEBIAN_FRONTEND="noninteractive")
    missing = tuple(part for part in parts if not is_present(part))
    if missing:
        raise SetupError(how_to_install(missing))


def create(venv: str) -> None:
    """Create the environment and let it find the package `handbook` in `scripts`.

    A `.pth` file does that at once, leaves no metadata in the tree and, being relative, holds no accents that another
    locale would misread; an editable installation needs setuptools and two seconds more to write the same line.
    """
    import shlex
    from glob import glob

    # The base Python, because this one may be the link inside the environment that is about to go.
    if not run(sys._base_executable, "-I", "-m", "venv", "--clear", venv):
        raise SetupError(f"{venv} could not be created with {sys._base_executable}")
    for site_packages in glob(os.path.join(venv, "lib", "python*", "site-packages")):
        write(os.path.join(site_packages, "handbook.pth"), os.path.relpath("scripts", site_packages) + "\n")
    command = os.path.join(venv, "bin", "handbook")
    write(command, f'#!/bin/sh\nexec {shlex.quote(os.path.abspath(VENV_PYTHON))} -P -m handbook "$@"\n')
    os.chmod(command, 0o755)


def fill(lock: str) -> None:
    """Install what a lock file pins, and compile all of it and `scripts`, whatever PYTHONDONTWRITEBYTECODE says."""
    options = ("--require-hashes", "--no-deps", "--no-compile", "--no-input", "--disable-pip-version-check", "-q")
    if not run(VENV_PYTHON, "-m", "pip", "install", *options, "-r", lock, PIP_USER="0"):
        raise SetupError(f"pip could not install {lock}; see what it says above, and run this again")
    compile_all = (VENV_PYTHON, "-m", "compileall", "-qq", "-j", "0", "--invalidation-mode", "timestamp")
    run(*compile_all, os.path.join(VENV, "lib"), "scripts")  # a package may hold files for other Pythons: not an error


ACTIONS = {"apt-get installing": install, "creating": create, "installing what is in": fill}


def set_up(*, test: bool) -> None:
    """Do what is to be done; the stamp is written last, so that the next run repairs an interrupted one."""
    locks = (RUN_LOCK, TEST_LOCK) if test else (RUN_LOCK,)
    if not plan(*look(locks)):
        return
    import fcntl
    import shutil

    fcntl.flock(os.open(".", os.O_RDONLY), fcntl.LOCK_EX)  # to the end: another `make` waits, and finds all done
    missing, stamp, wanted = look(locks)
    has_apt_get = shutil.which("apt-get") is not None
    if missing and not may_install(os.environ, is_root=os.geteuid() == 0, has_apt_get=has_apt_get):
        raise SetupError(how_to_install(missing))
    for step in plan(missing, stamp, wanted):
        print(step, flush=True)
        ACTIONS[step.action](*step.objects)
    if format_stamp(wanted) not in stamp:
        write(STAMP, format_stamp(wanted))


def main(arguments: list[str]) -> int:
    """Set up, for the tests too when asked; return 0, or 2 when a person has to do something first."""
    try:
        if arguments not in ([], ["--test"]):
            raise SetupError("usage: environment.py [--test]")
        set_up(test=bool(arguments))
    except (SetupError, OSError) as error:
        print(f"handbook: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
