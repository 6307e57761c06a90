"""Holds the stylesheets and scripts of the site to the oldest browsers that it is for, by ``tests/browser/floor.mjs``.

``tests/browser/floor.json`` names those browsers, and what pages do without where a browser lacks it. What browsers
can do is told by MDN's browser-compat-data, which is pinned with the other packages. A script does not tell the kind
of its objects: a method counts as missing where none of the things that have one of its name has it at the floor.
"""

import json
from pathlib import Path

from conformance.node_scripts import script_output
from conformance.tools import ConformanceError
from conformance.verdict import SiteVerdict
from handbook.findings.finding import Finding

NAME = "browser floor"
# Twenty times what it takes.
LONGEST = 60


def check_floor(browser_tests: Path, modules: Path, site: Path, shown: str) -> SiteVerdict:
    """Return what stands above the floor in the stylesheets and scripts below `site`, which reports name `shown`."""
    return read_floor(run_floor(browser_tests, modules, [str(site)]), shown)


def run_floor(browser_tests: Path, modules: Path, arguments: list[str], asked: str = "") -> str:
    """Return the JSON of ``floor.mjs``: of a folder, or of the files in the JSON `asked`."""
    script = browser_tests / "floor.mjs"
    return script_output(script, [str(modules), *arguments], who=f"the {NAME}", longest=LONGEST, asked=asked)


def read_floor(report: str, shown: str) -> SiteVerdict:
    """Return the verdict from the JSON. Raises ConformanceError where no stylesheet and no script was looked at."""
    try:
        answer = json.loads(report)
        files, passed = int(answer["files"]), int(answer["passed"])
        broken = tuple(
            Finding(path=f"{shown}/{each['page']}", line=each["line"], message=each["message"], rule=each["rule"])
            for each in answer["broken"]
        )
    except (ValueError, LookupError, TypeError) as error:
        raise ConformanceError(f"the {NAME} has no report that can be read: {error!r}") from None
    if not files or not (passed or broken):
        raise ConformanceError(f"the {NAME}: {passed} of {files} files passed, and nothing is said of the others")
    return SiteVerdict(name=NAME, pages=files, passed=passed, unit="files", broken=broken, kind="files")
