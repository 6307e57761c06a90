"""Tells every feature which edition Sphinx is building: the project, its facts, and our strings in its language.

``conf.py`` needs nothing but ``extensions = ["myst_parser", "handbook.sphinx"]``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docutils import languages
from docutils.parsers.rst import languages as directive_languages
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from handbook.catalogs.strings import translator
from handbook.facts.model import Registry
from handbook.facts.registry import load_registry
from handbook.findings.phrase import Translate
from handbook.history.last_changes import read_days, read_history
from handbook.languages.lookup import OWN_LANGUAGE, usual_tag
from handbook.project.project import Edition, find_root, load_project

# Kept in what Sphinx keeps while it reads one page.
_PASSAGE = "handbook_passage"


def other_extensions(config: Config) -> set[str]:
    """Return the packages of extensions that are neither ours nor MyST-Parser: what they make of pages is not known."""
    return {name.partition(".")[0] for name in config.extensions} - {"handbook", "myst_parser"}


def edition_of(config: Config) -> Edition:
    """Return the edition that is being built."""
    edition: Edition = config.handbook_edition
    return edition


def page_builder(app: Sphinx) -> StandaloneHTMLBuilder:
    """Return the builder of an application that writes pages of HTML."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    return app.builder


def registry_of(config: Config) -> Registry:
    """Return the facts of the project that is being built."""
    registry: Registry = config.handbook_registry
    return registry


def language_of(env: BuildEnvironment) -> str:
    """Return the language of the passage that is being read: the edition's, but for one that is not translated."""
    return env.temp_data.get(_PASSAGE) or edition_of(env.config).language


@contextmanager
def passage_in(env: BuildEnvironment, language: str) -> Iterator[None]:
    """Read a passage in another language than the edition's: roles inside it speak that language."""
    outside = env.temp_data.get(_PASSAGE)
    env.temp_data[_PASSAGE] = language
    try:
        yield
    finally:
        env.temp_data[_PASSAGE] = outside


def source_tag(config: Config) -> str:
    """Return the BCP 47 tag of the language that the pages are written in."""
    edition = getattr(config, "handbook_edition", None)
    return edition.project.tag(source_language(config)) if edition else usual_tag(OWN_LANGUAGE)


def source_language(config: Config) -> str:
    """Return the language that the pages are written in."""
    edition = getattr(config, "handbook_edition", None)  # none where pages are read outside a handbook
    return edition.project.source_language if edition else OWN_LANGUAGE


def strings_of(config: Config) -> Translate:
    """Return the function that says our own strings in the language that is being built."""
    edition = edition_of(config)
    return translator(edition.project, edition.language)


def on_config_inited(app: Sphinx, config: Config) -> None:
    if config.handbook_edition is None:
        project = load_project(find_root(Path(app.confdir)))
        if "language" not in config._raw_config and "language" not in config._overrides:
            config.language = project.source_language
        siblings = tuple(language for language in project.languages if language != config.language)
        days = read_days(project, read_history(project))
        config.handbook_edition = Edition(project=project, language=config.language, siblings=siblings, days=days)
        config.handbook_registry = load_registry(project)
    edition = edition_of(config)
    config.project = config.html_title = edition.title
    if config.handbook_unread:
        config.exclude_patterns = [*config.exclude_patterns, *(f"{page}.md" for page in config.handbook_unread)]


def on_builder_inited(app: Sphinx) -> None:
    # docutils 0.22 warns, once per process, of a language that it has no words of its own in; pages show none of them.
    # What was looked up without a reporter is found, and not complained of, later.
    languages.get_language(app.config.language)
    directive_languages.get_language(app.config.language)


def setup(app: Sphinx) -> None:
    app.add_config_value("handbook_edition", None, "", types=(Edition,))
    app.add_config_value("handbook_registry", None, "", types=(Registry,))
    # Pages that cannot be read, and are named already: the others are read without them.
    app.add_config_value("handbook_unread", (), "", types=(list, tuple))
    app.connect("config-inited", on_config_inited)
    app.connect("builder-inited", on_builder_inited)
