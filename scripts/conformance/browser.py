"""Opens the site in Chromium by way of ``tests/browser/walk.mjs``, and reads what came of it.

axe-core, the size of the page and of its text, what it asks for, its security policy, the keyboard, no
JavaScript, what it remembers, the page on paper, what an older browser lacks, colours, room and zoom of a reader’s own.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from conformance.node_scripts import script_output
from conformance.packages import Browsing
from conformance.tools import ConformanceError
from conformance.verdict import SiteVerdict
from handbook.findings.finding import Finding

# What walk.mjs looks at, in its order; a check that is not reported has not been made.
CHECKS = (
    "axe light 1200 px",
    "axe light 320 px",
    "axe dark 1200 px",
    "axe dark 320 px",
    "loading from a folder",
    "loading from a server",
    "layout 320 px",
    "text 390 px",
    "overlap",
    "keyboard",
    "focus",
    "without JavaScript",
    "memory",
    "printing",
    "without what is optional",
    "forced colours",
    "text spacing",
    "400 % zoom",
    "cards on a phone",
)
# What depends on the language of a page.
OF_LANGUAGES = ("axe light 1200 px", "axe dark 320 px", "source rings", "long words")
# What is asked of the pages of one language, which stand for those of the others.
IN_ONE_LANGUAGE = frozenset(
    ("keyboard", "memory", "without what is optional", "forced colours", "text spacing", "400 % zoom")
)
# More than it takes; a browser that hangs is ended then.
LONGEST = 1200


def walk(browser_tests: Path, browsing: Browsing, site: Path, pages: Sequence[str], shown: str) -> list[SiteVerdict]:
    """Run the checks on `pages`, all HTML files below `site`, which reports name `shown`.

    Raises ConformanceError unless each check has looked at each page, or at those of one language.
    """
    arguments = [str(site), str(browsing.modules), browsing.chromium]
    checks = OF_LANGUAGES if browsing.is_for_languages_only else CHECKS
    arguments += ["languages"] if browsing.is_for_languages_only else []
    report = script_output(browser_tests / "walk.mjs", arguments, who="the browser", longest=LONGEST)
    return read_walk(report, len(pages), shown, checks)


def read_walk(report: str, pages: int, shown: str, checks: tuple[str, ...] = CHECKS) -> list[SiteVerdict]:
    """Return the verdicts of `checks` from the JSON of ``walk.mjs``, in its order."""
    try:
        verdicts = [_verdict(each, shown) for each in json.loads(report)["verdicts"]]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ConformanceError(f"the browser gave no report that can be read: {error!r}") from None
    names = tuple(verdict.name for verdict in verdicts)
    if names != checks:
        raise ConformanceError(f"the browser made other checks than asked for: {', '.join(names) or 'none'}")
    for verdict in verdicts:
        is_whole = verdict.pages == pages or (verdict.name in IN_ONE_LANGUAGE and 2 * verdict.pages >= pages)
        if not is_whole or not (verdict.passed or verdict.broken):
            raise ConformanceError(f"{verdict.name}: {verdict.pages} of {pages} pages looked at")
    return verdicts


def _verdict(check: Mapping[str, Any], shown: str) -> SiteVerdict:
    broken = (
        Finding(path=f"{shown}/{each['page']}", line=1, message=" ".join(each["message"].split()), rule=each["rule"])
        for each in check["broken"]
    )
    name = check["name"]
    unit = "rules" if name.startswith("axe") else "pages"
    return SiteVerdict(name=name, pages=check["pages"], passed=check["passed"], unit=unit, broken=tuple(broken))
