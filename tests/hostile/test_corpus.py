"""Each hostile catalogue is refused by its rule, in one line, before anything is built; the site stays as it is."""

import re

import pytest
from hostile_tree import CORPUS, PAGE_PO, assert_refused, corpus

from handbook.catalogs.checking import review
from handbook.catalogs.reader import read_catalogues
from handbook.project.project import load_project

CASES = corpus()
FIRSTS = {name.partition("/")[0]: name for name in reversed(CASES)}


@pytest.mark.whole
def test_each_hostile_entry_is_named_by_its_rule(guarded):
    """By the reader and the review, with which every build begins."""
    project = load_project(guarded)
    for name, (data, rule, line) in CASES.items():
        (guarded / PAGE_PO).write_bytes(data)
        catalogues, unread = read_catalogues(project, "fr")
        found = [*unread, *review(catalogues, project, "fr")]
        assert [(each.path, each.line, each.rule) for each in found].count((PAGE_PO, line, rule)) == 1, name


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in FIRSTS.values() else pytest.mark.whole) for name in CASES]
)
def test_a_hostile_entry_is_refused(guarded, run, name):
    """Nothing runs, nothing is fetched, nothing outside is read; `make test` takes the first of each rule."""
    data, rule, line = CASES[name]
    (guarded / PAGE_PO).write_bytes(data)
    assert_refused(run, guarded, PAGE_PO, line, rule)


def test_every_file_of_the_corpus_says_what_it_is():
    """Each lies in the folder of a rule, and its first line says which harm it would do."""
    files = [path for path in CORPUS.rglob("*") if path.is_file()]
    assert len(files) == len(CASES) >= 80
    assert all(re.match(r"# \S.{10,}", path.read_text("utf-8")) for path in files)
