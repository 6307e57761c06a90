"""Each hostile catalogue is refused by its rule, in one line, before anything is built; the site stays as it is."""

import re

import pytest
from hostile_tree import CORPUS, PAGE_PO, assert_refused, corpus

CASES = corpus()


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_entry_is_refused(guarded, run, name):
    """Nothing runs, nothing is fetched, nothing outside is read."""
    data, rule, line = CASES[name]
    (guarded / PAGE_PO).write_bytes(data)
    assert_refused(run, guarded, PAGE_PO, line, rule)


def test_every_file_of_the_corpus_says_what_it_is():
    """Each lies in the folder of a rule, and its first line says which harm it would do."""
    files = [path for path in CORPUS.rglob("*") if path.is_file()]
    assert len(files) == len(CASES) >= 80
    assert all(re.match(r"# \S.{10,}", path.read_text("utf-8")) for path in files)
