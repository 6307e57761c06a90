"""The HTML handbook: nothing empty, nothing dead, nothing in one language only."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from handbook.catalogs.reader import legible_messages, read_catalogues
from handbook.checks.artefacts import Artefacts, Place, check
from handbook.checks.built.required_facts import numbers_of_days
from handbook.facts.normalise import normalise, numbers
from handbook.findings.finding import shown
from handbook.findings.phrase import phrase
from handbook.project.addresses import alternates, page_path, site_url
from handbook.project.project import DOMAIN, Project
from handbook.project.redirects import right_redirects
from handbook.readback.html_page import Page


def _place(artefacts: Artefacts, docname: str, language: str | None = None) -> str:
    """Return the file an editor or a translator would mend."""
    project = artefacts.project
    if language is None or language == project.source_language:
        return shown(project.page(docname), project.root)
    return shown(project.catalogue(language, docname), project.root)


def _message_place(artefacts: Artefacts, docname: str, language: str, text: str) -> tuple[str, int]:
    """Return the catalogue of a page and the line of the message that `text` is, as far as its markup lets one see."""
    path = artefacts.project.catalogue(language, docname)
    catalogue = legible_messages(path, artefacts.project.root)
    wanted = normalise(text)
    lines = (message.line for message in catalogue.values() if normalise(message.msgid) == wanted)
    return shown(path, artefacts.project.root), next(lines, 1)


@check
def check_page_missing(artefacts: Artefacts) -> Iterator[Place]:
    """Every page of ``source/`` must be published in every language.

    Bad: en/compare.html without fr/compare.html. Good: both.
    """
    for edition in artefacts.editions:
        for docname in artefacts.project.pages():
            if docname not in edition.pages:
                message = phrase("the page is not built in “{language}”; build it again", language=edition.language)
                yield _place(artefacts, docname), 1, message


@check
def check_page_empty(artefacts: Artefacts) -> Iterator[Place]:
    """A page must have a title and a text or a picture.

    Bad: a file with nothing but a comment. Good: a heading and a paragraph.
    """
    for edition in artefacts.editions:
        for page in edition.pages.values():
            if not page.heading:
                message = phrase("the page has no title; start it with a line “# Title”")
                yield _place(artefacts, page.docname), 1, message
            elif page.text.split() == page.heading.split() and not page.has_picture:
                message = phrase("the page has a title and nothing else; write or remove it")
                yield _place(artefacts, page.docname), 1, message


@check
def check_language(artefacts: Artefacts) -> Iterator[Place]:
    """A page must say which language it is in.

    Bad: <html> in the French folder. Good: <html lang="fr-CA">.
    """
    for edition, page in artefacts.fresh_pages():
        if page.language != (tag := artefacts.project.tag(edition.language)):
            message = phrase(
                'the page says lang="{language}"; the theme must make it say lang="{tag}"',
                language=page.language,
                tag=tag,
            )
            yield shown(page.path, artefacts.project.root), 1, message


@check
def check_language_link(artefacts: Artefacts) -> Iterator[Place]:
    """A page must link to the same page in each other language.

    Bad: fr/about.html links to en/index.html. Good: it links to en/about.html.
    """
    for edition in artefacts.editions:
        for other in artefacts.editions:
            for page in edition.all_pages if other is not edition else ():
                tag = artefacts.project.tag(other.language)
                targets = {_target(page, edition.language, link.href) for link in page.links if link.language == tag}
                if targets != {f"{other.language}/{page.docname}.html"}:
                    message = phrase(
                        "the page has no link to itself in “{language}”; mend the theme’s language link",
                        language=other.language,
                    )
                    yield shown(page.path, artefacts.project.root), 1, message


@check
def check_alternates(artefacts: Artefacts) -> Iterator[Place]:
    """The head of a page must name the page in each language, itself included, and the welcome page for all others.

    Bad: fr/about.html names en/about.html, which names no fr/about.html. Good: each names both, and index.html.
    """
    project, built = artefacts.project, {edition.language for edition in artefacts.editions}
    absent = {project.tag(language) for language in project.languages if language not in built}
    for edition, page in artefacts.fresh_pages():
        named = {alternate.language: alternate.href for alternate in page.alternates}
        for wanted in alternates(project, project.languages, page.docname):
            href = named.get(wanted.tag)
            if href is None and wanted.tag in absent:
                continue  # an edition that this build was not asked for; it may not stand beside this one
            url = site_url(project, wanted.path)
            holds = href == url if url else href and _target(page, edition.language, href) == wanted.path
            if not holds:
                message = phrase(
                    "the head of the page names “{found}” for {tag}, and should name “{path}”; mend the theme’s head",
                    found=href or "",
                    tag=wanted.tag,
                    path=wanted.path,
                )
                yield shown(page.path, project.root), 1, message


@check
def check_dead_link(artefacts: Artefacts) -> Iterator[Place]:
    """A link inside the site must lead to a page, a place on it or a file that is there.

    Bad: <a href="did.html#orign">. Good: <a href="did.html#origin">.
    """
    ids = {
        f"{edition.language}/{page.docname}.html": page.ids | {"contents", "content", ""}
        for edition, page in artefacts.pages()
    }
    downloads = {f"downloads/{edition.brochure.path.name}" for edition in artefacts.editions if edition.brochure}
    downloads |= {
        f"downloads/{leaflet.path.name}" for edition in artefacts.editions for leaflet in edition.leaflets.values()
    }
    # The search is no page of the contents, and not there where PDFs alone are published.
    downloads |= {page_path(edition.language, "search") for edition in artefacts.editions}
    # Offline copies are written last, of pages that have been checked.
    downloads |= {f"downloads/{artefacts.project.offline_name(edition.language)}" for edition in artefacts.editions}
    absent = set(artefacts.project.languages) - {edition.language for edition in artefacts.editions}
    # Those of old addresses are judged by check_redirect.
    moved = {target.replace("#", ".html#") for target in right_redirects(artefacts.project).targets.values()}
    for edition, page in artefacts.pages():
        for link in page.links:
            if urlsplit(link.href).scheme or (target := _target(page, edition.language, link.href)) in downloads:
                continue
            fragment = unquote(urlsplit(link.href).fragment)
            if target == "index.html" or target.partition("/")[0] in absent:
                continue  # the welcome page, and editions that this build was not asked for
            if target not in ids and (page.path.parent / unquote(urlsplit(link.href).path)).is_file():
                continue  # a download, or a picture
            if fragment not in ids.get(target, ()) and f"{target.partition('/')[2]}#{fragment}" not in moved:
                message = phrase("the link to “{target}” leads nowhere; correct it", target=link.href)
                yield _place(artefacts, page.docname, edition.language), 1, message


def _target(page: Page, language: str, href: str) -> str:
    """Return where a relative link of a page leads, as a path from the root of the site."""
    path = urlsplit(href).path
    here = f"{language}/{page.docname}.html"
    return normpath(join(here, "..", unquote(path))) if path else here


@check
def check_third_party(artefacts: Artefacts) -> Iterator[Place]:
    """A page must fetch nothing from other hosts.

    Bad: <script src="https://…">. Good: <link rel="stylesheet" href="../_static/handbook-1a2b3c4d.css">.
    """
    for _, page in artefacts.fresh_pages():
        for resource in page.resources:
            if urlsplit(resource).scheme or urlsplit(resource).netloc:
                message = phrase(
                    "the page fetches “{address}” from another host; keep it in source/ or in the theme",
                    address=resource,
                )
                yield _place(artefacts, page.docname), 1, message


@check
def check_anchors(artefacts: Artefacts) -> Iterator[Place]:
    """A page must have the same anchors in every language, so that links to a place hold in all of them.

    Bad: #where-it-works in English, #ou-elle-agit in French. Good: #where-it-works in both.
    """
    for page, other, language in _pairs(artefacts):
        if odd := sorted(page.ids ^ other.ids):
            message = phrase(
                "the anchors differ from the page in its source language: {anchors}; bring page and catalogue in step",
                anchors=", ".join(odd),
            )
            yield _place(artefacts, page.docname, language), 1, message


@check
def check_source_left(artefacts: Artefacts) -> Iterator[Place]:
    """No sentence of a translated page may be that of the source.

    Bad: an English paragraph between French ones. Good: names, such as “Co-operative Development Foundation”, and what
    is marked as not to be translated.
    """
    forms = [form for name in artefacts.registry.names.values() for form in name.forms.values()]
    names = {form.styled(style) for form in forms for style in ("full", "first")}
    for page, other, language in _pairs(artefacts):
        source = {line.strip() for line in page.text.splitlines() if len(line.split()) >= 4} - names
        source -= {line.strip() for line in other.verbatim.splitlines()}
        for line in other.text.splitlines():
            if line.strip() in source:
                message = phrase(
                    "“{text}” is not translated on the {language} page; translate it",
                    text=line.strip()[:60],
                    language=language,
                )
                yield (*_message_place(artefacts, page.docname, language, line), message)


@check
def check_number(artefacts: Artefacts) -> Iterator[Place]:
    """A page must show the same numbers in every language, but where its messages say them in other words.

    What a translation makes of a number is judged message by message, before anything is built; here, that nothing is
    lost between a catalogue and its page. Bad: no “1974” on the French page, although the message has it. Good: “after
    7 days” in English, « après sept jours » in French.
    """
    reworded: dict[str, Mapping[str, Sequence[Reworded]]] = {}
    for page, other, language in _pairs(artefacts):
        here, there = (Counter(chain(*map(numbers, version.text.splitlines()))) for version in (page, other))
        if here == there:
            continue
        if language not in reworded:
            reworded[language] = _reworded(artefacts.project, language)
        texts = {normalise(line) for line in page.text.splitlines()}
        messages = [
            candidate
            for domain, candidates in reworded[language].items()
            for candidate in candidates
            if domain in (page.docname, DOMAIN) or candidate.text in texts
        ]
        dates_here, dates_there = (
            numbers_of_days(artefacts, code) for code in (artefacts.project.source_language, language)
        )
        missing = sorted(
            set(here - there).difference(dates_here - dates_there, *(message.lost for message in messages))
        )
        extra = sorted(
            set(there - here).difference(dates_there - dates_here, *(message.gained for message in messages))
        )
        if missing or extra:
            message = phrase(
                "the page does not show the numbers of its messages (missing: {missing}; only in {language}: {extra}); "
                "mend what makes the page, or build it again",
                missing=", ".join(missing) or phrase("none"),
                language=language,
                extra=", ".join(extra) or phrase("none"),
            )
            yield _place(artefacts, page.docname, language), 1, message


@dataclass(frozen=True, kw_only=True, slots=True)
class Reworded:
    """A message that gives other digits than its source: its text, the digits of the source only, and its own only."""

    text: str
    lost: frozenset[str]
    gained: frozenset[str]


def _reworded(project: Project, language: str) -> Mapping[str, Sequence[Reworded]]:
    """Return the messages of a language, by domain, whose digits are not those of the source."""
    reworded: dict[str, list[Reworded]] = {}
    for domain, messages in read_catalogues(project, language)[0].items():
        for message in messages.values():
            here, there = Counter(numbers(message.msgid)), Counter(numbers(message.msgstr))
            if message.is_done and here != there:
                lost, gained = frozenset(here - there), frozenset(there - here)
                reworded.setdefault(domain, []).append(
                    Reworded(text=normalise(message.msgid), lost=lost, gained=gained)
                )
    return reworded


def _pairs(artefacts: Artefacts) -> Iterator[tuple[Page, Page, str]]:
    """Yield each page beside its translation, with the language of that, unless both were judged already."""
    source = artefacts.project.source_language
    editions = {edition.language: edition for edition in artefacts.editions}
    if source in editions:
        for language, edition in editions.items():
            for docname, page in editions[source].pages.items():
                other = edition.pages.get(docname) if language != source else None
                if other and not (artefacts.is_judged(page.path) and artefacts.is_judged(other.path)):
                    yield page, other, language
