"""What a page tells machines, search engines and social networks: that it is what the page tells its readers."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.catalogs.quantities import Strength, is_said, plain_text, read
from handbook.checks.artefacts import Artefacts, Place, check
from handbook.facts.model import Registry
from handbook.facts.normalise import normalise
from handbook.findings.finding import shown
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.lookup import language_of
from handbook.project.addresses import SHARE_PICTURE, site_url
from handbook.readback.html_page import Page

# What may be said of a subject (https://schema.org/Organization); readers must be able to read the last of these.
_PROPERTIES = {"@context", "@type", "description"}
_READABLE = ("name", "alternateName", "foundingDate", "areaServed")


@check
def check_open_graph(artefacts: Artefacts) -> Iterator[Place]:
    """What a page shows where it is shared must be its own title and description, in its own language.

    Bad: <meta property="og:title" content="About this handbook"> on the French page, or “more than 700” in the
    description of a page that says 750 since. Good: « À propos de ce guide », and no number that the page does not say.
    """
    for edition, page in artefacts.fresh_pages():
        if page.docname not in edition.pages:
            continue
        wanted = {"og:title": page.heading, "og:locale": artefacts.project.tag(edition.language).replace("-", "_")}
        if picture := site_url(artefacts.project, f"{edition.language}/{SHARE_PICTURE}"):
            wanted["og:image"] = picture
        if "description" in page.metas:
            wanted["og:description"] = page.metas["description"]
        for key, value in wanted.items():
            if normalise(actual := page.metas.get(key, "")) != normalise(value):
                message = phrase(
                    "{key} says “{found}”, and the page “{value}”; mend the theme’s head",
                    key=key,
                    found=actual,
                    value=value,
                )
                yield shown(page.path, artefacts.project.root), 1, message
        # What a translation says of numbers is judged message by message.
        is_source = edition.language == artefacts.project.source_language
        for number in _unread_numbers(page) if is_source else ():
            message = phrase(
                "the description says {number}, and the page does not; correct it, or leave the number out",
                number=number,
            )
            yield shown(artefacts.project.page(page.docname), artefacts.project.root), 1, message


def _unread_numbers(page: Page) -> list[str]:
    """Return what a description counts and its page does not: typed by hand, it may be behind."""
    language = language_of(page.language)
    page_reading = read(plain_text(page.text), language)
    counted = read(plain_text(page.metas.get("description", "")), language).quantities
    typed = (quantity for quantity in counted if quantity.strength == Strength.DIGITS and not quantity.parts)
    return sorted({quantity.words for quantity in typed if not is_said(quantity, page_reading)})


@check
def check_organization(artefacts: Artefacts) -> Iterator[Place]:
    """What a page tells machines about its subject must be what it tells its readers, and what the facts say.

    Bad: "foundingDate": "1971" on a page that says 1970. Good: every value can be read on the page.
    """
    registry, project = artefacts.registry, artefacts.project
    for edition in artefacts.editions:
        for subject in registry.portrayed():
            page = edition.pages.get(registry.pages[subject])
            name = registry.names.get(subject)
            if page is None or name is None or artefacts.is_judged(page.path):
                continue
            properties = _parsed(page)
            if properties is None or properties.get("@type") != "Organization":
                message = phrase("the page has no JSON-LD of its agency, or several; mend the theme’s head")
                yield shown(page.path, project.root), 1, message
                continue
            where = project.page(page.docname) if edition.language == project.source_language else page.path
            for message in _faults(properties, page, subject, registry):
                yield shown(where, project.root), 1, message


def _parsed(page: Page) -> Mapping[str, Any] | None:
    """Return the one block of JSON-LD of a page, if it is one object."""
    try:
        [properties] = map(json.loads, page.data)
    except ValueError:
        return None
    return properties if isinstance(properties, dict) else None


def _faults(properties: Mapping[str, Any], page: Page, subject: str, registry: Registry) -> Iterator[Phrase]:
    text = normalise(page.text)
    for key in sorted(properties.keys() - _PROPERTIES - set(_READABLE)):
        yield phrase(
            "what the page tells machines of its agency has “{key}”, which no fact says; leave it out", key=key
        )
    if "name" not in properties:
        yield phrase("what the page tells machines of its agency has no name; mend kits/agencies/organization.py")
    if properties.get("description", "") != page.metas.get("description", ""):
        yield phrase(
            "what the page tells machines of its agency describes it in other words than the page; mend "
            "kits/agencies/organization.py"
        )
    for key in _READABLE:
        if normalise(str(properties.get(key, ""))) not in text:
            yield phrase(
                "what the page tells machines of its agency has {key} “{value}”, which its readers cannot read on it; "
                "write it there, or correct source/facts/{subject}.toml",
                key=key,
                value=properties[key],
                subject=subject,
            )
    if "foundingDate" in properties and properties["foundingDate"] not in _founded(subject, registry):
        yield phrase(
            "what the page tells machines of its agency has foundingDate “{year}”, which no fact with "
            'role = "founded" says; correct it',
            year=properties["foundingDate"],
        )


def _founded(subject: str, registry: Registry) -> list[str]:
    years = (fact.value for fact in registry.of_subject(subject) if fact.kind == "year")
    return [str(value["year"]) for value in years if value.get("role") == "founded" and "year" in value]
