"""The pages at the root of the site, in all its languages at once: the neutral one, and the one for a wrong address."""

from collections.abc import Collection, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handbook.catalogs.strings import translator
from handbook.languages.cldr import native_name
from handbook.project.addresses import WELCOME, Alternate, alternates, site_url
from handbook.project.project import Edition, Project
from handbook.sphinx.site import THEME, writing

NOT_FOUND = "404.html"


def write_welcome(project: Project, site: Path) -> None:
    """Write ``index.html`` and ``404.html`` for the editions that stand in `site`."""
    languages = [each for each in project.languages if (site / each).is_dir()]
    if not languages:
        return  # brochures alone: there is no page to welcome anybody to
    (site / WELCOME).write_text(welcome_page(project, site, languages), encoding="utf-8")
    (site / NOT_FOUND).write_text(not_found_page(project, site, languages), encoding="utf-8")


def welcome_page(project: Project, site: Path, languages: Collection[str], *, is_offline: bool = False) -> str:
    """Return the page that lets readers choose one of `languages`; `is_offline` where no other copy is to be had."""
    return _render(
        "welcome.html",
        editions=_editions(project, site, languages),
        alternates=[
            Alternate(tag=each.tag, path=site_url(project, each.path) or each.path)
            for each in alternates(project, languages, "index")
        ],
        url=site_url(project, WELCOME),
        is_offline=is_offline,
    )


def not_found_page(project: Project, site: Path, languages: Collection[str]) -> str:
    """Return the page that a server shows at any depth for an address it does not know, as its links allow for.

    They are in full with a ``base_url``; else they are relative, and hold at the root of the site only.
    """
    return _render("not-found.html", editions=_editions(project, site, languages), root=site_url(project, "") or "")


def _editions(project: Project, site: Path, languages: Collection[str]) -> list[Mapping[str, object]]:
    """Return what the templates know of each edition."""
    editions: list[Mapping[str, object]] = []
    for language in languages:
        brochure = f"downloads/{project.brochure_name(language)}"
        editions.append(
            {
                "edition": Edition(project=project, language=language, siblings=()),
                "native_name": native_name(project, language),
                "writing": writing(project, language),
                "brochure": brochure if (site / brochure).is_file() else None,
                "offline": f"downloads/{project.offline_name(language)}",
                "translate": translator(project, language),
            }
        )
    return editions


def _render(template: str, **context: object) -> str:
    environment = Environment(
        loader=FileSystemLoader(THEME), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template(template).render(context)
