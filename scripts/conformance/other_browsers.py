"""Opens pages of each kind in Firefox and WebKitGTK by way of ``tests/browser/others.mjs``, and reads what came of it.

Both are the distribution's: Firefox without a window, WebKitGTK on a screen of Xvfb that nobody sees. Pages stand in
frames of the width of a phone: neither has a window so narrow.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from conformance.browser import read_walk
from conformance.node_scripts import script_output
from conformance.tools import ConformanceError, Run, require, run
from conformance.verdict import SiteVerdict

NAMES = ("Firefox", "WebKitGTK")
# MiniBrowser comes with the library, in a folder of its own.
MINI_BROWSERS = (
    "lib/*/webkit2gtk-4.*/MiniBrowser",
    "libexec/webkit2gtk-4.*/MiniBrowser",
    "lib*/webkit2gtk-4.*/MiniBrowser",
)
# Five times what it takes.
LONGEST = 300


def check_others(
    browser_tests: Path, site: Path, shown: str, environ: Mapping[str, str], run: Run = run
) -> list[SiteVerdict]:
    """Return what both say of the site, which reports name `shown`. Raises ConformanceError where that fails."""
    for program in ("node", "firefox-esr", "WebKitWebDriver", "Xvfb"):
        require(program, environ, run)
    arguments = [str(site), "firefox-esr", "WebKitWebDriver", str(mini_browser()), "Xvfb"]
    script = browser_tests / "others.mjs"
    return read_others(script_output(script, arguments, who="Firefox or WebKitGTK", longest=LONGEST), shown)


def read_others(report: str, shown: str) -> list[SiteVerdict]:
    """Return the verdicts from the JSON: each browser has looked at the same pages, and at some."""
    try:
        pages = {int(each["pages"]) for each in json.loads(report)["verdicts"]}
    except (ValueError, LookupError, TypeError) as error:
        raise ConformanceError(f"the other browsers gave no report that can be read: {error!r}") from None
    if len(pages) > 1 or not sum(pages):
        raise ConformanceError("the other browsers have not looked at the same pages, or at none")
    return read_walk(report, sum(pages), shown, NAMES)


def mini_browser(root: Path = Path("/usr")) -> Path:
    """Return the program of WebKitGTK below `root`. Raises ConformanceError where there is none."""
    programs = sorted(path for pattern in MINI_BROWSERS for path in root.glob(pattern))
    if not programs:
        raise ConformanceError(
            "WebKitGTK has no MiniBrowser on this system; install libwebkit2gtk-4.1-0 (Debian, Ubuntu)"
        )
    return programs[0]
