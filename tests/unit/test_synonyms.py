"""What readers type for what pages say stands in a file of its own, which has to be right where it is there."""

import pytest

from handbook.facts.model import Synonyms
from handbook.facts.synonyms import read_synonyms

RIGHT = """
[pages."agencies/birch"]
en = ["charity"]

[terms."credit union"]
en = ["caisse populaire", "bank"]
fr = ["caisse"]

[same]
en = [["created", "founded"]]
"""
PAGE = '[pages."agencies/birch"]\n'
NO_PHRASES, NO_GROUPS = (
    f"what readers type is a list, like {example}" for example in ('["charity"]', '[["created", "founded"]]')
)
# What stands in the file, the line that is named, and what is said of it.
WRONG = [
    ("page = 3", 1, "unknown table “page”; the tables are pages, terms, same"),
    ("pages = 3", 1, "pages holds a table for each page, like"),
    ("[pages]\nindex = 3", 1, "pages holds a table for each page, like"),
    ("terms = []", 1, "terms holds a table for each term of the glossary, like"),
    ('same = "a"', 1, "same holds lists by language, like"),
    ('[pages.nowhere]\nen = ["a"]', 1, "there is no page “nowhere”; correct it, or remove it"),
    ("[terms.co-op]", 1, "“co-op” has no phrases; add some, or remove it"),
    (f'{PAGE}xx = ["a"]', 2, "the handbook has no language “xx”"),
    *((f"{PAGE}en = {value}", 2, NO_PHRASES) for value in ("3", '"a"', "[]", '[""]', '["!"]', "[3]", '[["a"]]')),
    (f'{PAGE}en = ["Charity", "a", "charity "]', 2, "“Charity” stands there twice; keep it once"),
    *((f"[same]\nfr = {value}", 2, NO_GROUPS) for value in ('["a", "b"]', '[["a"]]', '[["a", "b c"]]')),
    ('[same]\nen = [["a", "b"], ["c", "B"]]', 2, "“b” stands there twice; keep it once"),
]


@pytest.fixture
def write(tree):
    """Return what writes the file."""
    return lambda text: (tree / "source/synonyms.toml").write_text(text, encoding="utf-8")


def test_there_may_be_none(project):
    """A handbook without the file has none."""
    assert read_synonyms(project) == Synonyms()


def test_they_are_by_page_and_term_and_language(project, write):
    """As they are written."""
    write(RIGHT)
    synonyms = read_synonyms(project)
    assert synonyms.pages["agencies/birch"] == {"en": ["charity"]}
    assert synonyms.terms["credit union"]["fr"] == ["caisse"]
    assert synonyms.same == {"en": [["created", "founded"]]}
    assert synonyms.lines == {"credit union": 5}


@pytest.mark.parametrize(("text", "line", "message"), WRONG)
def test_what_is_wrong_is_named_with_its_line(project, write, refused, text, line, message):
    """One line each."""
    write(text)
    [finding] = refused(read_synonyms, project)
    assert finding.startswith(f"source/synonyms.toml:{line}: {message}")
    assert finding.endswith(" [synonyms]")


def test_a_file_that_is_no_toml_is_named(project, write, refused):
    """As any other."""
    write("[pages")
    [finding] = refused(read_synonyms, project)
    assert finding.startswith("source/synonyms.toml:1: ")
