"""Links to the host of the repository: to the page in the source language, to the catalogue of a translation."""

import pytest

from handbook.project.project import Edition, load_project
from handbook.project.settings import REPOSITORY_HOSTS
from handbook.sphinx.page_end import HOSTS, repository_links

TITLE = "Error: A & B “é” (fr)"
ENCODED = "Error%3A%20A%20%26%20B%20%E2%80%9C%C3%A9%E2%80%9D%20%28fr%29"
CATALOGUE = "locales/fr/LC_MESSAGES/agencies/maple.po"


def links(tree, url, *more, language="fr", docname="agencies/maple"):
    """Return the links of a page of the small handbook, once its pyproject.toml says where its repository is."""
    path = tree / "pyproject.toml"
    lines = [f'repository_url = "{url}"', *more] if url else []
    path.write_text("\n".join([path.read_text(encoding="utf-8"), *lines]) + "\n", encoding="utf-8")
    edition = Edition(project=load_project(tree), language=language, siblings=())
    return repository_links(edition, docname, TITLE)


@pytest.mark.parametrize(
    ("url", "edit", "report"),
    [
        ("https://github.com/o/r", "/edit/main/", "/issues/new?title="),
        ("https://gitlab.com/o/sub/r", "/-/edit/main/", "/-/issues/new?issue%5Btitle%5D="),
        ("https://gitlab.example.org/o/r", "/-/edit/main/", "/-/issues/new?issue%5Btitle%5D="),
        ("https://codeberg.org/o/r", "/src/branch/main/", "/issues/new?title="),
    ],
)
def test_each_host_has_its_own_addresses(tree, url, edit, report):
    """The title of a report cannot end the address, or add to it."""
    found = links(tree, url)
    assert found.edit == f"{url}{edit}{CATALOGUE}"
    assert found.report == f"{url}{report}{ENCODED}"


def test_bitbucket_is_asked_for_its_editor(tree):
    """There the path comes first."""
    found = links(tree, "https://bitbucket.org/o/r")
    assert found.edit == f"https://bitbucket.org/o/r/src/main/{CATALOGUE}?mode=edit"


def test_the_page_itself_is_edited_in_the_source_language(tree):
    """Nobody edits the English of a catalogue."""
    assert links(tree, "https://github.com/o/r", language="en").edit.endswith("/edit/main/source/agencies/maple.md")


@pytest.mark.parametrize("url", ["https://github.com/o/r/", "https://github.com/o/r.git"])
def test_an_address_may_end_as_git_gives_it(tree, url):
    """Nothing is doubled or left over."""
    assert links(tree, url).edit == f"https://github.com/o/r/edit/main/{CATALOGUE}"


def test_branch_and_host_can_be_named(tree):
    """Where the branch has another name, and the host's name tells nothing."""
    found = links(tree, "https://git.example.org/r", 'repository_branch = "texts/next"', 'repository_host = "gitlab"')
    assert found.edit == f"https://git.example.org/r/-/edit/texts/next/{CATALOGUE}"


def test_nothing_is_invented(tree):
    """Without an address there are no links; and a page that is generated has no source to be edited."""
    assert links(tree, "") is None
    assert links(tree, "https://github.com/o/r", docname="search") is None


def test_every_host_that_can_be_named_has_addresses():
    """Else a page could not be built."""
    assert HOSTS.keys() == REPOSITORY_HOSTS.keys()
