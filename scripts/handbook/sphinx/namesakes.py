"""Tells pages of one title apart wherever readers meet both: “Checklist (Leave)” and “Checklist (Travel)”.

What stands beside a title is that of the nearest page above, or the caption in the contents, that its namesakes have
not.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from docutils import nodes
from markupsafe import Markup, escape
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from handbook.sphinx.editions import page_builder

# Sphinx makes its global context anew before it writes, in the live preview too: what is kept there is never stale.
_KEPT = "handbook_namesakes"


def besides(env: BuildEnvironment) -> dict[str, str]:
    """Return what stands beside the titles of pages, by docname, for those whose title another page bears as well."""
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    namesakes: dict[str, list[str]] = defaultdict(list)
    for docname, title in titles.items():
        namesakes[" ".join(title.casefold().split())].append(docname)
    alike = [docnames for docnames in namesakes.values() if len(docnames) > 1]
    above = _above(env) if alike else {}
    made = {}
    for docnames in alike:
        around = {docname: list(_around(docname, above, titles, env.config.root_doc)) for docname in docnames}
        shared = set.intersection(*map(set, around.values()))
        for docname, words in around.items():
            own = (text for text in words if text not in shared and text != titles[docname])
            if beside := next(own, ""):
                made[docname] = beside
    return made


def _above(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Return the page above each page, and the caption under which that lists it."""
    above: dict[str, tuple[str, str]] = {}
    for docname, contents in env.tocs.items():
        for toctree in contents.findall(addnodes.toctree):
            for _, child in toctree["entries"]:
                above.setdefault(child, (docname, toctree.get("caption") or ""))
    return above


def _around(docname: str, above: Mapping[str, tuple[str, str]], titles: Mapping[str, str], root: str) -> Iterator[str]:
    """Yield what a page stands below, the nearest first; the first page of all tells nothing apart."""
    passed = {docname}
    while docname in above:
        docname, caption = above[docname]
        if docname in passed:
            return
        passed.add(docname)
        yield from (words for words in (titles.get(docname, "") if docname != root else "", caption) if words)


def distinct_title(title: str, beside: str) -> str:
    """Return a title with what stands beside it, if anything."""
    return f"{title} ({beside})" if beside else title


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell apart the title of the window, and the links to the pages before and behind."""
    builder = page_builder(app)
    if _KEPT not in builder.globalcontext:
        builder.globalcontext[_KEPT] = besides(app.env)
    beside = builder.globalcontext[_KEPT]
    context["window_title"] = distinct_title(context["title_text"], beside.get(pagename, ""))
    _, before, behind = builder.relations.get(pagename) or (None, None, None)
    for name, docname in (("prev", before), ("next", behind)):
        if context.get(name) and docname in beside:
            context[name]["title"] = Markup(distinct_title(context[name]["title"], escape(beside[docname])))


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", on_html_page_context)
