"""Where pages stand: from the root of the site, on the web, and beside the same page in the other languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from handbook.project.project import Project

WELCOME = "index.html"
# The page of all facts; below it a page for those of each page.
FACTS = "facts"
# The pages of all pages, on a handbook whose menus cannot hold them.
ALL_PAGES = "all-pages"
# What is shown of an edition where one of its pages is shared; in the folder of its language.
SHARE_PICTURE = "share.png"
# What readers of any other language are given: the page that lets them choose.
X_DEFAULT = "x-default"


@dataclass(frozen=True, kw_only=True, slots=True)
class Alternate:
    """A page for readers of the language `tag`: BCP 47, or ``x-default``. `path` is from the root of the site."""

    tag: str
    path: str


def page_path(language: str, docname: str) -> str:
    """Return where a page stands, from the root of the site."""
    return f"{language}/{docname}.html"


def facts_page(docname: str) -> str:
    """Return the name of the page that lists the facts of the page `docname`, below the folder of a language."""
    return f"{FACTS}/{docname}"


def alternates(project: Project, languages: Iterable[str], docname: str) -> list[Alternate]:
    """Return a page in each of `languages`, itself included, then the page for everybody else."""
    pages = [Alternate(tag=project.tag(language), path=page_path(language, docname)) for language in languages]
    return [*pages, Alternate(tag=X_DEFAULT, path=WELCOME)]


def site_url(project: Project, path: str) -> str | None:
    """Return the address of a file of the site on the web (RFC 3986); none where no ``base_url`` is set."""
    return f"{project.base_url.rstrip('/')}/{quote(path)}" if project.base_url else None


def root_path(project: Project) -> str:
    """Return the path of the root of the site on its host: that of ``base_url``, else that of the host itself."""
    return f"{urlsplit(project.base_url or '').path.rstrip('/')}/"


def href_from(project: Project, docname: str, path: str) -> str:
    """Return the link from a page to a file of the site: in full where the address is known, else relative."""
    return site_url(project, path) or "../" * (docname.count("/") + 1) + quote(path)
