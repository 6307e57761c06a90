"""TOML that is deep, or holds what is no number any more, is one line that says where."""

import pytest
from small_handbook import append, replace

from handbook.findings.finding import HandbookError
from handbook.texts.located_toml import read_toml
from handbook.texts.text_files import TomlError, toml_values

# name -> (a text that tomllib cannot follow, or that means too much, the line of it)
TOML = {
    "lists": ("\nx = " + "[" * 4_000 + "]" * 4_000, 2),
    "lists-over-lines": ("\n\nx = [\n" + "[\n" * 20_000 + "]\n" * 20_001, None),
    "tables": ("\nx = " + "{a=" * 2_000 + "1" + "}" * 2_000, 2),
    "digits": (f"\n\nx = {'9' * 5_001}", 3),
    "digits-with-underscores": (f"x = 1{'_000' * 2_000}", 1),
    "digits-in-a-list": (f"y = 1\nx = [1, {'9' * 5_001}]", 2),
    "a-line-of-dots": ("\n" + "a." * 20_000 + "b = 1", 2),
    "a-line-of-hex": (f"x = 0x{'f' * 500_000}", 1),
    "a-text-that-never-ends": ('x = "' + "y" * 150_000, 1),
    "not-toml": ("\n[x", 2),
}
# And what tomllib does follow.
MEANT = {
    "dots": ("\n" + "a." * 100 + "b = 1", 2),
    "header": ("\n[" + "a." * 4_000 + "b]", None),
    "number": (f"\nx = {'9' * 16}", 2),
    "number-below-nought": (f"\nx = -{'9' * 4_000}", 2),
    "number-in-hex": (f"\nx = 0x{'f' * 4_999}", 2),
    "list": ("\nx = " + "[" * 100 + "]" * 100, 2),
}


@pytest.mark.parametrize("name", TOML)
def test_toml_that_cannot_be_followed_is_named(name):
    """At the line that the reader was at."""
    text, line = TOML[name]
    with pytest.raises(TomlError) as caught:
        toml_values(text)
    assert line in (None, caught.value.line)
    assert len(str(caught.value.message)) < 200


@pytest.mark.parametrize("name", [*TOML, *MEANT])
def test_facts_and_settings_name_it_alike(tree, run, name):
    """One line each, by every command."""
    text, line = (TOML | MEANT)[name]
    path = tree / "large.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HandbookError) as caught:
        read_toml(path, tree)
    assert {each.path for each in caught.value.findings} == {"large.toml"}
    assert line in (None, *(each.line for each in caught.value.findings))
    append(tree / "source/facts/maple.toml", text)
    done = run(tree, "po", "update")
    assert (done.code, done.output) == (1, "")
    assert "source/facts/maple.toml:" in done.errors
    assert done.errors.count("\n") == 1


@pytest.mark.parametrize("name", TOML)
def test_settings_name_it(tree, run, name):
    """Before anything else is read."""
    append(tree / "pyproject.toml", TOML[name][0])
    done = run(tree, "build")
    assert (done.code, done.output) == (1, "")
    assert done.errors.startswith("pyproject.toml:")
    assert done.errors.count("\n") == 1


def test_a_number_of_a_fact_is_one_that_can_be_read(tree, run):
    """And worded."""
    line = replace(tree / "source/facts/maple.toml", "n = 1200", f"n = 0x{'f' * 4_000}")
    done = run(tree, "po", "update")
    assert done.errors.count("\n") == 1
    assert done.errors.endswith("the number has more than 15 digits; shorten it [toml]\n")
    assert done.errors.startswith(f"source/facts/maple.toml:{line}: ")
