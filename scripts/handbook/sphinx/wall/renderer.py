"""MyST's renderer behind the wall: what it would run or write by itself, without looking a directive or role up."""

import errno
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import accumulate
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from handbook.findings.phrase import Phrase, phrase
from handbook.sphinx.box_nodes import struck
from handbook.sphinx.boxes import task_of
from handbook.sphinx.editions import strings_of
from handbook.sphinx.wall import limits
from handbook.sphinx.wall.amount import TOO_MANY, TooMuchError, too_many
from handbook.sphinx.wall.directives import Wall, no_class, only
from handbook.sphinx.wall.limits import is_fault_of_upstream, warn
from handbook.texts.links import SCHEME, SCHEMES, address_fault
from handbook.texts.markdown import refusal

# Not schemes of addresses, but how MyST is told what a link is: a page, a file, an inventory.
_OF_MYST = frozenset(("inv", "path", "project"))


class WalledRenderer(SphinxRenderer):
    """Renders what `limits` allows; the rest is reported, and shows nothing."""

    _depth = _parts = includes = 0
    _is_full = False

    def __init__(self, parser: MarkdownIt) -> None:
        super().__init__(parser)
        # By these rules it renders each token, whatever extension of MyST has made it.
        for name in self.rules:
            if name.removeprefix("render_") not in limits.SYNTAX:
                self.rules[name] = self._refuse_syntax  # type: ignore[assignment]  # a bound method is what it asks for

    def _render_tokens(self, tokens: list[Token]) -> None:
        self._parts += sum(1 + len(token.children or ()) for token in tokens)
        if self._parts > limits.MAX_PARTS:
            self.refuse_page(too_many())
        else:
            shown = list(self._shallow(tokens))
            self.flatten(shown)
            super()._render_tokens(shown)

    def _shallow(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """Yield the tokens of the blocks in which nothing stands too deep, and refuse the others."""
        block: list[Token] = []
        for token in tokens:
            block.append(token)
            if token.level == 0 and token.nesting <= 0:
                if max(inner.level for inner in block) > limits.MAX_NESTING:
                    self._refuse_depth(block[0].map[0] + 1 if block[0].map else None)
                else:
                    yield from block
                block = []

    def _render_finalise(self) -> None:
        # Each is a warning of its own, and nobody is shown more.
        self.md_env["duplicate_refs"] = self.md_env.get("duplicate_refs", [])[:200]
        super()._render_finalise()

    def refuse_page(self, message: Phrase) -> None:
        """Say once that a page has too much in it; whatever follows is not read."""
        if not self._is_full:
            self._refuse(message, "page-size", 1)
        self._is_full = True

    def _refuse_depth(self, line: int | None) -> None:
        message = phrase("blocks stand in one another {most} deep; make them fewer", most=limits.MAX_NESTING)
        self._refuse(message, "nesting", line)

    def flatten(self, tokens: Iterable[Token]) -> None:
        """Make plain text of what nests deeper than the trees that are made of it, by calls, can follow."""
        for token in tokens:
            line = token.map[0] + 1 if token.map else None
            if TOO_MANY in token.meta:
                message = phrase("the paragraph has more than {most} links, roles and the like; divide it")
                self._refuse(message.format(most=limits.MAX_INLINE), "page-size", line)
            depths = accumulate(child.nesting for child in token.children or ())
            if max(depths, default=0) > limits.MAX_NESTING:
                most = limits.MAX_NESTING
                message = phrase("emphasis and links stand in one another {most} deep; make them fewer", most=most)
                self._refuse(message, "nesting", line)
                token.children = [Token("text", "", 0, content=token.content)]

    def nested_render_text(self, text: str, lineno: int, *args: Any, **kwargs: Any) -> None:
        """Render the text of a directive, unless it stands in so many that Python would give up."""
        if self._is_full:
            return
        if self._depth >= limits.MAX_NESTING:
            self._refuse_depth(lineno)
            return
        self._depth += 1
        try:
            super().nested_render_text(text, lineno, *args, **kwargs)
        except TooMuchError as error:
            self.refuse_page(error.message)
        finally:
            self._depth -= 1

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link; MyST would look for a page of the name of an address that it does not know, or in capitals."""
        address = str(token.attrGet("href") or "")
        scheme = SCHEME.match(address)
        if scheme and scheme[1].lower() in SCHEMES:
            token.attrs["href"] = scheme[1].lower() + address[scheme.end(1) :]
        elif scheme and scheme[1] not in _OF_MYST:
            if fault := address_fault(address):
                self._refuse(fault, "address", _line(token))
            self.render_children(token)
            return
        super().render_link(token)

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Render a link to a page or file; MyST asks the system for it, however long its name is."""
        try:
            super().render_link_unknown(token)
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            name = f"{str(token.attrs['href'])[:60]}…"
            message = phrase("no file has as long a name as “{file}”; correct it", file=name)
            self._refuse(message, "file-outside", _line(token))
            self.render_children(token)

    def run_directive(self, name: str, first_line: str, content: str, position: int, *args: Any, **kwargs: Any) -> Any:
        """Run a directive; one of docutils, Sphinx or MyST that fails by a fault of its own is named."""
        try:
            return super().run_directive(name, first_line, content, position, *args, **kwargs)
        except Exception as error:
            if not is_fault_of_upstream(error):
                raise
            message = phrase("{{{directive}}} cannot be read as it stands here ({reason}); write it otherwise")
            self._refuse(message.format(directive=name, reason=type(error).__name__), "directive", position)
            return []

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        names = sorted({*limits.DIRECTIVES, *self.sphinx_env.config.handbook_directives})
        self._refuse(only("directive", "eval-rst", names), "directive", _line(token))

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """Render a directive, or a box with the class that stands behind the colons."""
        names = token.info.split() if token.info else []
        if names and not names[0].startswith("{") and names[0] not in limits.CLASSES:
            self._refuse(no_class(names[0]), "directive", _line(token))
        else:
            super().render_colon_fence(token)

    def dict_to_fm_field_list(self, data: dict[str, Any], *args: Any, **kwargs: Any) -> nodes.field_list:
        """Make fields of what front matter says of the page."""
        allowed = {key: value for key, value in data.items() if _is_switch(key, value)}
        return super().dict_to_fm_field_list(allowed, *args, **kwargs)

    def _refuse_syntax(self, token: SyntaxTreeNode) -> None:
        self._refuse(refusal(token.type, token.content), "markup", _line(token))

    def render_list_item(self, token: SyntaxTreeNode) -> None:
        """Render an item; the box of a task would be raw HTML of MyST."""
        is_done = (token.meta or {}).pop("checked", None)
        super().render_list_item(token)
        first = next(self.current_node[-1].findall(nodes.paragraph), None)  # there is one where there is a box
        if is_done is not None and first is not None:
            first.insert(0, task_of(is_done, strings_of(self.sphinx_env.config)))

    def render_s(self, token: SyntaxTreeNode) -> None:
        """Render what is struck out; MyST would write raw HTML."""
        with self.current_node_context(struck(), append=True):
            self.render_children(token)

    def _refuse(self, message: Phrase, rule: str, line: int | None) -> None:
        warn(message, rule, self.document, line)


def allowed_settings(settings: Mapping[Any, Any], document: nodes.document, *, has_title: bool) -> dict[str, Any]:
    """Return what a page may set above its text, and report the rest; MyST would import what some of it names.

    What `html_meta` says is judged where it has become nodes. A page that `has_title` needs none from above its text.
    """
    myst = settings.get("myst", {})
    described = dict(myst) if isinstance(myst, dict) else {"?": myst}
    described.pop("title_to_header", None)
    texts = {key: value for key, value in settings.items() if key in limits.FRONT_TEXTS and isinstance(value, str)}
    if "description" in texts:
        described.setdefault("html_meta", {"description": texts["description"]})
    if texts.get("title", "").strip():
        described["title_to_header"] = not has_title
    wrong = [
        str(key)[:60]
        for key, value in settings.items()
        if key != "myst" and key not in texts and not _is_switch(key, value)
    ]
    own = myst if isinstance(myst, dict) else described
    wrong += [f"myst: {str(key)[:60]}" for key, value in own.items() if not _is_description(key, value)]
    if wrong:
        message = phrase("a page may not set “{keys}” in its front matter; remove it", keys=", ".join(wrong[:9]))
        warn(message, "front-matter", document, 1)
    allowed = {key: value for key, value in described.items() if _is_description(key, value)}
    return {"myst": allowed | ({"title_to_header": True} if described.get("title_to_header") is True else {})}


def _is_switch(key: object, value: object) -> bool:
    """Whether a page may set this of itself. A list could name itself a thousand times over; a switch cannot."""
    return key in limits.FRONT_MATTER and isinstance(value, bool | int | None)


def _is_description(key: object, value: object) -> bool:
    return (
        key in limits.MYST
        and isinstance(value, dict)
        and all(isinstance(text, str) for text in (*value, *value.values()))
    )


@contextmanager
def walled(document: nodes.document) -> Iterator[None]:
    """Read a page behind the wall: directives and roles from the list, and the doors of docutils shut."""
    settings = document.settings
    settings.file_insertion_enabled = settings.raw_enabled = False
    config = settings.env.config
    with Wall(config.handbook_directives, config.handbook_roles):
        yield


def _line(token: SyntaxTreeNode) -> int | None:
    return token.map[0] if token.map else None  # MyST-Parser has made it the line itself


def setup(app: Sphinx) -> ExtensionMetadata:
    # What an extension that conf.py switches on brings for pages: whoever lists it answers for it.
    app.add_config_value("handbook_directives", (), "env", types=(list, tuple))
    app.add_config_value("handbook_roles", (), "env", types=(list, tuple))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
