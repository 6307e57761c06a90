"""What a page may use: the directives and roles of the handbook, and files that lie in ``source/``.

A page is written by friends, a catalogue perhaps not; both get the same limits, so that nothing a page says can run a
program, read a file from elsewhere, or put markup of its own on the site.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from handbook.finding import Finding, shown
from handbook.project import Project

ADMONITIONS = {"admonition", "attention", "caution", "danger", "hint", "important", "note", "seealso", "tip", "warning"}
DIRECTIVES = {
    *ADMONITIONS,
    *("toctree", "glossary", "figure", "image", "table", "list-table", "rubric", "epigraph", "topic", "sidebar"),
    *("code-block", "include", "literalinclude"),
    *("key-facts", "compare-agencies", "sources"),
}
ROLES = {"fact", "name", "term", "ref", "doc", "download", "abbr", "sub", "sup", "numref"}

# Directives and roles whose argument is a file.
_FILES = {"include", "literalinclude", "figure", "image", "download"}
_DIRECTIVE = re.compile(r"^[\s>*+\d.-]*(?:`{3,}|~{3,}|:{3,})\s*\{([^}\s]*)\}[ \t]*(.*?)\s*$")
_ROLE = re.compile(r"\{([\w:+-]+)\}(`+)(.+?)\2", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")
_TARGET = re.compile(r"<([^<>]*)>\s*$")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def check_limits(docname: str, text: str, project: Project) -> Iterator[Finding]:
    """Yield a finding for each thing in the text of a page that pages may not use."""
    path = shown(project.page(docname), project.root)
    for number, message, rule in [*_directives(text), *_roles(text), *_files(docname, text, project)]:
        yield Finding(path=path, line=number, message=message, rule=rule)


def _directives(text: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if (match := _DIRECTIVE.match(line)) and match[1] not in DIRECTIVES:
            yield (
                number,
                f"a page may not use the directive {{{match[1]}}}; use one of {_list(DIRECTIVES)}",
                "directive",
            )


def _roles(text: str) -> Iterator[tuple[int, str, str]]:
    for match in _ROLE.finditer(text):
        if match[1] not in ROLES:
            message = f"a page may not use the role {{{match[1]}}}; use one of {_list(ROLES)}"
            yield text.count("\n", 0, match.start()) + 1, message, "role"


def _files(docname: str, text: str, project: Project) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        for target in _targets(line):
            if _ADDRESS.match(target):
                yield number, f"{target!r} is no file of source/; put the file there", "file-outside"
            elif not _resolved(docname, target, project).is_relative_to(project.source.resolve()):
                yield number, f"{target!r} lies outside source/; put the file there", "file-outside"


def _targets(line: str) -> Iterator[str]:
    if (directive := _DIRECTIVE.match(line)) and directive[1] in _FILES:
        yield directive[2]
    for role in _ROLE.finditer(line):
        if role[1] in _FILES:
            explicit = _TARGET.search(role[3])
            yield explicit[1] if explicit else role[3]
    yield from _PICTURE.findall(line)


def _resolved(docname: str, target: str, project: Project) -> Path:
    """Return the file that Sphinx would take: from the page's folder, or from source/ with a leading slash."""
    folder = project.source if target.startswith("/") else project.page(docname).parent
    return (folder / target.lstrip("/")).resolve()


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names))
