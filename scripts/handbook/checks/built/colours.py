"""The theme's own colours: whatever text they are given to can be read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import tinycss2
from tinycss2.ast import AtRule, Declaration, FunctionBlock, HashToken, IdentToken, Node, QualifiedRule

from handbook.checks.artefacts import Artefacts, Place, check
from handbook.findings.finding import shown
from handbook.findings.phrase import Phrase, phrase
from handbook.project.palette import LEAST, contrast
from handbook.sphinx import assets

PAGE = "--paper"


@dataclass(frozen=True, kw_only=True, slots=True)
class Colour:
    """A colour of the palette, ``--name: var(--light, #rrggbb) var(--dark, #rrggbb)``, and its line."""

    light: str
    dark: str
    line: int


@check
def check_contrast(artefacts: Artefacts) -> Iterator[Place]:
    """Text in a colour of the theme must stand out from each ground that it may stand on, in light and in dark.

    Bad: --quiet: var(--light, #999999) …, 2.8:1 on the paper. Good: --quiet: var(--light, #56605b) ….
    """
    path = assets.THEME / "static" / "handbook.css"
    shown_path = shown(path, artefacts.project.root)
    # The other sheet uses the colours that this one names, behind whose end it stands.
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in (path, path.with_name("constructs.css")))
    for line, message in _faint(artefacts.project.colours.paint(text)):
        yield shown_path, line, message


@cache
def _faint(sheet: str) -> tuple[tuple[int, Phrase], ...]:
    """Return the (line, message) of each pair of colours that is too faint; cached, since it takes long."""
    rules = tuple(_rules(tinycss2.parse_stylesheet(sheet)))
    palette = _palette(rules)
    faint = []
    for text, ground in sorted(_pairs(rules, palette)):
        for scheme, words in (("light", phrase("light colours")), ("dark", phrase("dark colours"))):
            ratio = contrast(getattr(palette[text], scheme), getattr(palette[ground], scheme))
            if ratio < LEAST:
                message = phrase(
                    "{text} on {ground} has a contrast of {ratio}:1 in {scheme}, and text needs {least}:1; move one of "
                    "the two",
                    text=text,
                    ground=ground,
                    ratio=f"{ratio:.1f}",
                    scheme=words,
                    least=LEAST,
                )
                faint.append((palette[text].line, message))
    return tuple(faint)


def _rules(nodes: Iterable[Node]) -> Iterator[tuple[str, Mapping[str, Declaration]]]:
    """Yield (selector, declarations by property) of a stylesheet, but of what is for paper only."""
    for node in nodes:
        if isinstance(node, QualifiedRule):
            declared = tinycss2.parse_blocks_contents(node.content)
            declarations = {
                declaration.name: declaration for declaration in declared if isinstance(declaration, Declaration)
            }
            yield tinycss2.serialize(node.prelude).strip(), declarations
        elif isinstance(node, AtRule) and node.content and tinycss2.serialize(node.prelude).strip() != "print":
            yield from _rules(tinycss2.parse_rule_list(node.content))


def _palette(rules: Iterable[tuple[str, Mapping[str, Declaration]]]) -> Mapping[str, Colour]:
    colours = {}
    for _, declarations in rules:
        for name, declaration in declarations.items():
            shades = _shades(declaration) if name.startswith("--") else {}
            if set(shades) == {"light", "dark"}:
                colours[name] = Colour(**shades, line=declaration.source_line)
    return colours


def _shades(declaration: Declaration) -> Mapping[str, str]:
    """Return the colours #rrggbb that a declaration falls back on, by the name of the scheme."""
    functions = (
        function
        for function in declaration.value
        if isinstance(function, FunctionBlock) and function.lower_name == "var"
    )
    parts = (
        [part for part in function.arguments if isinstance(part, IdentToken | HashToken)] for function in functions
    )
    return {
        name.value.removeprefix("--"): f"#{colour.value}"
        for name, colour in (part for part in parts if [type(token) for token in part] == [IdentToken, HashToken])
        if len(colour.value) == 6
    }


def _pairs(
    rules: Iterable[tuple[str, Mapping[str, Declaration]]], palette: Mapping[str, Colour]
) -> set[tuple[str, str]]:
    """Return the (text, ground) pairs of a stylesheet.

    A rule that sets both makes a pair. A colour set alone may stand on the page, and on whatever a rule fills alone.
    """
    pairs, texts, grounds = set(), set(), {PAGE}
    for selector, declarations in rules:
        text, ground = _named(declarations.get("color"), palette), _named(declarations.get("background"), palette)
        if text and ground:
            pairs.add((text, ground))
        elif text:
            texts.add(text)
        elif ground and "::" not in selector:  # what is drawn before an element holds no text
            grounds.add(ground)
    texts |= {text for text, ground in pairs if ground == PAGE}
    return pairs | {(text, ground) for text in texts for ground in grounds}


def _named(declaration: Declaration | None, palette: Mapping[str, Colour]) -> str | None:
    """Return which colour of the palette a declaration names."""
    functions = (
        (function for function in declaration.value if isinstance(function, FunctionBlock)) if declaration else ()
    )
    names = (tinycss2.serialize(function.arguments).strip() for function in functions if function.lower_name == "var")
    return next((name for name in names if name in palette), None)
