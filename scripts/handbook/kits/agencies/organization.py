"""What an agency's page tells machines about it: JSON-LD, ``Organization`` of https://schema.org, from the same facts.

It is data and no script: browsers run nothing of it. The Content-Security-Policy names its hash all the same, for there
are readers of pages that go by the element alone. Nothing stands in it that the agency's own facts do not say, and the
evidence of a fact has to say it too.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from handbook.facts.model import Fact, Registry
from handbook.facts.normalise import normalise
from handbook.facts.wording import word
from handbook.sphinx.editions import edition_of, registry_of
from handbook.sphinx.site import metas_of

# No text can end the element it stands in (HTML Standard, 4.12.1.3), nor begin a comment.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A block of data as it stands in a page, and its hash as a Content-Security-Policy names it (CSP 3, 2.3.1)."""

    text: str
    digest: str


def organization_of(subject: str, registry: Registry, language: str, description: str) -> Mapping[str, str] | None:
    """Return the properties of an agency, in the language of an edition; nothing of one without a name."""
    name = registry.names.get(subject)
    if name is None:
        return None
    form = name.forms[language]
    properties: dict[str, str] = {"@context": "https://schema.org", "@type": "Organization", "name": form.full}
    if form.text != form.full:
        properties["alternateName"] = form.text
    if description:
        properties["description"] = description
    for fact in registry.of_subject(subject):
        properties |= _property_of(fact, registry, language)
    return properties


def _property_of(fact: Fact, registry: Registry, language: str) -> Iterator[tuple[str, str]]:
    """Yield the property that a fact gives, if it gives one and its evidence says as much."""
    text = word(fact, registry, language) or ""
    if normalise(text) not in normalise(fact.evidence[language]):
        return
    if fact.kind == "year" and fact.value.get("role") == "founded" and "year" in fact.value:
        yield "foundingDate", text
    elif fact.kind == "region-list":
        yield "areaServed", text


def as_block(properties: Mapping[str, str]) -> Block:
    """Return properties as JSON that can stand in a page."""
    text = json.dumps(properties, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Block(text=text, digest=f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}")


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    registry = registry_of(app.config)
    subject = registry.portrayed_on(pagename)
    properties = None
    if subject:
        descriptions = (meta.get("content", "") for meta in metas_of(doctree) if meta.get("name") == "description")
        properties = organization_of(subject, registry, edition_of(app.config).language, next(descriptions, ""))
    context["organization"] = as_block(properties) if properties else None


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", on_html_page_context)
