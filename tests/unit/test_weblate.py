"""What Weblate is told fits the catalogues: it finds each of them, and its checks are right about them."""

import json
import re
import unicodedata

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_handbook import ROOT

FOLDER = ROOT / "docs/weblate"
# What Weblate gives a project by itself, and what it keeps for its own addresses.
GLOSSARY = "glossary"
RESERVED = {GLOSSARY, "-", ""}


def setting(name):
    """Return a file for Weblate."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def first_component():
    """Return the component that is created by hand."""
    [component] = setting("components.json")
    return component


def placeholders():
    """Return the pattern in the flags; Weblate reads ``name:r"pattern"``, in which nothing but a quote is escaped."""
    return re.compile(re.search(r'placeholders:r"([^"]*)"', first_component()["check_flags"])[1])


def discovered(path):
    """Return the groups of a catalogue that is a page's; the expression has to match the whole path, as in Weblate."""
    return re.compile(f"^{setting('discovery.json')['match']}$").match(path)


def component_name(page, template=None):
    """Return the name that Weblate gives to the component of a page; its templates and Jinja's agree as far as this."""
    return jinja2.Template(template or setting("discovery.json")["name_template"]).render(component=page)


def slug(name):
    """Return the address of a component, made of its name as Django's ``slugify`` makes it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain)).strip("-_")


NAMES = st.text(st.characters(exclude_characters="/", exclude_categories=["C", "Z"]), min_size=1)
PAGES = st.one_of(
    st.sampled_from(
        [
            "glossary",
            "Glossary",
            "glossaire/glossary",
            "handbook",
            "-",
            "_",
            "日本語",
            "l’été",
            "release 1.0",
            "component",
        ]
    ),
    st.lists(NAMES, min_size=1, max_size=3).map("/".join),
)


@given(PAGES)
def test_no_page_takes_the_address_of_something_else(page):
    """Weblate makes a component ``glossary`` itself; a page of that name must neither wait for a number nor take it."""
    taken = {*RESERVED, first_component()["slug"]}
    name = component_name(page)
    assert discovered(f"locales/fr/LC_MESSAGES/{page}.po")["component"] == page
    assert page in name
    assert slug(name) not in taken
    assert name.lower() not in {GLOSSARY, "handbook"}  # it is called like the project


@pytest.mark.parametrize("page", ["glossary", "handbook", "日本語"])
def test_the_name_of_a_page_alone_would_collide(page):
    """Else the test above could not fail."""
    assert slug(component_name(page, "{{ component }}")) in {*RESERVED, first_component()["slug"]}


def test_weblate_adds_neither_messages_nor_languages():
    """Both come from the pages, by commands of ours."""
    component = first_component()
    assert (component["manage_units"], component["new_lang"], component["template"]) == (False, "none", "")


def test_weblate_may_rewrite_the_branch_that_is_its_alone():
    """It rebases and squashes what it has pushed there; the branch that everybody pulls is another."""
    component = first_component()
    assert (component["vcs"], component["vcs_params"]) == ("git", {"git_force_push": True})
    assert component["push_branch"] not in ("", component["branch"])


def test_weblate_leaves_the_header_alone_where_it_can_be_told_to():
    """Whoever has saved stands in git; in the file it would be a change, and a conflict, each time."""
    params = first_component()["file_format_params"]
    assert {key for key, value in params.items() if key.startswith(("po_set", "po_report")) and value} == set()
