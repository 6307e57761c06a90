"""The neutral page at the root of the site, in all its languages at once."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handbook.catalogs.strings import translator
from handbook.ext.site import THEME
from handbook.project import NATIVE_NAMES, Edition, Project


def write_welcome(project: Project, site: Path) -> None:
    """Write ``index.html`` for the editions that stand in `site`."""
    editions = []
    for language in project.languages:
        if (site / language).is_dir():
            brochure = f"downloads/{project.brochure_name(language)}"
            editions.append(
                {
                    "edition": Edition(project=project, language=language, siblings=()),
                    "native_name": NATIVE_NAMES[language],
                    "brochure": brochure if (site / brochure).is_file() else None,
                    "translate": translator(project, language),
                }
            )
    if not editions:
        return  # brochures alone: there is no page to welcome anybody to
    environment = Environment(
        loader=FileSystemLoader(THEME), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page = environment.get_template("welcome.html").render(editions=editions)
    (site / "index.html").write_text(page, encoding="utf-8")
