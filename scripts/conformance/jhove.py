"""Asks JHOVE, by which archives judge what they take in, whether PDFs are well formed and valid.

Its command line is in no registry: `jhove.js`, which Rhino runs, calls the module for PDFs.
"""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from conformance.tools import ConformanceError, Jar, fetch_jar, require
from conformance.verdict import SiteVerdict
from handbook.findings.finding import Finding, shown

JARS = (
    Jar(
        coordinates="org.openpreservation.jhove:jhove-core:1.32.1",
        sha256="bf96de9bedec393f9e25acce72f12e749b48e443993faebfce2198b7ce00c191",
    ),
    Jar(
        coordinates="org.openpreservation.jhove.modules:pdf-hul:1.12.7",
        sha256="e41f8643557096d6e597de506fb9c25c5faf855f9859def9ca8595e4df79f6f8",
    ),
    Jar(
        coordinates="org.mozilla:rhino:1.7.15",
        sha256="2427fdcbc149ca0a25ccfbb7c71b01f39ad42708773a47816cd2342861766b63",
    ),
)
_SCRIPT = Path(__file__).with_name("jhove.js")
_SHELL = "org.mozilla.javascript.tools.shell.Main"


def check_archives(paths: Sequence[Path], root: Path, environ: Mapping[str, str]) -> SiteVerdict:
    """Return what JHOVE says against PDFs. Raises ConformanceError unless it has looked at each."""
    require("java", environ)
    jars = [str(fetch_jar(jar, root / "build" / "tools", environ)) for jar in JARS]
    command = ["java", "-XX:TieredStopAtLevel=1", "-cp", os.pathsep.join(jars), _SHELL, str(_SCRIPT)]
    answer = subprocess.run([*command, *map(str, paths)], check=False, capture_output=True, stdin=subprocess.DEVNULL)
    try:
        return read_answer(answer.stdout.decode("utf-8", errors="replace"), paths, root)
    except ConformanceError as error:
        said = answer.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise ConformanceError("\n".join([f"{error} (exit code {answer.returncode})", *said[-5:]])) from None


def read_answer(answer: str, paths: Sequence[Path], root: Path) -> SiteVerdict:
    """Return the verdict on `paths` that stands in what the script has printed."""
    try:
        files = {entry["path"]: entry for entry in json.loads(answer)}
        looks = [(path, files[str(path)]) for path in paths]
        broken = [
            Finding(path=shown(path, root), line=1, message=message, rule="jhove")
            for path, look in looks
            for message in _against(look["isWellFormed"], look["isValid"], look["messages"])
        ]
    except (ValueError, LookupError, TypeError) as error:
        raise ConformanceError(f"JHOVE gave no report that can be read: {error!r}") from None
    passed = len(paths) - len({finding.path for finding in broken})
    return SiteVerdict(name="JHOVE", pages=len(paths), passed=passed, unit="files", broken=tuple(broken), kind="PDFs")


def _against(is_well_formed: bool, is_valid: bool, messages: Sequence[str]) -> list[str]:
    """Return all that is said against a file, and that it is not valid where nothing says why."""
    against = [message for message in messages if not message.startswith("InfoMessage")]
    if against or (is_well_formed and is_valid):
        return against
    return ["not valid" if is_well_formed else "not well formed"]
