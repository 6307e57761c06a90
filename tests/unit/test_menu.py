"""The menu of a page: all of a small handbook; of a large one, what is around the page."""

from types import SimpleNamespace

import pytest
from markupsafe import Markup

from handbook.sphinx.menu import FEW, MOST, NEAR, Contents, MenuEntry, Part, _runs, menu_of, shortened


def contents(docnames):
    """Return the contents of a handbook of one part."""
    entries = tuple(MenuEntry(title=Markup(docname), docname=docname) for docname in docnames)
    part = Part(caption="", runs=_runs(entries))
    pages = (MenuEntry(title=Markup("index"), docname="index"), *entries)
    numbers = {each.docname: at for at, each in enumerate(pages)}
    return Contents(parts=(part,), pages=pages, listed=frozenset(docnames), numbers=numbers)


def large(count=1000):
    """Return a handbook of so many agencies, with pages before and after them."""
    return contents(["movement", *(f"agencies/a{number}" for number in range(count)), "glossary"])


def builder(**parents):
    """Return what the menu asks of Sphinx: links, and which page stands below which."""
    relations = {docname: [parent, None, None] for docname, parent in parents.items()}
    return SimpleNamespace(
        relations=relations, get_relative_uri=lambda here, there: "" if here == there else f"{there}.html"
    )


def lines(whole, pagename, **parents):
    """Return (href, is the page, is above or is the page) of each line of a menu."""
    [part] = menu_of(builder(**parents), whole, pagename)
    return [(each["href"], each["is_page"], each.get("is_here", False)) for each in part["entries"]]


def test_a_small_handbook_is_listed_whole():
    """In the order of the contents, and the page itself is marked."""
    names = [f"p{number}" for number in range(MOST)]
    found = lines(contents(names), "p3")
    assert [href for href, *_ in found] == [
        *(f"{name}.html" for name in names[:3]),
        "#",
        *(f"{n}.html" for n in names[4:]),
    ]
    assert [each for each in found if each[1] or each[2]] == [("#", True, True)]


def test_a_page_of_no_menu_marks_what_stands_above_it():
    """It is not the page that is read, and does not say so."""
    found = lines(contents(["team", "work"]), "team/people", **{"team/people": "team", "team": "index"})
    assert found == [("team.html", False, True), ("work.html", False, False)]


@pytest.mark.parametrize(
    ("pagename", "first", "last"),
    [
        ("agencies/a500", 500 - NEAR, 500 + NEAR),
        ("agencies/a0", 0, 2 * NEAR),
        ("agencies/a999", 999 - 2 * NEAR, 999),
    ],
)
def test_a_large_handbook_shows_the_neighbours(pagename, first, last):
    """And the pages that stand outside the long folder, and where the others are."""
    hrefs = [href for href, *_ in lines(large(), pagename)]
    names = [f"agencies/a{number}" for number in range(first, last + 1)]
    wanted = ["#" if name == pagename else f"{name}.html" for name in names]
    part = (1 + 1 + int(pagename.removeprefix("agencies/a"))) // 200 + 1
    listed = "all-pages.html" if part == 1 else f"all-pages-{part}.html"
    assert hrefs == ["movement.html", *wanted, listed, "glossary.html"]


def test_from_outside_the_long_folder_one_link_leads_there():
    """To the page that lists its first."""
    assert [href for href, *_ in lines(large(), "movement")] == ["#", "all-pages.html", "glossary.html"]
    assert [href for href, *_ in lines(large(), "search")] == ["movement.html", "all-pages.html", "glossary.html"]


@pytest.mark.parametrize("docname", ["f50/p1", "f0/p0", "other"])
def test_many_folders_are_cut_as_one(docname):
    """A menu of a hundred folders would be as long as one of all pages."""
    many = contents([f"f{folder}/p{page}" for folder in range(100) for page in range(FEW)])
    [shown] = shortened(many.parts[0], docname)
    assert len(shown.entries) == (2 * NEAR + 1 if docname != "other" else 0)
    assert shown.more


def test_contents_are_not_spelled_out_for_every_page():
    """Sphinx asks for the repr() of all that a page's template knows: it must not grow with the handbook."""
    assert "agencies/" not in repr(large())
