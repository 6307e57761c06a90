"""Everything that is asked about the site: the Nu HTML checker, the floor of browsers, the checks in the browser,
then the live preview.
"""

from collections.abc import Mapping
from pathlib import Path

from conformance.browser import walk
from conformance.floor import check_floor
from conformance.markup import check_markup
from conformance.other_browsers import check_others
from conformance.packages import Browsing, prepare
from conformance.preview import check_preview
from conformance.reports import check_reports
from conformance.tasks import check_tasks
from conformance.tools import ConformanceError
from conformance.verdict import SiteVerdict
from handbook.findings.finding import shown
from handbook.project.project import Project
from handbook.publication.release import published_at


def check_site(project: Project, environ: Mapping[str, str], home: Path | None = None) -> list[SiteVerdict]:
    """Return what each check says of the site. Raises ConformanceError where that cannot be found out.

    `home` is the folder that has the checks, for a handbook that stands elsewhere; its live preview is not looked at.
    """
    site, browsing = prepare_site(project, environ, home)
    pages, name = published_pages(site), shown(published_at(project.site), project.root)
    browser_tests = (home or project.root).absolute() / "tests" / "browser"
    return [
        check_markup(browsing.modules, site, pages, name),
        check_floor(browser_tests, browsing.modules, site, name),
        *walk(browser_tests, browsing, site, pages, name),
        *(
            ()
            if home
            else (
                _tasks_of(project, browser_tests, browsing),
                check_reports(project.root.absolute(), browser_tests, browsing),
                *check_preview(project, browser_tests, browsing),
            )
        ),
    ]


def _tasks_of(project: Project, browser_tests: Path, browsing: Browsing) -> SiteVerdict:
    tasks = project.root.absolute() / "tests" / "handbook" / "tasks.json"
    site = published_at(project.site)
    return check_tasks(browser_tests, browsing, site.absolute(), tasks, shown(site, project.root))


def prepare_site(project: Project, environ: Mapping[str, str], home: Path | None = None) -> tuple[Path, Browsing]:
    """Return the folder of the site, and what it is looked at with. Raises ConformanceError where one is not there."""
    site = published_at(project.site).absolute()
    if not published_pages(site):
        name = shown(published_at(project.site), project.root)
        raise ConformanceError(f"there is no page in {name}; build it first: make")
    root = home or project.root
    browser_tests = root / "tests" / "browser"
    if not browser_tests.is_dir():
        raise ConformanceError(f"{shown(browser_tests, project.root)} is not there: the site's checks come with it")
    return site, prepare(browser_tests, root.absolute() / "build" / "tools", environ)


def check_other_browsers(project: Project, environ: Mapping[str, str], home: Path | None = None) -> list[SiteVerdict]:
    """Return what Firefox and WebKitGTK say of the site, with the checks of `home`, else of the project."""
    name = shown(published_at(project.site), project.root)
    browser_tests = (home or project.root).absolute() / "tests" / "browser"
    return check_others(browser_tests, published_at(project.site).absolute(), name, environ)


def published_pages(site: Path) -> list[str]:
    """Return the names of all HTML files below `site`, relative to it."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
