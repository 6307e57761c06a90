"""What an agency's page tells machines about it: JSON-LD, ``Organization`` of https://schema.org, from the same facts.

Nothing stands in it that the agency's own facts do not say, and the evidence of a fact has to say it too.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from babel import Locale
from docutils import nodes
from sphinx.application import Sphinx

from handbook.facts.model import Fact, Registry
from handbook.facts.normalise import normalise
from handbook.facts.wording import word, wording_of
from handbook.pictures.maps import regions_of
from handbook.project.addresses import page_path
from handbook.sphinx.editions import edition_of, registry_of
from handbook.sphinx.site import metas_of
from handbook.sphinx.structured_data import as_block, with_url


def organization_of(subject: str, registry: Registry, language: str, description: str) -> Mapping[str, Any] | None:
    """Return the properties of an agency, in the language of an edition; nothing of one without a name."""
    name = registry.names.get(subject)
    if name is None:
        return None
    form = name.forms[language]
    properties: dict[str, Any] = {"@type": "Organization", "name": form.full}
    if form.text != form.full:
        properties["alternateName"] = form.text
    if description:
        properties["description"] = description
    for fact in registry.of_subject(subject):
        properties |= _property_of(fact, registry, language)
    return properties


def _property_of(fact: Fact, registry: Registry, language: str) -> Iterator[tuple[str, Any]]:
    """Yield the property that a fact gives, if it gives one and its evidence says as much."""
    text = word(fact, registry, language) or ""
    if normalise(text) not in normalise(fact.evidence[language]):
        return
    if fact.kind == "year" and fact.value.get("role") == "founded" and "year" in fact.value:
        yield "foundingDate", text
    elif fact.kind == "region-list" and (names := list(_places(fact, registry, language))):
        yield "areaServed", [{"@type": "Place", "name": name} for name in names]


def _places(fact: Fact, registry: Registry, language: str) -> Iterator[str]:
    """Yield the name of each region of a fact, as Unicode CLDR has it and readers can read it.

    Vocabulary has phrases: « dans les Caraïbes ». Where that holds no name of CLDR, it is all there is.
    """
    locale = Locale.parse(wording_of(registry, language).locale)
    named = (locale.territories, Locale(locale.language).territories)  # there is « Europe orientale » in Canada only
    for code in regions_of(fact):
        phrase = registry.regions[code][language]
        names = (names[code] for names in named if code in names)
        yield next((name for name in names if normalise(name) in normalise(phrase)), phrase)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    registry, edition = registry_of(app.config), edition_of(app.config)
    subject = registry.portrayed_on(pagename)
    if not subject:
        return
    descriptions = (meta.get("content", "") for meta in metas_of(doctree) if meta.get("name") == "description")
    properties = organization_of(subject, registry, edition.language, next(descriptions, ""))
    if properties:
        path = page_path(edition.language, pagename)
        context["data_blocks"].insert(0, as_block(with_url(properties, "url", edition, path)))


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", on_html_page_context)
