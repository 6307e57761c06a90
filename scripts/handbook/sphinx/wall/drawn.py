"""How much an SVG draws: a part counts as often as it is used, or as something is filled, cut or marked with it.

It is never less than what a browser draws: a fill reaches all that stands below, a name may stand twice, and a rule of
a style sheet that cannot be told apart is taken to hold for every element.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

import cssselect2
import tinycss2
from lxml import etree
from tinycss2.ast import AtRule, CurlyBracketsBlock, LiteralToken, Node, QualifiedRule

from handbook.findings.phrase import Phrase, phrase
from handbook.sphinx.wall.css import fragments

# Shapes: more is a bomb, or no picture of a page. How deep parts may stand in one another. Rules held to elements.
MOST_DRAWN, _MOST_NESTED, _MOST_MATCHES = 20_000, 200, 100_000
# Rules in which others stand, whatever they ask for.
_AROUND = ("media", "supports")


class _TooDeepError(Exception):
    """Parts stand in one another without end."""


@dataclass(frozen=True, kw_only=True)
class _Drawing:
    """An SVG by its names: `named` are the first and the last element of each, of which
    browsers take one and PDFs the other; `styled` the names that style sheets give an element."""

    named: Mapping[str, Sequence[etree._Element]]
    styled: Mapping[etree._Element, Sequence[str]]
    sizes: dict[etree._Element, tuple[int, int]] = field(default_factory=dict)
    counts: dict[etree._Element, int] = field(default_factory=dict)
    paints: dict[etree._Element, int] = field(default_factory=dict)

    def size(self, element: etree._Element, depth: int = 0) -> tuple[int, int]:
        """Return how many elements are drawn for one, and about how many points they have: markers stand at each."""
        if element not in self.sizes:
            sizes = [self.size(part, _deeper(depth)) for part in (*element, *self._hrefs(element))]
            points = (len(element.get("d", "")) + len(element.get("points", ""))) // 3
            self.sizes[element] = 1 + sum(number for number, _ in sizes), points + sum(number for _, number in sizes)
        return self.sizes[element]

    def count(self, element: etree._Element, depth: int = 0) -> int:
        """Return how many elements are drawn for one, with all that they are filled, cut and marked with."""
        if element not in self.counts:
            inside = sum(self.count(part, _deeper(depth)) for part in (*element, *self._hrefs(element)))
            self.counts[element] = 1 + inside + self._painted(element, [element], depth)
        return self.counts[element]

    def _painted(self, element: etree._Element, holders: Iterable[etree._Element], depth: int) -> int:
        """Return what the styles of `holders` draw for an element and all below it."""
        shapes, points = self.size(element, depth)
        return sum(
            (shapes + (points if etree.QName(target).localname == "marker" else 0)) * self._as_paint(target, depth)
            for holder in holders
            for name in (*_attributed(holder), *self.styled.get(holder, ()))
            for target in self.named.get(name, ())
        )

    def _as_paint(self, element: etree._Element, depth: int) -> int:
        """Return what is drawn where something is filled, cut or marked with an element: with the styles around it."""
        if element not in self.paints:
            around = self._painted(element, element.iterancestors(), _deeper(depth))
            self.paints[element] = self.count(element, _deeper(depth)) + around
        return self.paints[element]

    def _hrefs(self, element: etree._Element) -> Iterator[etree._Element]:
        """Yield what an element uses, or is a variant of."""
        for attribute, value in element.attrib.items():
            if etree.QName(attribute).localname == "href":
                for name in {value.strip()[1:], unquote(value.strip()[1:])}:
                    yield from self.named.get(name, ())


def draw_fault(root: etree._Element) -> Phrase | None:
    """Return what is wrong with how much a drawing draws: it never ends, or is more than can be drawn."""
    etree.strip_tags(root, etree.Comment)
    named: dict[str, list[etree._Element]] = {}
    for element in root.iter(etree.Element):
        if identifier := element.get("id"):
            named[identifier] = [*named.get(identifier, [])[:1], element]
    rules = [rule for style in root.iter("{*}style") for rule in _rules(str(style.xpath("string()")))]
    many = phrase("it draws more than {most} shapes; make it simpler", most=MOST_DRAWN)
    elements = sum(1 for _ in root.iter(etree.Element))
    if elements > MOST_DRAWN or elements * len(rules) > _MOST_MATCHES:
        return many
    try:
        return many if _Drawing(named=named, styled=_styled(root, rules)).count(root) > MOST_DRAWN else None
    except (_TooDeepError, RecursionError):
        return phrase("its parts stand in one another without end; take that out")


def _deeper(depth: int) -> int:
    if depth > _MOST_NESTED:
        raise _TooDeepError
    return depth + 1


def _attributed(element: etree._Element) -> Iterator[str]:
    """Yield the names that an element is filled, cut or marked with, by its attributes."""
    for value in element.attrib.values():
        if "(" in value or "\\" in value:
            yield from fragments(value)


def _rules(sheet: str) -> Iterator[tuple[str | None, Sequence[str]]]:
    """Yield (selector, names) for each rule of a style sheet that names parts; without a selector, it is for all."""
    waiting: list[Node] = [*tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)]
    while waiting:
        rule = waiting.pop()
        if isinstance(rule, AtRule) and rule.lower_at_keyword in _AROUND and rule.content is not None:
            waiting += tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        elif isinstance(rule, AtRule | QualifiedRule) and (names := list(fragments(rule.content or []))):
            # States of an element, and rules within a rule, are for the browser.
            is_plain = isinstance(rule, QualifiedRule) and not (
                any(isinstance(token, CurlyBracketsBlock) for token in rule.content)
                or any(isinstance(token, LiteralToken) and token.value == ":" for token in rule.prelude)
            )
            yield tinycss2.serialize(rule.prelude) if is_plain else None, names


def _styled(
    root: etree._Element, rules: Sequence[tuple[str | None, Sequence[str]]]
) -> Mapping[etree._Element, Sequence[str]]:
    """Return the names that style sheets fill, cut or mark each element with."""
    styled: defaultdict[etree._Element, list[str]] = defaultdict(list)
    elements = list(cssselect2.ElementWrapper.from_xml_root(root).iter_subtree()) if rules else []
    everywhere = cssselect2.compile_selector_list("*")
    for selector, names in rules:
        try:
            compiled = cssselect2.compile_selector_list(selector) if selector else everywhere
        except cssselect2.SelectorError:
            compiled = everywhere
        for element in elements:
            if any(matcher.test(element) for matcher in compiled):
                styled[element.etree_element] += names
    return styled
