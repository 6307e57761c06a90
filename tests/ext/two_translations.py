"""One tree built twice: translated by Sphinx itself, and by ours. What the translation tests share."""

import contextlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sphinx.locale
from babel.messages.pofile import read_po
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from handbook.sphinx.messages import wanted_messages

CONFIGURATION = """\
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
handbook_directives = ["container", "csv-table", "deprecated", "hlist", "line-block", "versionadded"]
locale_dirs = ["../locales"]
gettext_compact = False
html_theme = "basic"
html_copy_source = False
html_use_index = True
"""
HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
LOCATED = ("myst_parser", "handbook.sphinx.messages", "handbook.sphinx.repairs")
OURS = (*LOCATED, "handbook.sphinx.translate", "handbook.sphinx.leaves", "handbook.sphinx.terms")

Messages = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a build leaves behind: its pages, what it complained of, and the messages it looked up, by docname."""

    folder: Path
    pages: Mapping[str, str]
    warnings: list[str]
    wanted: Mapping[str, set[str]]

    def lines(self, page: str) -> list[str]:
        """Return a page such as it is compared."""
        return normalised(self.pages[page])


def normalised(html: str) -> list[str]:
    """Return a page as lines of one tag or text each, without what depends on nothing a reader sees."""
    # Sphinx marks what it has translated, and forgets to unmark <meta>: see test_translation_on_purpose.py.
    text = re.sub(r"\s+", " ", html.replace(' translated="True"', ""))
    lines = [line for line in re.sub(r"(<[^>]*>)", r"\n\1\n", text).split("\n") if line.strip()]
    return _without_language_marks(lines)


def _without_language_marks(lines: list[str]) -> list[str]:
    """Leave out the spans by which ours says that a passage is not translated: see test_translation_on_purpose.py."""
    kept, spans = [], []
    for line in lines:
        if line.startswith("<span"):
            spans.append(line == '<span lang="en-CA">')
        if not ((line.startswith("<span") and spans[-1]) or (line == "</span>" and spans[-1])):
            kept.append(line)
        if line == "</span>":
            spans.pop()
    return kept


def write_site(root: Path, pages: Mapping[str, str], catalogues: Mapping[str, Messages]) -> Path:
    """Write pages and their French below `root`, and return that."""
    source = root / "source"
    source.mkdir(parents=True)
    (source / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    for name, text in pages.items():
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    write_catalogues(root, catalogues)
    return root


def write_catalogues(root: Path, catalogues: Mapping[str, Messages]) -> None:
    """Write French catalogues below `root`."""
    locales = root / "locales/fr/LC_MESSAGES"
    locales.mkdir(parents=True, exist_ok=True)
    for name, messages in catalogues.items():
        entries = [f"msgid {quoted(msgid)}\nmsgstr {quoted(msgstr)}\n" for msgid, msgstr in messages.items()]
        (locales / f"{name}.po").write_text("\n".join([HEADER, *entries]), encoding="utf-8")


def quoted(text: str) -> str:
    """Return a string as a catalogue has it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def read_messages(path: Path) -> Messages:
    """Return the messages of a catalogue or template, without those that are not translated and without the header."""
    catalogue = read_po(io.BytesIO(path.read_bytes()))
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def by_sphinx(root: Path, extensions: tuple[str, ...] = LOCATED) -> Built:
    """Build the French edition as ``sphinx-build -D language=fr`` does."""
    return _build(root, "stock", "html", language="fr", extensions=extensions)


def by_ours(root: Path, extensions: tuple[str, ...] = OURS) -> Built:
    """Build the French edition with our translation."""
    folder = root / "locales/fr/LC_MESSAGES"
    catalogues = {_docname(folder, path): read_messages(path) for path in folder.rglob("*.po")}
    translations = {name: {k: v for k, v in messages.items() if v} for name, messages in catalogues.items()}
    overrides = {"handbook_translations": translations, "locale_dirs": []}
    return _build(root, "ours", "html", language="fr", extensions=extensions, **overrides)


def in_english(root: Path) -> Built:
    """Build the English edition with our extensions."""
    return _build(root, "english", "html", extensions=OURS)


def templates(root: Path, extensions: tuple[str, ...] = OURS, **overrides: object) -> Mapping[str, set[str]]:
    """Extract the messages of each page."""
    folder = _build(root, "templates", "gettext", extensions=extensions, **overrides).folder
    return {_docname(folder, path): set(read_messages(path)) for path in sorted(folder.rglob("*.pot"))}


def _docname(folder: Path, path: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _build(root: Path, name: str, builder: str, **overrides: object) -> Built:
    # Sphinx keeps the catalogues of every build of a process, and would add those of this one to them.
    sphinx.locale.translators.clear()
    warnings, folder = io.StringIO(), root / name
    overrides["extensions"] = list(overrides["extensions"])
    source = root / "source"
    with docutils_namespace(), contextlib.redirect_stdout(io.StringIO()):
        app = Sphinx(
            srcdir=source,
            confdir=source,
            outdir=folder,
            doctreedir=root / "doctrees" / name,
            buildername=builder,
            confoverrides=overrides,
            status=None,
            warning=warnings,
            freshenv=True,
        )
        app.build()
    return Built(
        folder=folder,
        pages={_docname(folder, path): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))},
        warnings=[re.sub(r"\x1b\[[\d;]*m", "", line) for line in warnings.getvalue().splitlines()],
        wanted={docname: {msgid for msgid, _ in wanted} for docname, wanted in wanted_messages(app.env).items()},
    )
