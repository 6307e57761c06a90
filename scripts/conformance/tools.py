"""Finds what the validators need: programs of the system, and jars, which Maven fetches and their hashes identify."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from handbook.machine.environment import may_install


@dataclass(frozen=True, kw_only=True, slots=True)
class Jar:
    """A program in Maven Central: its coordinates, and the hash of the one file that is ever run."""

    coordinates: str
    sha256: str

    @property
    def name(self) -> str:
        """What its file is called."""
        _, name, version = self.coordinates.split(":")
        return f"{name}-{version}.jar"


# veraPDF's own command line, made by the veraPDF consortium; the newest that there is in Maven Central.
VERAPDF = Jar(
    coordinates="org.verapdf.apps:greenfield-apps:1.28.2",
    sha256="687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6",
)
PDFBOX = Jar(
    coordinates="org.apache.pdfbox:pdfbox-app:3.0.5",
    sha256="d076467fd02214ebc7b5b9d5b3b9ac0891ef768168114ed8a4811b5d16606285",
)
# The jar starts a window unless another class of it is named.
VERAPDF_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"
MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"

# Program: its package in Debian, in Fedora, with Homebrew, and what proves that it runs (macOS has a `java` that only
# says where to get one).
PACKAGES = {
    "java": ("default-jre-headless", "java-latest-openjdk-headless", "openjdk", "-version"),
    "mvn": ("maven", "maven", "maven", "--version"),
    "node": ("nodejs", "nodejs", "node", "--version"),
    "npm": ("npm", "nodejs-npm", "node", "--version"),
    "pdftotext": ("poppler-utils", "poppler-utils", "poppler", "-v"),
    "gs": ("ghostscript", "ghostscript", "ghostscript", "--version"),
    "chromium": ("chromium", "chromium", "chromium", "--version"),
    "nginx": ("nginx", "nginx", "nginx", "-v"),
    "caddy": ("caddy", "caddy", "caddy", "version"),
    "firefox-esr": ("firefox-esr", "firefox", "firefox", "--version"),
    "WebKitWebDriver": ("webkit2gtk-driver", "webkit2gtk4.1", "webkitgtk", "--help"),
    "Xvfb": ("xvfb", "xorg-x11-server-Xvfb", "xorg-server", "-help"),
}

Run = Callable[..., int]


class ConformanceError(Exception):
    """Why nothing can be said of the files: what is missing, and who has to do what."""


def run(*command: str) -> int:
    """Run a tool and return its exit code; what it says is shown only where it fails."""
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(
        command,
        check=False,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if result.returncode:
        print(result.stdout.strip(), file=sys.stderr)
    return result.returncode


def verapdf_command(tools: Path, environ: Mapping[str, str], run: Run = run) -> list[str]:
    """Return the command that starts veraPDF: the one that `environ` names as VERAPDF, else ours, kept in `tools`."""
    named = environ.get("VERAPDF", "")
    if not named:
        require("java", environ, run)
        return _java_command(fetch_jar(VERAPDF, tools, environ, run))
    path = Path(named).expanduser()
    if not path.is_file():
        raise ConformanceError(f"VERAPDF={named} is no file; name the program or the jar of veraPDF, or unset it")
    if path.suffix != ".jar":
        return [str(path.absolute())]
    require("java", environ, run)
    return _java_command(path.absolute())


def _java_command(jar: Path) -> list[str]:
    return ["java", "-Djava.awt.headless=true", "-cp", str(jar), VERAPDF_CLASS]


def fetch_jar(jar: Jar, tools: Path, environ: Mapping[str, str], run: Run = run) -> Path:
    """Return the jar in the folder `tools`; Maven puts it there if it is not, or not the one we know."""
    path = tools / jar.name
    if _is(path, jar):
        return path
    require("mvn", environ, run)
    print(f"conformance: fetching {jar.coordinates} with Maven: {tools} lacks it", flush=True)
    path.unlink(missing_ok=True)
    code = run("mvn", "-B", "-q", MAVEN_COPY, f"-Dartifact={jar.coordinates}", f"-DoutputDirectory={tools}")
    if code or not path.is_file():
        raise ConformanceError(f"Maven could not fetch {jar.coordinates}; see above")
    if not _is(path, jar):
        raise ConformanceError(f"{path} is not the file we know (sha256 {jar.sha256[:12]}…); remove it, and ask why")
    return path


def _is(path: Path, jar: Jar) -> bool:
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == jar.sha256


def require(program: str, environ: Mapping[str, str], run: Run = run) -> None:
    """See that a program runs; install it where that can be done without asking anybody."""
    if _runs(program):
        return
    package = PACKAGES[program][0]
    if not may_install(dict(environ), is_root=os.geteuid() == 0, has_apt_get=shutil.which("apt-get") is not None):
        raise ConformanceError(how_to_install(program))
    print(f"conformance: apt-get installing {package}: this system lacks {program}", flush=True)
    command = ("apt-get", "-qq", "-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0", "install", package)
    if run(*command) or not _runs(program):
        run("apt-get", "-qq", "update")
        run(*command)
    if not _runs(program):
        raise ConformanceError(how_to_install(program))


def how_to_install(program: str) -> str:
    """Return the line that says which command installs a program on which system."""
    debian, fedora, homebrew, _ = PACKAGES[program]
    return (
        f"{program} is missing or does not run; install it, and run this again: apt-get install {debian} (Debian,"
        f" Ubuntu), dnf install {fedora} (Fedora), brew install {homebrew} (macOS)"
    )


def _runs(program: str) -> bool:
    command: Sequence[str] = (program, PACKAGES[program][-1])
    try:
        return subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False
