"""What of a handbook is not set though its readers would be the better for it: notices for whoever publishes it."""

from collections.abc import Iterator

from handbook.findings.finding import Finding
from handbook.findings.phrase import phrase
from handbook.project.project import Project
from handbook.project.settings import finding_at, read_settings


def unset(project: Project) -> Iterator[Finding]:
    """Yield a notice for each setting that is missed; a build does without it."""
    text, _ = read_settings(project.root)
    if not project.base_url:
        message = phrase(
            "where the site is published is not known, so it has no sitemap, and 404.html works at the root of a host"
            " only; set base_url"
        )
        yield finding_at(text, "base_url", message, rule="base-url")
    if not project.contact:
        message = phrase(
            "nobody can write to you: no page says where; set contact to a mail address, or to the address of a form"
        )
        yield finding_at(text, "contact", message, rule="contact")


# What readers get less of, by the setting that is left out; a build says nothing of it.
COSTS = {
    "repository_url": phrase("readers cannot mend a page: none leads to its source; set repository_url"),
    "disclaimer": phrase("no page says what the handbook is not, such as official or complete; set disclaimer"),
    "licence": phrase("readers are not told under what licence they may use the texts; set licence"),
    "cover": phrase("the cover of the brochure, and the picture of shared pages, are a plain ground; set cover"),
    "logo": phrase("no page and no cover shows at a glance whose handbook it is; set logo and logo_alt"),
    "colours": phrase("readers see the colours of the program, which other handbooks have as well; set colours"),
    "footer": phrase("no page says more of its publisher than the name; set footer"),
    "portraits": phrase(
        "no page is that of one subject, so there are no leaflets; set portraits to the folder of such pages"
    ),
    "last_edition": phrase("the brochure does not tell what has changed since the edition before; set last_edition"),
}


def missed(project: Project) -> Iterator[Finding]:
    """Yield what `unset` does, and what need not be said at every build: what readers get less of."""
    yield from unset(project)
    text, table = read_settings(project.root)
    for key, message in COSTS.items():
        if key not in table:
            yield finding_at(text, key, message, rule=key.replace("_", "-"))
    for output, message in _OUTPUTS.items():
        if output not in project.outputs:
            yield finding_at(text, "outputs", message, rule="outputs")
    for language in project.unpublished:
        message = phrase(
            "readers of “{language}” get nothing yet; handbook po new {language} lists what is left to write",
            language=language,
        )
        yield finding_at(text, "publish", message, rule="publish")


_OUTPUTS = {
    "html": phrase("there is nothing to read on the web; add html to outputs"),
    "pdf": phrase("there is nothing to print or to hand on; add pdf to outputs"),
}
