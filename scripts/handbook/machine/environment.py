"""Set up what every other command needs: system libraries, `.venv` and the packages of the lock files.

`make` runs this file before each command, from the project's folder, with whatever Python there is:

    python3 -I -S scripts/handbook/machine/environment.py [--test]

It looks, plans, says what it does and why, and does it; with nothing to do it says nothing. It comes before the
rest of the pipeline, so it uses the standard library only, and little of that: every `make` pays for its imports.
What it has to say it says in the language of whoever runs it, and only then looks for the words.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (an older Python has to be able to read this file, and to say so)
    # In both languages: what knows which one is wanted, and how to say it, needs such a Python itself.
    sys.stderr.write(
        f"handbook: Python 3.11 or newer is needed, this is {sys.version_info[0]}.{sys.version_info[1]};"
        " name another one: make PYTHON=python3.12\n"
        f"handbook : il faut Python 3.11 ou plus récent, et celui-ci est {sys.version_info[0]}.{sys.version_info[1]};"
        " nommez-en un autre : make PYTHON=python3.12\n"
    )
    sys.exit(2)

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

if __name__ == "__main__":  # with -I, Python looks for modules beside no script
    sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from handbook.machine.system import ENSUREPIP, LIBRARIES, SystemPart, how_to_install, is_present, names, packages

VENV = ".venv"
VENV_PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "handbook-setup")
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"  # all of RUN_LOCK, in the same versions, and more
PROGRAM = os.path.join("scripts", "handbook")  # where the project has it, and not as a wheel in its lock
WHEELHOUSE = "wheelhouse"  # where `make wheelhouse` keeps what the locks name, for a day without a registry

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


def phrase(msgid: str, **values: object) -> str:
    """Return a message of ours; its module is imported once there is something to say."""
    from handbook.findings.phrase import Phrase

    return Phrase(msgid, values)


class SetupError(Exception):
    """What a person has to do before the set-up can go on: a phrase, of one line."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, with what, and the phrase that announces it and says why."""

    action: str
    objects: tuple[str, ...]
    words: str


def describe(folder: str, locks: dict[str, bytes]) -> dict[str, str]:
    """Return what an environment is made for, by the words that name it in a reason."""
    system = os.uname()
    python = f"{sys.implementation.cache_tag}{sys.abiflags} {system.sysname} {system.machine}"
    return {"Python": python, "folder": folder} | {name: sha256(lock).hexdigest() for name, lock in locks.items()}


def format_stamp(description: dict[str, str]) -> str:
    """Write a description as lines of name and value."""
    return "".join(f"{name}: {value!r}\n" for name, value in description.items())


def list_packages() -> list[str]:
    """Return the names in the environment's folder of packages, of this Python; none where there is no such folder."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    try:
        return sorted(os.listdir(os.path.join(VENV, "lib", version, "site-packages")))
    except OSError:
        return []


def format_packages(names: list[str]) -> str:
    """Write what is installed as lines of the stamp; caches come and go."""
    return "".join(format_stamp({"package": name}) for name in names if name != "__pycache__")


def missing_package(stamp: str, names: list[str]) -> str:
    """Return the first name that stood among the packages when the stamp was written and does no more, or nothing."""
    there = set(format_packages(names).splitlines())
    gone = [line for line in stamp.splitlines() if line.startswith("package: ") and line not in there]
    return gone[0][len("package: '") : -1] if gone else ""  # between the marks of its representation


def why_stale(stamp: str, wanted: dict[str, str], gone: str = "") -> str | None:
    """Return why the environment that bears this stamp cannot run the handbook, or None when it can.

    `gone` is a package that somebody has taken out of it.
    """
    changed = [name for name in wanted if name != TEST_LOCK and format_stamp({name: wanted[name]}) not in stamp]
    if not changed:
        return phrase("{name} is missing from it", name=gone) if gone else None
    if not stamp:
        return phrase("there is none, or an unfinished one")
    # What is no name of a file has a name of its own in each language.
    kinds = {"Python": phrase("it was made for another Python"), "folder": phrase("it was made for another folder")}
    return kinds.get(changed[0]) or phrase("it was made for another {file}", file=changed[0])


def plan(missing: tuple[SystemPart, ...], stamp: str, wanted: dict[str, str], gone: str = "") -> list[Step]:
    """Return the steps from what is there to what is wanted; tests are wanted when TEST_LOCK is."""
    reason = why_stale(stamp, wanted, gone)
    if not missing and not reason and format_stamp(wanted) in stamp:
        return []
    steps = []
    if missing:
        debian = packages("debian", missing)
        words = phrase("handbook: apt-get installing {packages}: this system lacks {parts}")
        steps.append(Step("install", debian, words.format(packages=" ".join(debian), parts=names(missing))))
    if reason:
        lock = TEST_LOCK if TEST_LOCK in wanted else RUN_LOCK
        words = phrase("handbook: creating {folder}: {reason}", folder=VENV, reason=reason)
        steps.append(Step("create", (VENV,), words))
        words = phrase("handbook: installing what is in {file}: {folder} is new", file=lock, folder=VENV)
        steps.append(Step("fill", (lock,), words))
    elif format_stamp(wanted) not in stamp:
        words = phrase("handbook: installing what is in {file}: {folder} lacks what the tests need")
        steps.append(Step("fill", (TEST_LOCK,), words.format(file=TEST_LOCK, folder=VENV)))
    return steps


def may_install(environ: Mapping[str, str], *, is_root: bool, has_apt_get: bool) -> bool:
    """Tell whether packages can be installed on this system without asking anybody."""
    return is_root and has_apt_get and environ.get("HANDBOOK_NO_INSTALL", "") in ("", "0")


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what would make Python or pip look or install elsewhere."""
    strays = ("PYTHON", "PIP_", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in environ.items() if name in PIP_SOURCES or not name.startswith(strays)}


def look(locks: tuple[str, ...]) -> tuple[tuple[SystemPart, ...], str, dict[str, str], str]:
    """Return what the system lacks, the environment's stamp, what is wanted, and a package that is gone from it."""
    wanted = describe(os.getcwd(), {name: read(name) for name in locks})
    stamp = read(STAMP).decode() if os.access(VENV_PYTHON, os.X_OK) and os.path.exists(STAMP) else ""
    gone = missing_package(stamp, list_packages())
    needed = (*LIBRARIES, ENSUREPIP) if why_stale(stamp, wanted, gone) else LIBRARIES
    return tuple(part for part in needed if not is_present(part)), stamp, wanted, gone


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
    say(phrase("handbook: apt-get update: the lists of packages are missing or out of date"))
    run(*apt_get, "update")
    run(*apt_get, "install", *packages, DEBIAN_FRONTEND="noninteractive")
    missing = tuple(part for part in parts if not is_present(part))
    if missing:
        raise SetupError(how_to_install(missing))


def create(venv: str) -> None:
    """Create the environment and let it find the package `handbook` in `scripts`, if it is there.

    A `.pth` file does that at once, without metadata in the tree and, being relative, without accents that another
    locale would misread; an editable installation takes setuptools and two seconds to write the same line.
    """
    import shlex
    from glob import glob

    # The base Python, because this one may be the link inside the environment that is about to go.
    python: str = sys._base_executable  # type: ignore[attr-defined]  # private, and what venv itself goes by
    if not run(python, "-I", "-m", "venv", "--clear", venv):
        raise SetupError(phrase("{folder} could not be created with {python}", folder=venv, python=python))
    if not os.path.isdir(PROGRAM):
        return  # a package of the lock
    for site_packages in glob(os.path.join(venv, "lib", "python*", "site-packages")):
        write(os.path.join(site_packages, "handbook.pth"), os.path.relpath("scripts", site_packages) + "\n")
    command = os.path.join(venv, "bin", "handbook")
    write(command, f'#!/bin/sh\nexec {shlex.quote(os.path.abspath(VENV_PYTHON))} -P -m handbook "$@"\n')
    os.chmod(command, 0o755)


def pip_install(python: str, lock: str) -> tuple[str, ...]:
    """Return the command that installs what a lock file pins; where there is a wheelhouse, from nowhere else."""
    options = ("--require-hashes", "--no-deps", "--no-compile", "--no-input", "--disable-pip-version-check", "-q")
    source = ("--no-index", "--find-links", WHEELHOUSE) if os.path.isdir(WHEELHOUSE) else ()
    return python, "-m", "pip", "install", *options, *source, "-r", lock


def fill(lock: str) -> None:
    """Install what a lock file pins, and compile all of it and `scripts`, whatever PYTHONDONTWRITEBYTECODE says."""
    if not run(*pip_install(VENV_PYTHON, lock), PIP_USER="0"):
        if os.path.isdir(WHEELHOUSE):
            words = phrase("pip could not install {file} from {folder}/; run `make wheelhouse`, or remove that folder")
            raise SetupError(words.format(file=lock, folder=WHEELHOUSE))
        raise SetupError(phrase("pip could not install {file}; see what it says above, and run this again", file=lock))
    compile_all = (VENV_PYTHON, "-m", "compileall", "-qq", "-j", "0", "--invalidation-mode", "timestamp")
    # A package may hold files for other Pythons: not an error.
    run(*compile_all, os.path.join(VENV, "lib"), *(["scripts"] if os.path.isdir(PROGRAM) else []))


ACTIONS: dict[str, Callable[..., None]] = {"install": install, "create": create, "fill": fill}


def say(text: str, is_error: bool = False) -> None:
    """Print a phrase in the language of whoever runs this."""
    from handbook.catalogs.message_language import language_of_messages
    from handbook.catalogs.strings import speaker
    from handbook.findings.phrase import spoken

    print(spoken(text, speaker(language_of_messages())), file=sys.stderr if is_error else sys.stdout, flush=True)


def set_up(*, test: bool) -> None:
    """Do what is to be done; the stamp is written last, so that the next run repairs an interrupted one."""
    locks = (RUN_LOCK, TEST_LOCK) if test else (RUN_LOCK,)
    if not plan(*look(locks)):
        return
    import fcntl
    import shutil

    fcntl.flock(os.open(".", os.O_RDONLY), fcntl.LOCK_EX)  # to the end: another `make` waits, and finds all done
    missing, stamp, wanted, gone = look(locks)
    has_apt_get = shutil.which("apt-get") is not None
    if missing and not may_install(os.environ, is_root=os.geteuid() == 0, has_apt_get=has_apt_get):
        raise SetupError(how_to_install(missing))
    steps = plan(missing, stamp, wanted, gone)
    for step in steps:
        say(step.words)
        ACTIONS[step.action](*step.objects)
    if any(step.action == "fill" for step in steps):
        write(STAMP, format_packages(list_packages()) + format_stamp(wanted))


def main(arguments: list[str]) -> int:
    """Set up, for the tests too when asked; return 0, or 2 when a person has to do something first."""
    try:
        if arguments not in ([], ["--test"]):
            raise SetupError(phrase("usage: environment.py [--test]"))
        set_up(test=bool(arguments))
    except SetupError as error:
        say(phrase("handbook: {reason}", reason=error.args[0]), is_error=True)
        return 2
    except OSError as error:
        from handbook.machine.disk import reason_of

        file = error.filename or os.getcwd()
        say(phrase("handbook: {file}: {reason}", file=file, reason=reason_of(error)), is_error=True)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
