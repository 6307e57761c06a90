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


def missed(project: Project) -> Iterator[Finding]:
    """Yield what `unset` does, and what need not be said at every build: what readers get less of."""
    yield from unset(project)
    text, _ = read_settings(project.root)
    if not project.repository_url:
        message = phrase("readers cannot mend a page: none leads to its source; set repository_url")
        yield finding_at(text, "repository_url", message, rule="repository-url")
    for language in project.unpublished:
        message = phrase(
            "readers of “{language}” get nothing yet; handbook po new {language} lists what is left to write",
            language=language,
        )
        yield finding_at(text, "publish", message, rule="publish")
