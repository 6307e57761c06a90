"""The list of a page's sections: from Sphinx's table of contents, neither too short nor too long."""

import pytest
from lxml import html

from handbook.sphinx.site import LONGEST, sections_of


def toc(*sections, title="A page"):
    """Return a table of contents as Sphinx gives it; a section is a title, or a title with those below it."""

    def entry(section):
        name, below = section if isinstance(section, tuple) else (section, ())
        inner = f"<ul>\n{''.join(map(entry, below))}</ul>\n" if below else ""
        return f'<li><a class="reference internal" href="#{name}">{name}</a>{inner}</li>\n'

    listed = "".join(map(entry, sections))
    return f'<ul>\n<li><a class="reference internal" href="#">{title}</a><ul>\n{listed}</ul>\n</li>\n</ul>\n'


def listed(text):
    """Return (depth, address) of each link of a list."""
    links = html.fromstring(text).iter("a") if text else ()
    return [(len(list(link.iterancestors("ul"))), link.get("href")) for link in links]


def test_the_sections_are_listed_without_the_title():
    """As bare links."""
    found = sections_of(toc("a", "b", "c"))
    assert listed(found) == [(1, "#a"), (1, "#b"), (1, "#c")]
    assert "class" not in found


@pytest.mark.parametrize("text", ["", toc(), toc("a", "b"), toc("a", ("b", ["c", "d"]))], ids=len)
def test_a_page_that_is_seen_at_a_glance_has_no_list(text):
    """However much is below its few sections."""
    assert sections_of(text) == ""


def test_subsections_are_listed_while_the_list_is_short():
    """One level of them."""
    short = toc("a", ("b", [("c", ["d"])]), "e")
    assert listed(sections_of(short)) == [(1, "#a"), (1, "#b"), (2, "#c"), (1, "#e")]
    full = [f"s{number}" for number in range(LONGEST - 1)]
    assert (2, "#z") in listed(sections_of(toc(*full[:-1], (full[-1], ["z"]))))
    assert listed(sections_of(toc(*full[:-1], (full[-1], ["y", "z"])))) == [(1, f"#{each}") for each in full]


def test_markup_of_a_heading_is_kept():
    """A name in another language says so."""
    text = toc("a", "b", "c").replace(">b<", '><span lang="fr">Été & <em>b</em></span><')
    assert '<span lang="fr">Été &amp; <em>b</em></span>' in sections_of(text)
