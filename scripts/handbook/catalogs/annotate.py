"""Gives catalogues what sphinx-intl does not: a comment ``#. {fact}`did.founded-year` → 1970`` for each role.

A translator sees what a role will read like. What Babel makes up on writing is taken out again.
"""

import io
import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from handbook.catalogs.reader import read_catalogue
from handbook.facts.model import Registry
from handbook.facts.wording import word
from handbook.project import Project

_ROLE = re.compile(r"\{(fact|name)\}`([^`]+)`")
# Babel takes roles and per cent signs for Python formats, and puts placeholders where a header names nobody.
_PYTHON_FLAGS = {"python-format", "python-brace-format"}
_NOBODY = "none"


def annotate(project: Project, registry: Registry, language: str, line_width: int) -> None:
    """Bring the comments of every catalogue of `language` up to date; a file that is so already is not written."""
    for path in sorted(project.catalogues(language).rglob("*.po")):
        read_catalogue(path, project.root)  # what is no catalogue is reported, and left as it is
        catalogue = read_po(io.BytesIO(path.read_bytes()))
        _annotate(catalogue, registry, language)
        written = io.BytesIO()
        write_po(written, catalogue, width=line_width)
        if written.getvalue() != path.read_bytes():
            path.write_bytes(written.getvalue())


def _annotate(catalogue: Catalog, registry: Registry, language: str) -> None:
    for message in catalogue:
        # All of them are ours: Sphinx writes none, and a long one comes back as several, since Babel wraps it.
        message.auto_comments = list(readings(str(message.id), registry, language))
        message.flags -= _PYTHON_FLAGS
    if "EMAIL@ADDRESS" in catalogue.last_translator:
        catalogue.last_translator = _NOBODY
    if "LL@li.org" in catalogue.language_team:
        catalogue.language_team = _NOBODY


def readings(msgid: str, registry: Registry, language: str) -> Iterator[str]:
    """Yield a line for each fact or name of `msgid`: the role, and what a reader of `language` gets for it."""
    for role, target in dict.fromkeys(_ROLE.findall(msgid)):
        reading = _fact(target, registry, language) if role == "fact" else _name(target, registry, language)
        if reading:
            yield f"{{{role}}}`{target}` → {reading}"


def _fact(target: str, registry: Registry, language: str) -> str | None:
    return word(registry.facts[target], registry, language) if target in registry.facts else None


def _name(target: str, registry: Registry, language: str) -> str | None:
    key, _, style = target.partition(".")
    return registry.names[key].forms[language].styled(style) if key in registry.names else None
