"""Notes what is run and opened while a page is read, without asking the wall; and, apart from that, what the wall says.

Each directive of docutils, Sphinx and MyST notes when it runs, each role when it is called, Python each file that it
opens. What was run and is not among what the wall has given out, has got past it.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import pytest
from docutils.parsers.rst import Directive, Parser, roles
from myst_parser.mocking import MockIncludeDirective
from sphinx.application import Sphinx

from handbook.sphinx.wall import directives, page_files

# Where Python and the program itself lie: what is opened there are modules and their data.
PROGRAM = tuple(
    {str(Path(each).resolve()) for each in (sys.prefix, sys.base_prefix, directives.__file__.split("/ext/")[0])}
)


@dataclass(kw_only=True)
class Witness:
    """What was seen since `forget`: each list of things run beside what the wall let run; files by their real paths."""

    root: Path
    directives: list[type] = field(default_factory=list)
    # Each role that was called, with how many that the wall has given out were at work meanwhile.
    roles: list[tuple[str, int]] = field(default_factory=list)
    interpreters: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    given_directives: set[type] = field(default_factory=set)
    given_depth: int = 0
    given_files: set[str] = field(default_factory=set)
    is_watching: bool = False
    constructs: int = 0

    def forget(self) -> None:
        for each in (self.directives, self.roles, self.interpreters, self.opened, self.given_directives):
            each.clear()
        self.given_files.clear()

    def escapes(self, page: Path) -> list[str]:
        """Return what was run or opened behind the wall's back while `page` was read."""
        past = [f"directive {each.__name__}" for each in self.directives if each not in self.given_directives]
        past += [f"role {name}" for name, depth in self.roles if not depth]
        past += [f"interpreter {each}" for each in self.interpreters]
        allowed = {str(page.resolve()), *self.given_files}
        past += [f"file {each}" for each in self.opened if not self._is_ours(each) and each not in allowed]
        self.constructs += len(self.directives) + len(self.roles)
        return past

    def _is_ours(self, path: str) -> bool:
        kept = (str(self.root.resolve() / "build"), f"{tempfile.gettempdir()}/weasyprint-", "/proc/")
        return path.startswith((*PROGRAM, *kept, "/usr/share/zoneinfo"))

    @contextmanager
    def watching(self) -> Iterator[None]:
        self.forget()
        self.is_watching = True
        try:
            yield
        finally:
            self.is_watching = False

    def hear(self, event: str, arguments: tuple) -> None:
        """Take an audit event of Python."""
        if self.is_watching and event == "open" and isinstance(arguments[0], str | bytes):
            name = arguments[0] if isinstance(arguments[0], str) else arguments[0].decode("utf-8", "replace")
            self.opened.append(str(Path(name).resolve()))
        elif self.is_watching and event in (
            "os.system",
            "os.exec",
            "subprocess.Popen",
            "socket.connect",
            "os.posix_spawn",
        ):
            self.interpreters.append(event)

    def listen(self, patch: pytest.MonkeyPatch, app: Sphinx) -> None:
        """Begin to note what runs in this process."""
        sys.addaudithook(self.hear)
        for element in _below(Directive):
            if "run" in vars(element):
                patch.setattr(element, "run", _noting(element.run, lambda self_: self.directives.append(type(self_))))
        patch.setattr(MockIncludeDirective, "run", _noting(MockIncludeDirective.run, self._note("include of MyST")))
        patch.setattr(Parser, "parse", _noting(Parser.parse, self._note("reStructuredText")))
        patch.setattr(jinja2.Environment, "from_string", _noting(jinja2.Environment.from_string, self._note("Jinja")))
        self._listen_to_roles(patch, app)
        self._listen_to_the_wall(patch)

    def _note(self, name: str) -> Callable[[Any], None]:
        return lambda _: self.interpreters.append(name)

    def _listen_to_roles(self, patch: pytest.MonkeyPatch, app: Sphinx) -> None:
        def noted(name: str, role: Any) -> Any:
            def call(*arguments: Any, **options: Any) -> Any:
                self.roles.append((name, self.given_depth))
                return role(*arguments, **options)

            return call

        tables = [roles._role_registry, roles._roles]
        for domain in app.env.domains.sorted():
            tables.append(domain.roles)
            domain._role_cache.clear()
        for table in tables:
            for name, role in list(table.items()):
                patch.setitem(table, name, noted(name, role))

    def _listen_to_the_wall(self, patch: pytest.MonkeyPatch) -> None:
        directive, role, source_file = directives.Wall.directive, directives.Wall.role, page_files.source_file

        def give_directive(wall: Any, *arguments: Any) -> Any:
            element, messages = directive(wall, *arguments)
            self.given_directives.add(element)
            return element, messages

        def give_role(wall: Any, *arguments: Any) -> Any:
            made, messages = role(wall, *arguments)

            def given(*said: Any, **options: Any) -> Any:
                self.given_depth += 1
                try:
                    return made(*said, **options)
                finally:
                    self.given_depth -= 1

            return given if made else made, messages

        def give_file(*arguments: Any) -> Path:
            path = source_file(*arguments)
            self.given_files.add(str(path))
            return path

        patch.setattr(directives.Wall, "directive", give_directive)
        patch.setattr(directives.Wall, "role", give_role)
        patch.setattr(page_files, "source_file", give_file)
        patch.setattr("handbook.sphinx.wall.nodes.source_file", give_file)


def _below(element: type) -> Iterator[type]:
    for each in element.__subclasses__():
        yield each
        yield from _below(each)


def _noting(function: Callable, note: Callable[[Any], None]) -> Callable:
    def noting(self: Any, *arguments: Any, **options: Any) -> Any:
        note(self)
        return function(self, *arguments, **options)

    return noting
