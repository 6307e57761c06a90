"""The menu of each page: its titles are read once per build, and a large handbook shows what is around the page.

Sphinx's ``toctree(…)`` resolves the whole contents anew for every page, which costs and weighs the square of the pages.
Where there are more than `MOST` entries, the other pages are on pages of their own, ``all-pages.html`` and following.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from docutils import nodes
from markupsafe import Markup, escape
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from handbook.findings.phrase import Translate
from handbook.project.addresses import ALL_PAGES
from handbook.sphinx.editions import page_builder, strings_of
from handbook.sphinx.namesakes import besides, distinct_title

# A menu of more entries shows, of a folder with more than `FEW` pages, those nearest: `NEAR` on either side.
MOST, FEW, NEAR = 30, 8, 4
# What one page can list within its budget of bytes.
_LISTED = 200
# Sphinx makes its global context anew before it writes, in the live preview too: what is kept there is never stale.
_KEPT = "handbook_contents"


@dataclass(frozen=True, kw_only=True, slots=True)
class MenuEntry:
    """A line of the contents: its title as HTML, and the page or the address on the web (`url`) that it leads to."""

    title: Markup
    docname: str = ""
    url: str = ""

    @property
    def folder(self) -> str:
        return self.docname.rpartition("/")[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Entries of the contents under one caption, which may be empty; `runs` are those of one folder in a row."""

    caption: str
    runs: tuple[tuple[MenuEntry, ...], ...]

    @property
    def entries(self) -> tuple[MenuEntry, ...]:
        return tuple(chain.from_iterable(self.runs))


# Sphinx spells out the context of a page for its log, which nobody reads: a thousand entries, for every page.
@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Contents:
    """The contents of the handbook: the parts of its menu, and every page in the order of reading.

    `listed` are the pages that the menu has, `numbers` the place of each page among all, from 0.
    """

    parts: tuple[Part, ...]
    pages: tuple[MenuEntry, ...]
    listed: frozenset[str]
    numbers: Mapping[str, int]

    @property
    def is_large(self) -> bool:
        return sum(len(run) for part in self.parts for run in part.runs) > MOST

    def page_of(self, docname: str) -> str:
        """Return the name of the page that lists the page `docname`."""
        return all_pages_name(self.numbers.get(docname, 0) // _LISTED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What a menu shows of a run: some entries and, where others are left out, the page at which to look for those."""

    entries: Sequence[MenuEntry]
    more: str = ""


def all_pages_name(index: int) -> str:
    """Return the name of the page that lists part `index`, from 0, of all pages."""
    return f"{ALL_PAGES}-{index + 1}" if index else ALL_PAGES


def shortened(part: Part, here: str) -> list[Shown]:
    """Return what a large menu shows of a part: of each folder, and where those are many, of the part as a whole."""
    shown = [_near(run, here) for run in part.runs]
    return shown if sum(len(excerpt.entries) for excerpt in shown) <= MOST else [_near(part.entries, here)]


def _near(run: Sequence[MenuEntry], here: str) -> Shown:
    if len(run) <= FEW:
        return Shown(entries=run)
    position = next((at for at, entry in enumerate(run) if here and entry.docname == here), None)
    if position is None:
        return Shown(entries=(), more=run[0].docname)
    first = max(min(position - NEAR, len(run) - 2 * NEAR - 1), 0)
    return Shown(entries=run[first : first + 2 * NEAR + 1], more=here)


def contents_of(builder: StandaloneHTMLBuilder) -> Contents:
    """Return the contents, read once before pages are written."""
    kept = builder.globalcontext
    if _KEPT not in kept:
        kept[_KEPT] = _read(builder)
    contents: Contents = kept[_KEPT]
    return contents


def _read(builder: StandaloneHTMLBuilder) -> Contents:
    env, root = builder.env, builder.config.root_doc
    titles = {docname: _title(builder, title) for docname, title in env.titles.items()}
    beside = besides(env)
    toctrees = ((toctree.get("caption") or "", toctree) for toctree in env.get_doctree(root).findall(addnodes.toctree))
    parts = tuple(Part(caption=caption, runs=_runs(_entries(toctree, titles, root))) for caption, toctree in toctrees)
    pages = tuple(
        MenuEntry(title=Markup(distinct_title(titles[docname], escape(beside.get(docname, "")))), docname=docname)
        for docname in builder.relations
        if docname in titles
    )
    return Contents(
        parts=tuple(part for part in parts if part.runs),
        pages=pages,
        listed=frozenset(entry.docname for part in parts for entry in part.entries if entry.docname),
        numbers={entry.docname: at for at, entry in enumerate(pages)},
    )


def _runs(entries: Iterable[MenuEntry]) -> tuple[tuple[MenuEntry, ...], ...]:
    return tuple(tuple(run) for _, run in groupby(entries, key=lambda entry: entry.folder))


def _entries(toctree: addnodes.toctree, titles: dict[str, Markup], root: str) -> Iterator[MenuEntry]:
    for title, ref in toctree["entries"]:
        docname = root if ref == "self" else ref
        if docname in titles:
            yield MenuEntry(title=escape(title) if title else titles[docname], docname=docname)
        elif "://" in ref or ref.startswith("mailto:"):
            yield MenuEntry(title=escape(title or ref), url=ref)


def _title(builder: StandaloneHTMLBuilder, title: nodes.title) -> Markup:
    if all(isinstance(child, nodes.Text) for child in title):
        return escape(title.astext())
    return Markup(builder.render_partial(title)["title"])


def menu_of(builder: StandaloneHTMLBuilder, contents: Contents, pagename: str) -> list[dict[str, Any]]:
    """Return the menu of a page for ``menu.html``: per part its caption and its items."""
    here = _entry_above(builder, contents, pagename)
    return [
        {"caption": part.caption, "entries": list(_items(builder, contents, part, pagename, here))}
        for part in contents.parts
    ]


def _items(
    builder: StandaloneHTMLBuilder, contents: Contents, part: Part, pagename: str, here: str
) -> Iterator[dict[str, Any]]:
    """Yield title, href, whether it is or holds the page, and whether it is it; no title where some are left out."""
    for shown in shortened(part, here) if contents.is_large else [Shown(entries=part.entries)]:
        for entry in shown.entries:
            href = entry.url or builder.get_relative_uri(pagename, entry.docname) or "#"
            is_here = bool(entry.docname) and entry.docname == here
            yield {"title": entry.title, "href": href, "is_here": is_here, "is_page": is_here and here == pagename}
        if shown.more:
            listed = contents.page_of(shown.more)
            href = builder.get_relative_uri(pagename, listed) or "#"
            yield {"title": "", "href": href, "is_page": listed == pagename}


def _entry_above(builder: StandaloneHTMLBuilder, contents: Contents, docname: str) -> str:
    """Return the page of the menu that a page is, or stands below; none for what no editor wrote."""
    above: str | None = docname
    while above and above not in contents.listed:
        above = (builder.relations.get(above) or [None])[0]
    return above or ""


def all_pages(contents: Contents, translate: Translate) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages of all contents, for a handbook whose menus cannot hold them."""
    title = translate("All pages")
    parts = [contents.pages[at : at + _LISTED] for at in range(0, len(contents.pages), _LISTED)]
    titles = [title, *(f"{title} ({number})" for number in range(2, len(parts) + 1))]
    links = [{"link": f"{all_pages_name(at)}.html", "title": page_title} for at, page_title in enumerate(titles)]
    for at, part in enumerate(parts):
        yield (
            all_pages_name(at),
            {
                "title": titles[at],
                "parts": [
                    (all_pages_name(number), entries[0].title, entries[-1].title)
                    for number, entries in enumerate(parts)
                ],
                "listed": part,
                "prev": links[at - 1] if at else None,
                "next": links[at + 1] if at + 1 < len(parts) else None,
            },
            "all-pages.html",
        )


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    contents = contents_of(page_builder(app))
    if contents.is_large:
        yield from all_pages(contents, strings_of(app.config))


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    builder = page_builder(app)
    context["menu"] = menu_of(builder, contents_of(builder), pagename)


def setup(app: Sphinx) -> None:
    app.connect("html-collect-pages", on_html_collect_pages)
    app.connect("html-page-context", on_html_page_context)
