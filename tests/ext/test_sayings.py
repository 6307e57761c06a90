"""Canaries: Sphinx and MyST say what we say otherwise, and hand on a phrase of ours as it is."""

from pathlib import Path

import pytest
from small_handbook import append, write, write_small_handbook
from sphinx.environment import _traverse_toctree
from sphinx.util.docutils import docutils_namespace

from handbook.build.edition import sphinx_application
from handbook.facts.registry import load_registry
from handbook.findings.phrase import Phrase
from handbook.project.project import Edition, load_project
from handbook.sphinx.complaints import SAYINGS, Complaints, in_our_words
from handbook.sphinx.repairs import circles

ODD = """\
# Odd

[dead](nowhere.md), [no place](index.md#nowhere), <project:nowhere.md>, {doc}`/nowhere`, {ref}`no-label`,
{numref}`no-label`, {ref}`of-a-paragraph`, {term}`no such term`, {download}`nothing.zip`, {fact}`no.fact`

(of-a-paragraph)=
A paragraph[^twice].

![nothing](nothing.png)

[^alone]: Nothing refers to this.
[^twice]: One.
[^twice]: Two.

[label]: https://example.org/a
[label]: https://example.org/b
"""
CONTENTS = """

```{toctree}
nowhere
untitled
untitled
circle
selfish
```
"""


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> Complaints:
    """Return what Sphinx complains of where everything is wrong."""
    root = write_small_handbook(tmp_path_factory.mktemp("rien ne va"))
    source = root / "source"
    write(source / "odd.md", ODD)
    write(source / "untitled.md", "A paragraph.\n")
    write(source / "front.md", "---\nfront: [\n---\n# Front\n")
    write(source / "circle.md", "# Circle\n\n```{toctree}\nround\n```\n")
    write(source / "round.md", "# Round\n\n```{toctree}\ncircle\n```\n")
    write(source / "selfish.md", "# Selfish\n\n```{toctree}\nselfish\n```\n")
    append(source / "index.md", CONTENTS)
    project, complaints = load_project(root), Complaints()
    edition = Edition(project=project, language="en", siblings=())
    with docutils_namespace():  # whoever builds something else in this process finds nothing registered
        sphinx_application(edition, load_registry(project), {}, Path(root / "out"), complaints).build(force_all=True)
    return complaints


@pytest.mark.parametrize("rule", SAYINGS)
def test_each_saying_is_said(complaints, rule):
    """Else Sphinx says it otherwise now, or no more: bring sayings.py in step."""
    said = [in_our_words(rule, each.message) for each in complaints.records if each.rule == rule]
    assert {words.msgid for words in said if words} == {words.msgid for _, words in SAYINGS[rule]}


def test_what_is_said_under_these_rules_is_known(complaints):
    """What is left are phrases of ours."""
    left = {each.rule: each.message for each in complaints.records if not in_our_words(each.rule, each.message)}
    assert left.keys() == {"fact-unknown", "page-title"}


def test_sphinx_follows_toctrees_that_lead_in_a_circle():
    """It sees no more than a page that lists itself. Once this fails, sphinx/repairs.py can go."""
    with pytest.raises(RecursionError):
        list(_traverse_toctree(set(), None, "circle", {"circle": ["round"], "round": ["circle"]}))


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        ({"a": ["b", "c"], "b": ["c"]}, []),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, [["b", "c", "b"]]),
        ({"a": ["a"]}, [["a", "a"]]),
        ({"a": ["b"], "c": ["d"], "d": ["e"], "e": ["c", "d"]}, [["c", "d", "e", "c"], ["d", "e", "d"]]),
        ({"a": ["b", "b"], "b": []}, []),
    ],
)
def test_circles_are_found(lists, found):
    """Wherever they begin; what is listed twice, or by two pages, is none."""
    assert list(circles(lists)) == found


def test_a_long_chain_is_followed():
    """Longer than Python would call a function from itself."""
    chain = {str(number): [str(number + 1)] for number in range(5000)}
    assert list(circles(chain)) == []


def test_a_phrase_of_ours_comes_back_as_one(complaints):
    """With its place and its rule beside it: Sphinx would print it, and put both into the text."""
    [ours] = [each for each in complaints.records if each.rule == "fact-unknown"]
    assert isinstance(ours.message, Phrase)
    assert ours.message == "unknown fact “no.fact”; write an id that stands in source/facts"
    assert ours.location.endswith("source/odd.md:3")


def test_what_is_said_otherwise_is_left(complaints):
    """A name with a quote or a backslash in it, too: Python writes it otherwise."""
    assert in_our_words("ref.doc", "unknown document: 'a\\\\b'") is None
    assert in_our_words("ref.doc", "no document: 'a'") is None
    assert in_our_words("no.rule", "unknown document: 'a'") is None
