"""Does what readers come for, with real clicks on a phone, by way of ``tests/browser/tasks.mjs``.

``tests/handbook/tasks.json`` has the tasks of this handbook, and how many clicks each may take.
"""

import json
from pathlib import Path

from conformance.node_scripts import script_output
from conformance.packages import Browsing
from conformance.tools import ConformanceError
from conformance.verdict import SiteVerdict
from handbook.findings.finding import Finding

NAME = "tasks of readers"
# Ten times what it takes.
LONGEST = 300


def check_tasks(browser_tests: Path, browsing: Browsing, site: Path, tasks: Path, shown: str) -> SiteVerdict:
    """Return which of the `tasks` could not be done on the pages below `site`, which reports name `shown`."""
    arguments = [str(site), str(browsing.modules), browsing.chromium, str(tasks)]
    return read_tasks(script_output(browser_tests / "tasks.mjs", arguments, who=f"the {NAME}", longest=LONGEST), shown)


def read_tasks(report: str, shown: str) -> SiteVerdict:
    """Return the verdict from the JSON. Raises ConformanceError where no task was done.

    What a handbook does not offer, as a report without an address for it, is not counted.
    """
    try:
        done = [each for each in json.loads(report)["tasks"] if not each["isAbsent"]]
        broken = tuple(
            Finding(path=f"{shown}/{each['page']}", line=1, message=f"{each['task']}: {each['trouble']}", rule="task")
            for each in done
            if each["trouble"] or each["clicks"] > each["most"]
        )
    except (ValueError, LookupError, TypeError) as error:
        raise ConformanceError(f"the {NAME} have no report that can be read: {error!r}") from None
    if not done:
        raise ConformanceError(f"the {NAME}: none was done")
    clicks = ", ".join(f"{each['task']} {each['clicks']}" for each in done)
    name = f"{NAME}, in clicks ({clicks})"
    return SiteVerdict(
        name=name, pages=len(done), passed=len(done) - len(broken), unit="tasks", broken=broken, kind="tasks"
    )
