"""Catalogues that are hostile by their bytes, their size or their place are refused before a message is looked at."""

import shutil

import pytest
from catalogue_files import BYTES, PLACES
from hostile_tree import CATALOGUES, PAGE_PO, assert_refused
from small_handbook import line_of


@pytest.mark.parametrize("name", BYTES)
def test_hostile_bytes_are_refused_by_line(guarded, run, name):
    """One line, no traceback, the site untouched."""
    data, line, rule = BYTES[name]
    (guarded / PAGE_PO).write_bytes(data)
    assert_refused(run, guarded, PAGE_PO, line, rule)


@pytest.mark.parametrize("name", PLACES)
def test_a_catalogue_in_a_hostile_place_is_refused(guarded, run, name):
    """Neither its words nor those of the file it leads to are read."""
    damage, rule = PLACES[name]
    locales, kept = guarded / "locales", guarded.parent / "locales as they were"
    shutil.copytree(locales, kept)
    try:
        path = damage(guarded / CATALOGUES, guarded.parent)
        line = line_of(guarded / path, "<script>") if rule == "markup" else 1
        assert_refused(run, guarded, path, line, rule)
    finally:
        shutil.rmtree(locales)
        kept.rename(locales)
