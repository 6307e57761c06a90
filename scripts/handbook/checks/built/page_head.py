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
from handbook.sphinx.defaults import KIT, lists_extension

# What may be said of a subject (https://schema.org/Organization); readers must be able to read the last of these.
_PROPERTIES = {"@context", "@type", "description", "url"}
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
    counted = read(plain_text(page.metas.get("description", "")), language).quantities
    typed = [quantity for quantity in counted if quantity.strength == Strength.DIGITS and not quantity.parts]
    page_reading = read(plain_text(page.text), language) if typed else None
    return sorted({quantity.words for quantity in typed if page_reading and not is_said(quantity, page_reading)})


@check
def check_organization(artefacts: Artefacts) -> Iterator[Place]:
    """What a page tells machines about its subject must be what it tells its readers, and what the facts say.

    Bad: "foundingDate": "1971" on a page that says 1970. Good: every value can be read on the page.
    """
    registry, project = artefacts.registry, artefacts.project
    if not lists_extension(project, KIT):
        return
    for edition in artefacts.editions:
        for subject in registry.portrayed():
            page = edition.pages.get(registry.pages[subject])
            name = registry.names.get(subject)
            if page is None or name is None or artefacts.is_judged(page.path):
                continue
            blocks = [block for block in _blocks(page) if block.get("@type") == "Organization"]
            if len(blocks) != 1:
                message = phrase("the page has no JSON-LD of its organization, or several; mend the theme’s head")
                yield shown(page.path, project.root), 1, message
                continue
            where = project.page(page.docname) if edition.language == project.source_language else page.path
            for message in _faults(blocks[0], page, subject, registry):
                yield shown(where, project.root), 1, message


@check
def check_data(artefacts: Artefacts) -> Iterator[Place]:
    """What a page tells machines of the way to it, and of its terms, must be what it tells its readers.

    Bad: a BreadcrumbList with the title that a page had before. Good: the steps of its trail, its terms.
    """
    for _, page in artefacts.fresh_pages():
        blocks = _blocks(page)
        ways = [_texts_at(block, "itemListElement", "name") for block in blocks if _is(block, "BreadcrumbList")]
        trail = [normalise(step) for step in page.trail]
        messages = []
        if len(blocks) != len(page.data) or any(block.get("@type") not in _TYPES for block in blocks):
            messages.append(phrase("the page has JSON-LD that the handbook does not write; mend the theme’s head"))
        if [[*map(normalise, way)] for way in ways] != ([trail] if trail else []):
            shown_ways = "; ".join(" / ".join(way) for way in ways)
            message = phrase(
                "what the page tells machines of the way to it is “{found}”, and should be “{way}”; mend the theme’s "
                "head",
                found=shown_ways,
                way=" / ".join(page.trail),
            )
            messages.append(message)
        text = normalise(page.text)
        terms = [block for block in blocks if _is(block, "DefinedTermSet")]
        unread = [name for block in terms for name in _texts_at(block, _TERMS, "name") if normalise(name) not in text]
        places = (place for block in terms for place in _texts_at(block, _TERMS, "@id"))
        for word in (*unread, *(place for place in places if place[:1] != "#" or place[1:] not in page.ids)):
            message = phrase(
                "what the page tells machines of its terms has “{text}”, which its readers cannot read on it; mend "
                "sphinx/structured_data.py",
                text=word[:60],
            )
            messages.append(message)
        for url in _urls(blocks):
            if not url.startswith(site_url(artefacts.project, "") or ":"):
                message = phrase(
                    "what the page tells machines has the address “{url}”, which is none of the site; mend the theme’s "
                    "head",
                    url=url,
                )
                messages.append(message)
        yield from ((shown(page.path, artefacts.project.root), 1, message) for message in messages)


_TERMS = "hasDefinedTerm"
_TYPES = ("Organization", "BreadcrumbList", "DefinedTermSet")


def _is(block: Mapping[str, Any], kind: str) -> bool:
    return block.get("@type") == kind


def _texts_at(block: Mapping[str, Any], key: str, name: str) -> list[str]:
    """Return what the items of a list of a block have as `name`."""
    return [str(item.get(name, "")) for item in block.get(key, ()) if isinstance(item, dict)]


def _urls(blocks: list[Mapping[str, Any]]) -> list[str]:
    """Return the addresses in blocks."""
    items = [item for block in blocks for item in block.get("itemListElement", ())]
    return [str(table[key]) for table in (*blocks, *items) for key in ("url", "item") if key in table]


def _blocks(page: Page) -> list[Mapping[str, Any]]:
    """Return the blocks of JSON-LD of a page, without what is no object."""
    blocks: list[Mapping[str, Any]] = []
    for text in page.data:
        try:
            properties = json.loads(text)
        except ValueError:
            continue
        if isinstance(properties, dict):
            blocks.append(properties)
    return blocks


def _faults(properties: Mapping[str, Any], page: Page, subject: str, registry: Registry) -> Iterator[Phrase]:
    text = normalise(page.text)
    for key in sorted(properties.keys() - _PROPERTIES - set(_READABLE)):
        yield phrase(
            "what the page tells machines of its organization has “{key}”, which no fact says; leave it out", key=key
        )
    if "name" not in properties:
        yield phrase("what the page tells machines of its organization has no name; mend kits/agencies/organization.py")
    if properties.get("description", "") != page.metas.get("description", ""):
        yield phrase(
            "what the page tells machines of its organization describes it in other words than the page; mend "
            "kits/agencies/organization.py"
        )
    for key, value in _readable(properties):
        if normalise(value) not in text:
            yield phrase(
                "what the page tells machines of its organization has {key} “{value}”, which its readers cannot read "
                "on it; write it there, or correct source/facts/{subject}.toml",
                key=key,
                value=value,
                subject=subject,
            )
    if "foundingDate" in properties and properties["foundingDate"] not in _founded(subject, registry):
        yield phrase(
            "what the page tells machines of its organization has foundingDate “{year}”, which no fact with "
            'role = "founded" says; correct it',
            year=properties["foundingDate"],
        )


def _readable(properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (property, text) of all that readers must be able to read; of a place, its name."""
    for key in _READABLE:
        values = properties.get(key, [])
        for value in values if isinstance(values, list) else [values]:
            yield key, str(value.get("name", value) if isinstance(value, dict) else value)


def _founded(subject: str, registry: Registry) -> list[str]:
    years = (fact.value for fact in registry.of_subject(subject) if fact.kind == "year")
    return [str(value["year"]) for value in years if value.get("role") == "founded" and "year" in value]
