"""The one line below a panel that names where most of its facts come from; those that come from elsewhere keep a ring.

A panel is an element of the class ``sourced``, made of facts. Where it is ``apart``, as a comparison is, its facts are
judged by subject. Lines are added for the HTML handbook, to pages that are read already: no message or PDF holds one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docutils import nodes

from handbook.facts.model import Fact, Registry
from handbook.findings.phrase import Translate
from handbook.languages.writing import script_of
from handbook.project.addresses import FACTS, facts_page
from handbook.project.project import Edition
from handbook.sphinx.fact_sources import Reference, reference_of
from handbook.sphinx.spacing import in_order

PANEL = "sourced"
_LINE = "source-line"
# With more pages of facts than this, a line leads to the list of all.
_PAGES = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class FactsLink:
    """A link below a panel: to a page of facts."""

    href: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceLine:
    """The keys of the sources that a line names, the links to each fact with its own, and whom the line is `about`.

    Nobody is named where it speaks for all.
    """

    keys: Sequence[str]
    links: Sequence[FactsLink]
    about: Sequence[str] = ()


def sourced(*content: nodes.Node, apart: bool = False) -> nodes.container:
    """Return a panel made of facts; `apart` says that its subjects stand side by side."""
    return nodes.container("", *content, classes=[PANEL], apart=apart)


def panels_of(document: nodes.document) -> list[nodes.Element]:
    return [node for node in document.findall(nodes.Element) if PANEL in node.get("classes", ())]


def lines_of(panel: nodes.Element, facts: Iterable[Fact]) -> Mapping[tuple[str, ...], list[Fact]]:
    """Return the facts that the lines below a panel speak for, by the keys of the sources that most of them share."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.subject if panel.get("apart") else "", []).append(fact)
    lines: dict[tuple[str, ...], list[Fact]] = {}
    for group in groups.values():
        # A fact that is shown twice counts once.
        counts = Counter(fact.source_keys for fact in {fact.id: fact for fact in group}.values())
        (keys, count), *_ = counts.most_common(1)
        if count > 1 and count * 2 > counts.total():
            lines.setdefault(keys, []).extend(fact for fact in group if fact.source_keys == keys)
    return lines


def line(spoken: SourceLine, registry: Registry, edition: Edition, translate: Translate) -> nodes.paragraph:
    """Return the line as it stands below its panel."""
    references = [reference_of(registry.sources[key], registry, edition.language, translate) for key in spoken.keys]
    comma, full_stop = script_of(edition.tag).comma, script_of(edition.tag).full_stop
    opening, entries = translate("Source:"), translate("Fact by fact:")
    subjects = f"{comma.join(spoken.about)} – " if spoken.about else ""
    made = nodes.paragraph("", "", nodes.Text(f"{subjects}{opening} "), classes=[_LINE])
    for number, reference in enumerate(references):
        made += _told(reference, edition, is_first=number == 0)
    made += nodes.Text(f"{full_stop} {entries} ")
    for number, link in enumerate(spoken.links):
        made += [nodes.Text(comma if number else ""), _link(link.label, link.href, internal=True)]
    return made


def _told(reference: Reference, edition: Edition, *, is_first: bool) -> Iterator[nodes.Node]:
    comma = script_of(edition.tag).comma
    yield nodes.Text(f"{'' if is_first else '; '}{reference.publisher}{comma}")
    yield _link(reference.title, reference.address, internal=False)
    yield nodes.Text(f"{f' {reference.note}' if reference.note else ''}{comma}")
    yield nodes.raw("", in_order(reference.dated, edition), format="html")


def _link(label: str, href: str, *, internal: bool) -> nodes.reference:
    return nodes.reference("", label, refuri=href, internal=internal)


def links_to(facts: Collection[Fact], root: str, titles: Mapping[str, str], translate: Translate) -> list[FactsLink]:
    """Return the links to the pages that list some facts. `root` leads to the folder of their language."""
    pages = list(dict.fromkeys(fact.page for fact in facts))
    if len(pages) > _PAGES:
        return [FactsLink(href=f"{root}{FACTS}.html", label=translate("All facts and their sources"))]
    return [FactsLink(href=f"{root}{facts_page(page)}.html", label=titles[page]) for page in pages]
