"""Opens the live preview of a copy of the handbook in Chromium, by way of ``tests/browser/preview.mjs``.

From a save to the page that is seen, the place that is kept, errors on the page, what translators are shown.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conformance.node_scripts import script_output
from conformance.packages import Browsing
from conformance.tools import ConformanceError
from conformance.verdict import SiteVerdict
from handbook.findings.finding import Finding
from handbook.project.project import Project

# Several times what it takes, in seconds.
LONGEST = 600
# What preview.mjs looks at; a check that is not counted has not been made.
CHECKS = 5


def check_preview(project: Project, browser_tests: Path, browsing: Browsing) -> list[SiteVerdict]:
    """Return what the checks say; none for a handbook without a translated page of an agency to save."""
    report = look(project, browser_tests, browsing)
    return [] if report is None else [read_preview(report)]


def look(project: Project, browser_tests: Path, browsing: Browsing) -> str | None:
    """Return the JSON that ``preview.mjs`` prints, or None where there is no page to save."""
    others = project.translations
    saved = [
        docname
        for docname in project.pages()
        if docname.startswith("agencies/") and others and project.catalogue(others[0], docname).is_file()
    ]
    if not saved:
        return None
    with tempfile.TemporaryDirectory(prefix="handbook-preview-") as folder:
        tree = Path(folder).resolve()
        _copy(project, tree)
        with _running(tree) as address:
            arguments = [address, str(tree), saved[0], others[0], str(browsing.modules), browsing.chromium]
            return script_output(browser_tests / "preview.mjs", arguments, who="the browser", longest=LONGEST)


def read_preview(report: str) -> SiteVerdict:
    """Return the verdict from the JSON of ``preview.mjs``. Raises ConformanceError unless every check was made."""
    try:
        told = json.loads(report)
        checks, passed, measured = told["checks"], told["passed"], told["save_to_visible"]
        broken = tuple(
            Finding(
                path=f"preview/{each['page']}", line=1, message=" ".join(each["message"].split()), rule=each["rule"]
            )
            for each in told["broken"]
        )
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ConformanceError(f"the browser gave no report that can be read: {error!r}") from None
    if checks != CHECKS or not (passed == checks or broken):
        raise ConformanceError(f"live preview: {checks} of {CHECKS} checks made")
    unit = f"checks (save to visible: median {measured} s)" if measured else "checks"
    return SiteVerdict(name="live preview", pages=checks, passed=passed, unit=unit, broken=broken)


def _copy(project: Project, tree: Path) -> None:
    for folder in (project.source, project.locales):
        shutil.copytree(folder, tree / folder.name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    shutil.copy(project.root / "pyproject.toml", tree)


@contextmanager
def _running(tree: Path) -> Iterator[str]:
    """Run a translators' preview of `tree` on a free port, and give its address."""
    serve = "from handbook.commands.cli import main; main(['serve', '--translate', '--port', '0'])"
    with tempfile.TemporaryFile() as errors:  # it names what the checks damage on purpose
        process = subprocess.Popen(
            [sys.executable, "-c", serve], cwd=tree, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not (match := re.search(r"http:\S+:\d+/", line)):
                errors.seek(0)
                told = errors.read().decode("utf-8", "replace")
                raise ConformanceError(f"the preview did not start: {line.strip()}{told.strip()}")
            yield match[0]
        finally:
            process.terminate()
            process.wait()
