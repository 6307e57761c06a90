"""A setting is declared once: what it may be, its default and the page of the settings follow from that."""

from datetime import date

import pytest
from small_handbook import replace

from handbook.project.declarations import keys_of
from handbook.project.project import Project, load_project
from handbook.project.settings import Settings, complaints

KEYS = keys_of(Settings)
NEEDED = {"languages": ["en"], "title": {"en": "A"}, "subtitle": {"en": "B"}, "publisher": {"en": "C"}}


def test_what_is_needed_is_enough():
    """Languages and three texts make a handbook; without one of them there is none."""
    assert {key for key, (_, _, is_needed) in KEYS.items() if is_needed} == NEEDED.keys()
    assert list(complaints(NEEDED)) == []
    for key in NEEDED:
        assert [name for name, _ in complaints({name: NEEDED[name] for name in NEEDED if name != key})] == [key]


@pytest.mark.parametrize("key", KEYS)
def test_a_value_of_another_type_is_refused(key):
    """No setting is a day; and the line that is to be corrected is that of the key."""
    assert [name for name, _ in complaints({**NEEDED, key: date(2026, 1, 1)})] == [key]


def test_a_key_fills_one_field_of_a_project():
    """None is declared that no project has, and none twice."""
    names = [name for name, _, _ in KEYS.values()]
    assert len(set(names)) == len(names)
    assert set(names) <= Project.__dataclass_fields__.keys()


def test_a_title_that_is_no_text_is_refused_where_nobody_reads_it_yet(tree, refused):
    """What is not published is loaded, too."""
    replace(tree / "pyproject.toml", 'fr = "Un petit guide"', "fr = 3")
    replace(tree / "pyproject.toml", 'languages = ["en", "fr"]', 'languages = ["en", "fr"]\npublish = ["en"]')
    assert any("title needs a text for each language" in line for line in refused(load_project, tree))


def test_what_a_setting_is_judged_by_hides_nothing_where_it_is_wrong_itself():
    """Outputs, the language of the pages, those that are published: all that is wrong is told in one round."""
    table = {"languages": ["en"], "title": 3, "subtitle": {"en": "a"}, "publisher": {"en": "a"}, "paper": 5}
    basic = {"outputs": ["epub"], "source_language": "xx", "publish": "fr"}
    for wrong in ({}, *({key: value} for key, value in basic.items()), basic):
        assert {key for key, _ in complaints({**table, **wrong})} == {"title", "paper", *wrong}
