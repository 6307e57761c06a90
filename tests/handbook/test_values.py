"""The values of this handbook are written once: with each of them changed, nothing made of facts says the old one."""

import pytest
from changed_values import change_all, texts_of
from conftest import built
from our_sources import copy_sources

from handbook.catalogs.reader import read_catalogue
from handbook.facts.wording import WORLD, word
from handbook.project.project import load_project

# Names stand in titles and descriptions, which no role reaches; the small handbook shows that the rest follows them.
NOT_CHANGED = ("name",)
# Prose compares lists of regions, and tells of another year that happens to be that of a fact.
MAY_BE_PROSE = ("region-list", "year")


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """Change every number, year and list of regions of this handbook, and publish it as HTML."""
    root = tmp_path_factory.mktemp("valeurs")
    copy_sources(root)
    old, gone = change_all(root, but=NOT_CHANGED)
    built(root, "--output", "html")
    # That DID has ties around the world is a fact of its own.
    return load_project(root), old, [piece for piece in gone if piece.words not in old.regions[WORLD].values()]


def prose(project, old, name):
    """Return what editors and translators have typed in a page, or as evidence of what only prose can tell."""
    language, _, docname = name.removesuffix(".html").partition("/")
    if docname.startswith("facts/"):
        facts = old.of_page(docname.removeprefix("facts/"))
        return [fact.evidence[language] for fact in facts if word(fact, old, language) is None]
    if not project.page(docname).is_file():
        return []
    catalogue = project.catalogue(language, docname)
    translated = (
        [message.msgstr for message in read_catalogue(catalogue, project.root).values()] if catalogue.is_file() else []
    )
    return [project.page(docname).read_text(encoding="utf-8"), *translated]


@pytest.mark.whole
def test_no_old_value_is_left_but_what_prose_says(changed):
    """In no page of either language: panel, comparison, table, caption, words for a picture, card, block of data."""
    project, old, gone = changed
    pages = {}
    for name, text in texts_of(project.site):
        if name.endswith(".html") and ".zip" not in name:
            pages.setdefault(name, []).append(text)
    assert len(pages) > 2 * len(project.pages())
    left = [(name, piece) for name, texts in pages.items() for piece in gone if any(map(piece.is_in, texts))]
    typed = {(name, piece) for name, piece in left if any(map(piece.is_in, prose(project, old, name)))}
    assert [trace for trace in left if trace not in typed] == []
    assert {old.facts[piece.fact].kind for _, piece in typed} <= set(MAY_BE_PROSE)
