"""Decides where MyST and docutils look up a directive or a role, whatever way the page has spelled it.

Sphinx hooks into the same place to put its domains before docutils. A directive that pages may use comes back with its
options held to the list; for any other, one that shows nothing. Names of other languages (``brut`` is French for
``raw``) are not looked up.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.parsers.rst.directives import unchanged
from docutils.parsers.rst.languages import en as english
from docutils.parsers.rst.states import Inliner
from sphinx.util.docutils import CustomReSTDispatcher

from handbook.findings.phrase import Phrase, phrase
from handbook.sphinx.wall import limits
from handbook.sphinx.wall.limits import warn
from handbook.sphinx.wall.page_files import ConfinedLiteralInclude, Include
from handbook.sphinx.wall.refusals import reason_against

_OURS: dict[str, type[Directive]] = {"include": Include, "literalinclude": ConfinedLiteralInclude}


# Options that say how large something is shown.
_SIZES = frozenset(("width", "height", "figwidth"))


class Wall(CustomReSTDispatcher):
    """While it is enabled, directives and roles are those of the list, and those that conf.py adds to it."""

    def __init__(self, directives: Iterable[str] = (), roles: Iterable[str] = ()) -> None:
        super().__init__()
        self._directives = {**dict.fromkeys(directives), **limits.DIRECTIVES}
        self._roles = limits.ROLES.union(roles)

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[type[Directive] | None, list[nodes.system_message]]:
        name = directive_name.lower()
        if name not in self._directives:
            return refused_directive(name, tuple(sorted(self._directives))), []
        element, messages = super().directive(name, english, document)
        element = _OURS.get(name, element)
        if not element:
            return None, messages
        return limited(element, name, self._directives[name]), messages  # type: ignore[arg-type]  # a class is hashable

    def role(self, role_name: str, language_module: ModuleType, lineno: int, reporter: Any) -> tuple[Any, list[Any]]:
        name = role_name.lower()
        if name not in self._roles:
            return _refusing_role(name, sorted(self._roles)), []
        return super().role(name, english, lineno, reporter)


@cache
def limited(element: type[Directive], name: str, options: frozenset[str] | None) -> type[Directive]:
    """Return a directive that takes no other options than these; others are reported, and count for nothing.

    Its `run` stays the one of `element`, by which MyST knows tables.
    """

    class Limited(element):  # type: ignore[misc, valid-type]  # a class made of another at run time
        # An option that is refused is not even converted: some converters import what they are given.
        option_spec = {  # noqa: RUF012 (docutils asks for a dict of the class)
            key: converter if options is None or key in options else unchanged
            for key, converter in (element.option_spec or {}).items()
        }

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            for key, message in list(_refused(name, self.options, options)):
                warn(message, "directive", self.state.document, self.lineno)
                del self.options[key]

    return Limited


def _refused(name: str, given: dict[str, Any], allowed: frozenset[str] | None) -> Iterator[tuple[str, Phrase]]:
    """Yield each option that a page may not give a directive, with what is said of it."""
    if allowed is None:
        return
    for key in sorted(given.keys() - allowed):
        yield (
            key,
            phrase("a page may not give {{{directive}}} the option “{option}”; remove it", directive=name, option=key),
        )
    for key in sorted(_SIZES & given.keys()):
        if not limits.SIZE.fullmatch(str(given[key])):
            message = phrase("“{size}” is no size of a picture or a table; write one like 20em")
            yield key, message.format(size=str(given[key])[:40])
    wrong = sorted(set(given.get("class", ())) - limits.CLASSES) if "class" in allowed else []
    if wrong:
        yield "class", no_class(wrong[0])


def no_class(name: str) -> Phrase:
    """Return what is said of a class that is not on the list."""
    message = phrase("a page may not use the class “{name}”; use one of {names}")
    return message.format(name=name, names=", ".join(sorted(limits.CLASSES)))


@cache
def refused_directive(name: str, names: tuple[str, ...]) -> type[Directive]:
    """Return a directive that shows nothing, whatever it is given, and says which ones a page may use."""

    class Refused(Directive):
        has_content = True
        optional_arguments = 1
        final_argument_whitespace = True

        def run(self) -> list[nodes.Node]:
            warn(only("directive", name, names), "directive", self.state.document, self.lineno)
            return []

    return Refused


def _refusing_role(name: str, names: Iterable[str]) -> Any:
    def refuse(
        role: str, rawtext: str, text: str, lineno: int, inliner: Inliner, *_: object
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        warn(only("role", name, names), "role", inliner.document, lineno)
        return [], []

    return refuse


def only(kind: str, name: str, names: Iterable[str]) -> Phrase:
    """Return what is said of a directive or role that is not on the list."""
    if reason := reason_against(name):
        return phrase("a page may not use {{{name}}}: {reason}", name=name, reason=reason)
    if kind == "role":
        message = phrase("a page may not use the role {{{name}}}; use one of {names}")
    else:
        message = phrase("a page may not use the directive {{{name}}}; use one of {names}")
    return message.format(name=name, names=", ".join(names))
