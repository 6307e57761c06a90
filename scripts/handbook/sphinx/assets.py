"""The stylesheet and the scripts of the theme: once for all languages, each named by its content.

So a server may let browsers keep them for ever, and a page of an earlier release finds its own. In the preview, and
where Sphinx is run by itself, they have their plain names, in the folder that Sphinx copies them to.
"""

import re
import shutil
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import tinycss2
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from tinycss2.ast import Comment, CurlyBracketsBlock, LiteralToken, Node, WhitespaceToken

from handbook.project.palette import PLAIN, Palette
from handbook.project.project import LOGO, Project
from handbook.publication.carry_over import STATIC
from handbook.sphinx.editions import edition_of

THEME = Path(__file__).parent.parent / "theme"
# The script of the search, and its parts in the order in which they use each other.
_SEARCH = "search.js"
_PARTS = ("folding", "words", "phrases", "memory", "likeness", "ranking", "excerpt", "page")
# The stylesheet that only some pages ask for: see `handbook.sphinx.constructs`.
OF_FEW_PAGES = "constructs.css"
# What has colours in it.
_PAINTED = (".css", ".svg")
# Hexadecimal digits of the sha256 in a name.
_DIGITS = 8
# What is remarked behind code in a line of a script: no text of ours has such a place in it.
_REMARK = re.compile(rb"(?<=[;{,]) // [^\"`]+$")
_PUBLISHED = re.compile(rf"(?P<stem>[\w-]+)-[0-9a-f]{{{_DIGITS}}}(?P<suffix>\.\w+)")


def asset_names() -> list[str]:
    """Return the names that templates ask for assets by."""
    return sorted([_SEARCH, *(path.name for path in (THEME / "static").iterdir())])


def read_asset(name: str, colours: Palette = PLAIN) -> bytes:
    """Return an asset in the colours of a handbook; the script of the search is joined of its parts."""
    if name == _SEARCH:
        parts = ((THEME / "search" / f"{part}.js").read_text(encoding="utf-8") for part in _PARTS)
        return f'"use strict";\n(() => {{\n{"".join(parts)}}})();\n'.encode()
    path = THEME / "static" / name
    if path.suffix in _PAINTED:
        return colours.paint(path.read_text(encoding="utf-8")).encode()
    return path.read_bytes()


def published_asset(name: str, colours: Palette = PLAIN) -> bytes:
    """Return an asset as it is published: without comments, and with the published names of its fonts."""
    content = read_asset(name, colours)
    if name.endswith(".css"):
        content = _lean_sheet(content.decode()).encode()
        for font in filter(lambda name: name.endswith(".woff2"), asset_names()):
            content = content.replace(b'url("%b")' % font.encode(), b'url("%b")' % _published(font).encode())
    elif name.endswith(".js"):  # in ours no text goes on in a second line
        lines = (_REMARK.sub(b"", line.strip()) for line in content.splitlines())
        content = b"".join(b"%b\n" % line for line in lines if line and not line.startswith(b"//"))
    return content


@cache
def _lean_sheet(text: str) -> str:
    """Return a stylesheet without comments; cached, since each edition asks for it, and the checks once more."""
    return tinycss2.serialize(_lean(tinycss2.parse_component_value_list(text)))


def _lean(tokens: Iterable[Node]) -> list[Node]:
    """Return tokens of CSS without comments, and with a single space where one tells anything apart."""
    lean: list[Node] = []
    for token in (token for token in tokens if not isinstance(token, Comment)):
        if isinstance(token, WhitespaceToken):
            if not lean or _is_sign(lean[-1], ";,") or isinstance(lean[-1], (CurlyBracketsBlock, WhitespaceToken)):
                continue
            token.value = " "
        elif isinstance(token, CurlyBracketsBlock):
            token.content = _lean(token.content)
        is_end = isinstance(token, CurlyBracketsBlock) or _is_sign(token, ";,")
        is_empty = is_end and len(lean) > 1 and _is_sign(lean[-2], ":")  # a property without a value keeps its space
        if lean and isinstance(lean[-1], WhitespaceToken) and not is_empty and (is_end or _follows_colon(lean)):
            lean.pop()
        lean.append(token)
    return lean[:-1] if lean and (isinstance(lean[-1], WhitespaceToken) or _is_sign(lean[-1], ";")) else lean


def _is_sign(token: Node, signs: str) -> bool:
    return isinstance(token, LiteralToken) and token.value in signs


def _follows_colon(lean: list[Node]) -> bool:
    return len(lean) > 1 and _is_sign(lean[-2], ":")


def _published(name: str, colours: Palette = PLAIN) -> str:
    return published_name(name, published_asset(name, colours))


def published_name(name: str, content: bytes) -> str:
    """Return the name that an asset is published under: ``handbook-1a2b3c4d.css``."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}-{sha256(content).hexdigest()[:_DIGITS]}.{suffix}"


def is_asset(path: Path) -> bool:
    """Whether a file is named as an asset, of this release or an earlier one, by its own content."""
    match = _PUBLISHED.fullmatch(path.name)
    if match is None:
        return False
    name = match["stem"] + match["suffix"]
    return (name in asset_names() or match["stem"] == LOGO) and published_name(name, path.read_bytes()) == path.name


def asset_links(names: Iterable[str], project: Project, up: str = "") -> dict[str, str]:
    """Return the link to each published asset, where `up` leads to the root of the site: "../", or nothing.

    The logo of a handbook is one of them.
    """
    published = {name: _published(name, project.colours) for name in names}
    if project.logo_name:
        published[project.logo_name] = published_name(project.logo_name, _logo(project))
    return {name: f"{up}{STATIC}/{file}" for name, file in published.items()}


def _logo(project: Project) -> bytes:
    return (project.source / str(project.logo)).read_bytes()


def publish_assets(site: Path, project: Project) -> None:
    """Write the assets that the pages below `site` ask for."""
    (site / STATIC).mkdir(parents=True, exist_ok=True)
    for name in asset_names():
        content = published_asset(name, project.colours)
        published = published_name(name, content)
        if name != OF_FEW_PAGES or any(published.encode() in page.read_bytes() for page in site.rglob("*.html")):
            (site / STATIC / published).write_bytes(content)
    if project.logo_name:
        content = _logo(project)
        (site / STATIC / published_name(project.logo_name, content)).write_bytes(content)


def paint_copies(app: Sphinx) -> None:
    """Give the copies that Sphinx makes of the assets the colours of the handbook; add the search, and its logo."""
    project, folder = edition_of(app.config).project, Path(app.outdir) / STATIC
    for name in asset_names():
        if name == _SEARCH or (Path(name).suffix in _PAINTED and project.colours != PLAIN):
            (folder / name).write_bytes(read_asset(name, project.colours))
    if project.logo_name:
        (folder / project.logo_name).write_bytes(_logo(project))


def asset_link(config: Config, pagename: str, name: str) -> str:
    """Return the link from a page to an asset."""
    published: Mapping[str, str] = config.handbook_assets
    return "../" * pagename.count("/") + published.get(name, f"{STATIC}/{name}")


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    if isinstance(app.builder, StandaloneHTMLBuilder) and not app.config.handbook_assets and exception is None:
        paint_copies(app)
    elif isinstance(app.builder, StandaloneHTMLBuilder):
        shutil.rmtree(Path(app.outdir) / STATIC, ignore_errors=True)  # Sphinx’s copies; no page asks for them


def setup(app: Sphinx) -> None:
    app.add_config_value("handbook_assets", {}, "", types=(dict,))
    app.connect("build-finished", on_build_finished)
