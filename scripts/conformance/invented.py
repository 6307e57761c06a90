"""Asks axe-core and the Nu HTML checker about the handbook of ``tests/coast``, and looks where its lines end: Spanish,
Arabic and Japanese pages.

The other checks are about what is the same in every language, and look at the handbook itself.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from conformance.browser import walk
from conformance.building import build_invented
from conformance.markup import check_markup
from conformance.packages import prepare
from conformance.site import published_pages
from conformance.tools import ConformanceError
from conformance.verdict import SiteVerdict
from handbook.project.project import Project

COAST = Path("tests", "coast")


def check_languages(project: Project, environ: Mapping[str, str]) -> list[SiteVerdict]:
    """Build the HTML of the invented handbook that stands beside `project`, and return what is said of it."""
    root = project.root.absolute()
    if not (root / COAST).is_dir():
        raise ConformanceError(
            f"{COAST.as_posix()} is not there: the handbook in other languages comes with the checks"
        )
    browsing = prepare(root / "tests" / "browser", root / "build" / "tools", environ)
    with tempfile.TemporaryDirectory(prefix="handbook-coast-") as folder:
        site = build_invented(root, COAST, Path(folder).resolve() / "coast")
        pages = published_pages(site)
        name = f"{COAST.as_posix()}/build/site"
        verdicts = [
            check_markup(browsing.modules, site, pages, name),
            *walk(root / "tests" / "browser", replace(browsing, is_for_languages_only=True), site, pages, name),
        ]
    return [replace(each, name=f"{each.name}, other languages") for each in verdicts]
