"""Boxes of a page, in the syntax of sphinx-design: tabs, drop-downs, cards, grids; and tasks, and notes among editors.

Nothing of them needs a script or a style of its own. On a page tabs stand one below the other, each with its title, a
drop-down opens by itself in any browser; on paper all of it is there, in the order in which it was written. Options
that only say how something looks are taken and count for nothing: that is for the stylesheet.
"""

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import flag, unchanged
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from handbook.findings.phrase import phrase
from handbook.sphinx.box_nodes import dropdown, inner_rule, struck, task
from handbook.sphinx.doctree import warning
from handbook.sphinx.messages import messages_suspended
from handbook.texts.links import address_fault

# How a box looks, of which sphinx-design has much to say.
LOOKS = frozenset(
    (
        *("animate", "chevron", "child-align", "child-direction", "class", "class-body", "class-card"),
        *("class-container", "class-content", "class-footer", "class-header", "class-item", "class-label"),
        *("class-row", "class-title", "color", "columns", "gutter", "icon", "img-background", "margin"),
        *("orientation", "outline", "padding", "reverse", "selected", "shadow", "sync", "sync-group"),
        *("text-align", "width"),
    )
)
OPTIONS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("tab-set", "grid", "grid-item"), LOOKS),
    "tab-item": LOOKS | {"name"},
    "dropdown": LOOKS | {"name", "open"},
    **dict.fromkeys(("card", "grid-item-card"), LOOKS | {"link", "link-type"}),
    "todo": frozenset(("class", "name")),
}
_HEADER, _FOOTER = re.compile(r"\^{3,}\s*"), re.compile(r"\+{3,}\s*")


class Box(SphinxDirective):
    """A box with a title, in which anything may stand: its class is `kind`, and `holds` that of its parts."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    kind: ClassVar[str]
    node: ClassVar[type[nodes.container]] = nodes.container
    holds: ClassVar[str | None] = None
    has_title: ClassVar[bool] = True

    @property
    def title(self) -> str:
        """The title, in Markdown."""
        return self.arguments[0] if self.arguments and self.has_title else ""

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        box = self.node(classes=["box", self.kind])
        self.set_source_info(box)
        if self.title:
            words, messages = self.state.inline_text(self.title, self.lineno - 1)  # MyST counts from 0
            title = nodes.rubric(self.title, "", *words, classes=["box-title"])
            self.set_source_info(title)
            box += [title, *messages]
        self.fill(box)
        self.add_name(box)
        if self.holds:
            box.children = list(self._held(box))
        return [box]

    def fill(self, box: nodes.container) -> None:
        """Put into a box what is written in it."""
        self.state.nested_parse(self.content, self.content_offset, box)

    def _held(self, box: nodes.container) -> Iterator[nodes.Node]:
        for child in box.children:
            if isinstance(child, nodes.Element) and (self.holds in child["classes"] or isinstance(child, nodes.target)):
                yield child
            elif not isinstance(child, nodes.comment | nodes.system_message):
                message = phrase("a {{{box}}} is made of {{{part}}} alone; put this into one of them")
                message = message.format(box=self.name, part=_NAMES[self.holds or ""])
                warning(message, "directive", child if isinstance(child, nodes.Element) else self.get_location())


class TabSet(Box):
    """``{tab-set}``: several versions of one thing, each in a ``{tab-item}`` with its title."""

    kind, holds, has_title, option_spec = "tabs", "tab", False, dict.fromkeys(OPTIONS["tab-set"], unchanged)


class TabItem(Box):
    """``{tab-item} Title``: one of a set."""

    kind, required_arguments, optional_arguments = "tab", 1, 0
    option_spec = dict.fromkeys(OPTIONS["tab-item"], unchanged) | {"selected": flag}


class Dropdown(Box):
    """``{dropdown} Title``: what readers open if they want it; on paper it is open."""

    kind, node = "dropdown", dropdown
    required_arguments, optional_arguments = 1, 0  # without a title nobody knows what they would open
    option_spec = dict.fromkeys(OPTIONS["dropdown"], unchanged) | {"open": flag}

    def run(self) -> list[nodes.Node]:
        [box] = super().run()
        assert isinstance(box, dropdown)
        box["opened"] = "open" in self.options
        return [box]


class Grid(Box):
    """``{grid} 1 2 3``: cards beside each other, as many in a row as there is room for."""

    kind, holds, has_title, option_spec = "grid", "cell", False, dict.fromkeys(OPTIONS["grid"], unchanged)


class GridItem(Box):
    """``{grid-item}``: a part of a grid without a frame."""

    kind, has_title, option_spec = "cell", False, dict.fromkeys(OPTIONS["grid-item"], unchanged)


class CardBox(Box):
    """``{card} Title``: a box whose title may lead somewhere; ``^^^`` ends its head, ``+++`` begins its foot."""

    kind, option_spec = "card", dict.fromkeys(OPTIONS["card"], unchanged)

    @property
    def title(self) -> str:
        link, title = self.options.get("link"), super().title
        if not link:
            return title
        kind = self.options.get("link-type", "url")
        target: str = {"doc": f"{link.removesuffix('.md')}.md", "ref": f"#{link}", "any": f"#{link}"}.get(
            kind, str(link)
        )
        if fault := address_fault(target):  # of which Markdown would make no link, and say nothing
            warning(fault, "address", self.get_location())
            return title or link
        plain = " ".join(target.split()).replace("<", "%3C").replace(">", "%3E")
        return f"[{title or link}](<{plain}>)"

    def fill(self, box: nodes.container) -> None:
        head = next((index for index, line in enumerate(self.content) if _HEADER.fullmatch(line)), -1)
        foot = next((index for index, line in enumerate(self.content) if _FOOTER.fullmatch(line)), len(self.content))
        foot = max(foot, head + 1)
        parts = (("card-head", 0, max(head, 0)), ("", head + 1, foot), ("card-foot", foot + 1, len(self.content)))
        for name, start, end in parts:
            lines: StringList = self.content[start:end]
            if any(line.strip() for line in lines):
                part = nodes.container(classes=[name]) if name else box
                self.state.nested_parse(lines, self.content_offset + start, part)
                if part is not box:
                    self.set_source_info(part)
                    box += part


class GridItemCard(CardBox):
    """``{grid-item-card} Title``: a card in a grid."""

    def run(self) -> list[nodes.Node]:
        [box] = super().run()
        assert isinstance(box, nodes.container)
        box["classes"].append("cell")
        return [box]


class FigureMarkdown(SphinxDirective):
    """``{figure-md} name``: a picture as Markdown writes it, an empty line, and its caption.

    As MyST's directive, but that the picture is no message of its own: its alternative text is one, as in a figure.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], object]]] = dict.fromkeys(("align", "name", "width"), unchanged)

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        end = next((index for index, line in enumerate(self.content) if not line.strip()), len(self.content))
        shown, caption = nodes.Element(), nodes.Element()
        with messages_suspended(self.env):
            self.state.nested_parse(self.content[:end], self.content_offset, shown)
        self.state.nested_parse(self.content[end:], self.content_offset + end, caption)
        pictures = list(shown.findall(nodes.image))
        if len(pictures) != 1 or shown.astext().strip() != pictures[0].astext().strip():
            message = phrase("a {{{box}}} begins with one picture, an empty line and its caption; write it so")
            warning(message.format(box=self.name), "directive", self.get_location())
            return []
        figure = nodes.figure("", pictures[0])
        self.set_source_info(figure)
        self.set_source_info(pictures[0])
        for place in ("align", "width"):
            if place in self.options:
                figure[place] = self.options[place]
        first, *rest = caption.children or [nodes.paragraph()]
        if isinstance(first, nodes.paragraph) and first.children:
            words = nodes.caption(first.rawsource, "", *first.children)
            words.source, words.line = first.source, first.line
            figure += [words, *([nodes.legend("", *rest)] if rest else [])]
        if self.arguments:
            self.options.setdefault("name", self.arguments[0])
        self.add_name(figure)
        return [figure]


class Todo(SphinxDirective):
    """``{todo}``: a note among editors, which no reader sees."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], object]]] = dict.fromkeys(OPTIONS["todo"], unchanged)

    def run(self) -> list[nodes.Node]:
        return []


_BOXES: dict[str, type[SphinxDirective]] = {
    "tab-set": TabSet,
    "tab-item": TabItem,
    "dropdown": Dropdown,
    "grid": Grid,
    "grid-item": GridItem,
    "card": CardBox,
    "grid-item-card": GridItemCard,
    "figure-md": FigureMarkdown,
    "todo": Todo,
}
# What a set is made of, by the class of the part.
_NAMES = {"tab": "tab-item", "cell": "grid-item-card"}


def task_of(is_done: bool, translate: Callable[[str], str]) -> task:
    """Return the box of a task, with words in the language of readers."""
    return task("", "", is_done=is_done, words=translate("done") if is_done else translate("to do"))


def setup(app: Sphinx) -> None:
    for name, directive in _BOXES.items():
        app.add_directive(name, directive, override=name == "figure-md")
    for node in (dropdown, inner_rule, struck, task):
        app.add_node(node)
