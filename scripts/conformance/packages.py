"""Finds what looks at the site: Node with the packages pinned in ``tests/browser``, and the system's Chromium.

No browser is ever downloaded by npm: Chromium is the distribution's, or the one that CHROMIUM names.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from conformance.tools import ConformanceError, Run, require, run

# npm reads these in the folder it installs into; the lock has a hash of each package.
MANIFESTS = ("package.json", "package-lock.json", ".npmrc")


@dataclass(frozen=True, kw_only=True, slots=True)
class Browsing:
    """What a check in the browser is started with: the folder of the Node packages, the browser's program, and whether
    only what depends on the language of a page is looked at.
    """

    modules: Path
    chromium: str
    is_for_languages_only: bool = False


def prepare(browser_tests: Path, tools: Path, environ: Mapping[str, str], run: Run = run) -> Browsing:
    """Set up what the site's checks need, and say what is set up. Raises ConformanceError where that fails.

    `browser_tests` is the folder with the pinned packages, `tools` the one that they are put below.
    """
    require("node", environ, run)
    require("java", environ, run)
    chromium = chromium_program(environ, run)
    return Browsing(modules=fetch_packages(browser_tests, tools / "browser", environ, run), chromium=chromium)


def chromium_program(environ: Mapping[str, str], run: Run = run) -> str:
    """Return the browser's program: the one that `environ` names as CHROMIUM, else the system's."""
    named = environ.get("CHROMIUM", "")
    if not named:
        require("chromium", environ, run)
        named = "chromium"
    found = shutil.which(named)
    if not found:
        raise ConformanceError(f"CHROMIUM={named} is no program; name the program of a Chromium, or unset it")
    return found


def fetch_packages(browser_tests: Path, folder: Path, environ: Mapping[str, str], run: Run = run) -> Path:
    """Return the folder of the Node packages; npm fills it from the lock unless that was done for this very lock."""
    modules = folder / "node_modules"
    done = folder / "installed-lock.json"
    lock = (browser_tests / "package-lock.json").read_bytes()
    if modules.is_dir() and done.is_file() and done.read_bytes() == lock:
        return modules
    require("npm", environ, run)
    print(f"conformance: fetching the packages of {browser_tests.name}/package-lock.json with npm", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    done.unlink(missing_ok=True)
    for name in MANIFESTS:
        shutil.copyfile(browser_tests / name, folder / name)
    if run("npm", "ci", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts"):
        raise ConformanceError("npm could not fetch the packages; see above")
    done.write_bytes(lock)
    return modules
