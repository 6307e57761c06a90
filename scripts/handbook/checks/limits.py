"""What a page may use: the directives and roles of the handbook, and files that lie in ``source/``.

A page is written by friends, a catalogue perhaps not; both get the same limits, so that nothing a page says can run a
program, read a file from elsewhere, or put markup of its own on the site. Pages are read here as text, not as Markdown:
what looks like a directive is taken for one, so that no trick of nesting hides it.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from markdown_it.helpers import parseLinkDestination
from myst_parser.config.main import TopmatterReadError, read_topmatter

from handbook.catalogs.structure import parser, title_and_target, walk
from handbook.finding import Finding, shown
from handbook.phrase import Phrase, phrase
from handbook.project import Project

ADMONITIONS = {"admonition", "attention", "caution", "danger", "hint", "important", "note", "seealso", "tip", "warning"}
DIRECTIVES = {
    *ADMONITIONS,
    *("toctree", "glossary", "figure", "image", "table", "list-table", "rubric", "epigraph", "topic", "sidebar"),
    *("code-block", "include", "literalinclude", "no-translate"),
    *("key-facts", "compare-agencies", "sources", "region-map", "region-maps", "timeline"),
    *("agencies-by-region", "agencies-by-field", "region-lists"),
}
ROLES = {"fact", "name", "term", "ref", "doc", "download", "abbr", "sub", "sup", "numref"}
# ``myst:`` may describe the page; it could also switch on Jinja or raw HTML.
FRONT_MATTER = {"orphan", "tocdepth", "nosearch", "myst"}
MYST = {"html_meta"}
SCHEMES = {"http", "https", "mailto", "project", "path"}

_DIRECTIVE = re.compile(r"(?:`{3,}|~{3,}|:{3,})[ \t]*\{(\S*)\}(?!\S)[ \t]*(.*)")
# Lookahead, since what one role seems to hold may be another paragraph.
_ROLE = re.compile(r"\{([\w:+-]+)\}(?=(`+)(?!`)(.+?)(?<!`)\2(?!`))", re.DOTALL)
_DESTINATION = re.compile(r"\](?:\(|:)\s*")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)>")
# Options that name a file, an address, or another parser.
_OPTION = re.compile(r"^[^\w\n]*(diff|file|parser|target|url)[\"']?\s*:(.*)$", re.MULTILINE)
_SCHEME = re.compile(r"([A-Za-z0-9+.-]+):")
_ADDRESS = re.compile(r"([^\s<>()\[\]]*)://")
# Directives whose argument is a file.
_FILES = {"include", "literalinclude", "figure", "image"}

Found = tuple[int, Phrase, str]


def check_limits(docname: str, text: str, project: Project) -> Iterator[Finding]:
    """Yield a finding for each thing in the text of a page that pages may not use."""
    path = shown(project.page(docname), project.root)
    text = re.sub("\r\n?", "\n", text.removeprefix("\ufeff"))  # as Sphinx and Markdown read it
    checks = (_front_matter(text), _directives(text), _roles(text), _addresses(text), _pictures(text))
    for number, message, rule in (found for check in checks for found in check):
        yield Finding(path=path, line=number, message=message, rule=rule)
    for number, target in _targets(text):
        if not _lies_inside(docname, target, project):
            message = phrase("“{target}” lies outside source/; put the file there", target=target)
            yield Finding(path=path, line=number, message=message, rule="file-outside")


def check_tree(project: Project) -> Iterator[Finding]:
    """Yield a finding for each thing in ``source/`` that Sphinx reads and no check sees, or that nobody can read."""
    for folder, folders, names in os.walk(project.source):
        for path in sorted(Path(folder, name) for name in [*folders, *names]):
            if told := _misplaced(path, project.source):
                yield Finding(path=shown(path, project.root), line=1, message=told[0], rule=told[1])


def _misplaced(path: Path, source: Path) -> tuple[Phrase, str] | None:
    """Return what is wrong with a path below `source`, and the rule."""
    if path.is_symlink() and (path.is_dir() or not _is_in(os.path.realpath(path), source)):
        return phrase("the link leads out of its folder; put the file itself here"), "file-outside"
    if (path.is_symlink() or path.suffix == ".md") and not path.is_file():
        return phrase("there is no file behind this name; put one here, or remove it"), "missing-file"
    if path.suffix == ".rst":
        return phrase("pages are written in Markdown; move the text to a .md file"), "page-suffix"
    if path.suffix != ".md" and path.suffix.lower() in (".md", ".markdown", ".mkd"):
        return phrase("nobody reads a page with this ending; call it “{name}.md”", name=path.stem), "page-suffix"
    return None


def _front_matter(text: str) -> Iterator[Found]:
    try:
        settings = read_topmatter(text) or {}
    except TopmatterReadError:
        return  # Sphinx says what is wrong with it
    myst = settings.get("myst", {})
    wrong = [str(key) for key in settings if key not in FRONT_MATTER]
    wrong += [f"myst: {key}" for key in (myst if isinstance(myst, dict) else ["?"]) if key not in MYST]
    if wrong:
        keys = ", ".join(wrong)
        yield 1, phrase("a page may not set “{keys}” in its front matter; remove it", keys=keys), "front-matter"


def _directives(text: str) -> Iterator[Found]:
    for match in _DIRECTIVE.finditer(text):
        line = _line(text, match.start())
        if match[1] not in DIRECTIVES:
            message = phrase(
                "a page may not use the directive {directive}; use one of {directives}",
                directive=f"{{{match[1]}}}",
                directives=_list(DIRECTIVES),
            )
            yield line, message, "directive"
        elif match[1] == "include" and not re.fullmatch(r"[^/<>]+\.md\s*", match[2]):
            # Another kind of file is not checked; in another folder, its own links would be taken from here.
            yield line, phrase("include takes a page (.md) of the same folder; move it there"), "include"
    if "include}" in text or "figure}" in text or "image}" in text:
        for option in _OPTION.finditer(text):
            scheme = _SCHEME.match("".join(option[2].split()).strip("\"'"))
            if option[1] != "target" or (scheme and scheme[1].lower() not in SCHEMES):
                message = phrase(
                    "a page may not use the option “{option}” for “{value}”; remove it",
                    option=option[1],
                    value=option[2].strip()[:40],
                )
                yield _line(text, option.start(1)), message, "directive"


def _roles(text: str) -> Iterator[Found]:
    for match in _ROLE.finditer(text):
        if match[1] not in ROLES:
            message = phrase(
                "a page may not use the role {role}; use one of {roles}", role=f"{{{match[1]}}}", roles=_list(ROLES)
            )
            yield _line(text, match.start()), message, "role"


def _addresses(text: str) -> Iterator[Found]:
    lines = set()
    for position, target in _destinations(text):
        is_footnote = text.startswith("[^", text.rfind("[", 0, position))  # what follows is its text
        if (scheme := _SCHEME.match(target)) and scheme[1].lower() not in SCHEMES and not is_footnote:
            lines.add(_line(text, position))
    for match in _ADDRESS.finditer(text):  # a table of contents links to whatever has these signs
        if match[1].lstrip("\"'*_`").lower() not in {"http", "https"}:
            lines.add(_line(text, match.start()))
    for line in sorted(lines):
        yield line, phrase("this is no address that a page may link to; use https://"), "address"


def _pictures(text: str) -> Iterator[Found]:
    """Yield the pictures that lie on another host: they are the only thing for which Markdown has to be read."""
    tokens = walk(parser().parse(text, env := {}), env) if "![" in text else ()
    for line, token in tokens:
        for child in token.children or ():
            source = str(child.attrs.get("src", "")) if child.type == "image" else ""
            if _SCHEME.match(source) or source.startswith("//"):
                message = phrase("“{target}” is no file of source/; put the file there", target=source[:60])
                yield line, message, "file-outside"


def _destinations(text: str) -> Iterator[tuple[int, str]]:
    for match in _DESTINATION.finditer(text):
        found = parseLinkDestination(text, match.end(), len(text))
        if found.ok:
            yield match.start(), unquote(found.str)
    for match in _AUTOLINK.finditer(text):
        yield match.start(), unquote(match[1])


def _targets(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the path of each file that the text of a page names."""
    for directive in _DIRECTIVE.finditer(text):
        if directive[1] in _FILES:  # docutils takes the spaces out of an address
            yield _line(text, directive.start()), "".join(directive[2].split())
    for role in _ROLE.finditer(text):
        if role[1] == "download":
            explicit = title_and_target(role[3])
            yield _line(text, role.start()), explicit[1] if explicit else role[3]
    for position, target in _destinations(text):
        path = target.removeprefix("project:").removeprefix("path:").partition("#")[0]
        if path and not _SCHEME.match(path):
            yield _line(text, position), path


def _lies_inside(docname: str, target: str, project: Project) -> bool:
    """Whether the file that Sphinx would take, from the page's folder or from source/ with a slash, is in source/."""
    folder = project.source if target.startswith("/") else project.page(docname).parent
    try:
        path = os.path.realpath(folder / target.lstrip("/"))
    except ValueError:  # a null character
        return False
    return not _SCHEME.match(target) and _is_in(path, project.source)


def _is_in(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(os.path.realpath(folder))


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names))
