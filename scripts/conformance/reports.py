"""Clicks “Report this fact”, on a phone, in an invented handbook whose readers can write by mail or by a form.

``tests/small`` is built twice, in English and French: each language is written to in both ways. A mail program and a
form have to be given the fact, the language, and, of a mail, the words that are doubted.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from conformance.building import build_invented
from conformance.packages import Browsing
from conformance.tasks import check_tasks
from conformance.verdict import SiteVerdict

SMALL = Path("tests", "small")
# The line of its settings that says where to write, and what stands there instead.
CONTACT = 'contact = "editors@small.example"'
MAIL, FORM = "editors@small.example", "https://small.example/write?handbook=small"
# The fact of the first ring of a page, and its words in each language.
PAGE, FACT = "agencies/maple.html", "maple.founded"
WORDS = {"en": "created in 1970", "fr": "création en 1970"}


def check_reports(root: Path, browser_tests: Path, browsing: Browsing) -> SiteVerdict:
    """Return what came of the reports. Raises ConformanceError where they cannot be tried."""
    verdicts = []
    with tempfile.TemporaryDirectory(prefix="handbook-reports-") as folder:
        for number, contacts in enumerate(({"en": MAIL, "fr": FORM}, {"en": FORM, "fr": MAIL})):
            tree = Path(folder).resolve() / str(number)
            table = ", ".join(f'{language} = "{address}"' for language, address in contacts.items())
            site = build_invented(root, SMALL, tree, {CONTACT: f"contact = {{ {table} }}"})
            tasks = tree / "tasks.json"
            tasks.write_text(json.dumps(list(tasks_of(contacts))), encoding="utf-8")
            verdicts.append(check_tasks(browser_tests, browsing, site, tasks, f"{SMALL.as_posix()}/build/site"))
    pages, passed = (sum(getattr(each, name) for each in verdicts) for name in ("pages", "passed"))
    broken = tuple(finding for each in verdicts for finding in each.broken)
    return replace(verdicts[0], name="reports of facts, by mail and by form", pages=pages, passed=passed, broken=broken)


def tasks_of(contacts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the task of each language for ``tasks.mjs``: from a ring to its fact, and on to whoever is told."""
    for language, address in contacts.items():
        mail = [f"mailto:{MAIL}?subject=", FACT, f"({language})", WORDS[language]]
        form = [f"{FORM}&", f"fact={FACT}", f"language={language}"]
        yield {
            "task": f"report a mistake ({language})",
            "from": f"{language}/{PAGE}",
            "clicks": 3,
            "steps": [
                ["click", ".source-of button"],
                ["click", ".card:popover-open .card-end a"],
                ["click", ":target .report a"],
            ],
            "leaves": mail if address == MAIL else form,
        }
