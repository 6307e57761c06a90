"""What editors say of the search, and an index that is divided, as they come out of a build."""

import pytest
from small_handbook import append, replace, translate

from handbook.commands import cli
from handbook.search import index

HTML = ("build", "--output", "html")


@pytest.fixture
def tree(small, monkeypatch):
    """Return a small handbook, which is built here."""
    monkeypatch.chdir(small)
    return small


def indexes(root):
    """Return all files of all indexes that are published."""
    site = root / "build/site"
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*.js") if "search-index" in str(path)}


def test_a_divided_index_follows_each_edit(tree, monkeypatch):
    """It is that of a build from nothing, without a part of the last one; all of it is in the offline copy."""
    monkeypatch.setattr(index, "MOST_IN_ONE", 0)
    assert cli.main([*HTML, "--force"]) == 0
    before = indexes(tree)
    append(tree / "source/agencies/maple.md", "It lends to zebras.")
    translate(tree, "agencies/maple", {"It lends to zebras.": "Il prête aux zèbres."})
    assert cli.main([*HTML]) == 0
    edited = indexes(tree)
    assert cli.main([*HTML, "--force"]) == 0
    assert edited == indexes(tree) != before
    assert {path.parts[0] for path in edited if len(path.parts) == 4} == {"en", "fr"}
    assert len({path.parts[2] for path in edited if len(path.parts) == 4}) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[terms."no such term"]\nen = ["x"]\n', "synonyms.toml:1: the glossary has no term “no such term” [synonyms]"),
        ('[pages.index]\nen = ["x"]\nfr = []\n', "synonyms.toml:3: what readers type is a list, like"),
    ],
)
def test_synonyms_of_nothing_stop_the_build(tree, capsys, text, message):
    """Named once, with the line, though both editions are built."""
    (tree / "source/synonyms.toml").write_text(text, encoding="utf-8")
    assert cli.main([*HTML]) == 1
    assert capsys.readouterr().err.count(message) == 1


def test_synonyms_are_an_input_of_a_build(tree, capsys):
    """A word that is added is in the index of its language after the next build, and in no other."""
    assert cli.main([*HTML]) == 0
    path = tree / "source/synonyms.toml"
    path.write_text('[terms.member]\nen = ["zyzzyva"]\nfr = ["quoka"]\n', encoding="utf-8")
    assert cli.main(["plan", "--output", "html"]) == 0
    assert "source/synonyms.toml: new" in capsys.readouterr().out
    assert cli.main([*HTML]) == 0
    replace(path, "quoka", "quokka")
    assert cli.main([*HTML]) == 0
    texts = {str(path): text.decode() for path, text in indexes(tree).items()}
    assert [("zyzzyva" in text, "quokka" in text) for text in texts.values()] == [(True, False), (False, True)]
