"""The one way of a translation to a page: read strictly, held against its source, then given to Sphinx by us.

`handbook build` and the preview read the catalogues before they start Sphinx. Where Sphinx is started by itself, they
are read here by the same judges; what these refuse is reported, and shown as the page says it. Sphinx reads none: it
would put any msgstr on any page, and take words and programs of its own from the folder (``sphinx.po``, ``sphinx.js``).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sphinx.locale
from sphinx.application import Sphinx
from sphinx.config import Config

from handbook.catalogs.checking import accepted
from handbook.catalogs.reader import Catalogues, read_catalogues
from handbook.project.project import Edition, Project
from handbook.sphinx.doctree import warning
from handbook.sphinx.editions import edition_of


def translations(edition: Edition, catalogues: Mapping[str, Catalogues]) -> dict[str, Any]:
    """Return the settings of Sphinx by which an edition knows its translations, and the terms of the others.

    `catalogues` are those of each language, as they were accepted.
    """
    finished = {
        language: _finished(by_domain)
        for language, by_domain in catalogues.items()
        if language != edition.project.source_language
    }
    own = finished.pop(edition.language, {})
    return {
        "handbook_translations": None if edition.is_source else own,
        "handbook_elsewhere": finished,
    }


def _finished(catalogues: Catalogues) -> dict[str, dict[str, str]]:
    """Return the finished messages of each page, msgid to msgstr."""
    return {
        domain: {message.msgid: message.msgstr for message in messages.values() if message.is_done}
        for domain, messages in catalogues.items()
    }


def _accepted(project: Project, language: str) -> Catalogues:
    """Read the catalogues of a language as a build would, and report what it would refuse."""
    catalogues, findings = read_catalogues(project, language)
    shown = {}
    for domain, messages in catalogues.items():
        shown[domain], refused = accepted(messages, domain, project, language)
        findings += refused
    for finding in findings:
        place = f"{project.root / finding.path}:{finding.line}"
        warning(finding.message, finding.rule, place)
    return shown


def on_config_inited(app: Sphinx, config: Config) -> None:
    if config.handbook_elsewhere is not None:
        return  # whoever started Sphinx has read them
    edition = edition_of(config)
    catalogues = {language: _accepted(edition.project, language) for language in edition.project.languages}
    for name, value in translations(edition, catalogues).items():
        setattr(config, name, value)
    if config.locale_dirs:
        config.locale_dirs = []
        # Before any extension is loaded, Sphinx has looked there for words to say otherwise than it does.
        sphinx.locale.translators.pop(("general", "sphinx"), None)
        own = Path(sphinx.locale.__file__).parent
        app.translator, _ = sphinx.locale.init([own], config.language)


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Have Sphinx read a page again when its catalogue has changed, as with a catalogue of its own."""
    catalogue = edition_of(app.config).project.catalogue(app.config.language, docname)
    if catalogue.is_file():
        app.env.note_dependency(catalogue)


def setup(app: Sphinx) -> None:
    # What ``handbook_translations`` is of this language, of each other one: for what shows several.
    app.add_config_value("handbook_elsewhere", None, "", types=(dict,))
    app.connect("config-inited", on_config_inited, priority=510)  # once the edition is known
    app.connect("source-read", on_source_read)
