"""A TOML file tells where each of its keys stands."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_handbook import SMALL, write

from handbook.findings.finding import HandbookError
from handbook.texts.located_toml import read_toml

TEXT = """\
page = "agencies/did"  # line 1

[names.did]
en = { text = "DID" }

[[fact]]
id = "did.name"
evidence.en = "one"

[[fact]]
# a comment
id = "did.form"
"evidence"."fr" = "deux"
[topics."a.b"]
fr = "trois"
"""


def located(folder, text):
    """Write and read a TOML file."""
    write(folder / "facts.toml", text)
    return read_toml(folder / "facts.toml", folder)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("page",), 1),
        (("names", "did"), 3),
        (("names", "did", "en"), 4),
        (("fact", 0), 6),
        (("fact", 0, "id"), 7),
        (("fact", 0, "evidence", "en"), 8),
        (("fact", 1), 10),
        (("fact", 1, "id"), 12),
        (("fact", 1, "evidence", "fr"), 13),
        (("topics", "a.b", "fr"), 15),
        (("fact", 1, "absent"), 10),
        (("absent",), 1),
        ((), 1),
    ],
    ids=str,
)
def test_a_key_is_found_on_its_line(tmp_path, keys, line):
    """Headers, dotted and quoted keys are found; a key that is missing stands where its table begins."""
    assert located(tmp_path, TEXT).line(*keys) == line


def test_a_dotted_key_is_found_by_its_beginning(tmp_path):
    """Whoever wrote ``txt.fr`` wrote the unknown key ``txt`` on that line."""
    assert located(tmp_path, TEXT).line("fact", 0, "evidence") == 8


def test_the_words_of_a_long_text_are_no_keys(tmp_path):
    """What looks like a key inside a text of several lines hides none."""
    text = '[[fact]]\nnote = """\nid = "not an id"\n[names.x]\n"""\nid = "did.name"\n'
    document = located(tmp_path, text)
    assert document.line("fact", 0, "id") == 6
    assert document.line("names", "x") == 1


@given(st.lists(st.lists(st.sampled_from(["id", "kind", "note"]), unique=True), max_size=5), st.integers(0, 3))
def test_every_key_of_a_generated_file_is_found(tmp_path_factory, tables, blank):
    """However tables and empty lines follow one another, a line that is named holds its key."""
    lines = []
    for keys in tables:
        lines += [*[""] * blank, "[[fact]]", *(f'{key} = "x"' for key in keys)]
    document = located(tmp_path_factory.mktemp("toml"), "\n".join(lines) + "\n")
    for index, keys in enumerate(tables):
        assert lines[document.line("fact", index) - 1] == "[[fact]]"
        for key in keys:
            assert lines[document.line("fact", index, key) - 1].startswith(f"{key} =")


@given(st.integers(0, 400))
def test_a_file_cut_short_is_read_or_refused_with_a_line(tmp_path_factory, length):
    """Half a facts file never ends in a traceback."""
    text = (SMALL / "source/facts/birch.toml").read_text(encoding="utf-8")[:length]
    try:
        located(tmp_path_factory.mktemp("toml"), text)
    except HandbookError as error:
        [finding] = error.findings
        assert finding.rule == "toml"
        assert 1 <= finding.line <= text.count("\n") + 1
    else:
        tomllib.loads(text)


@pytest.mark.parametrize(
    ("data", "line", "rule"),
    [
        (b'page = "x"\nid = \n', 2, "toml"),
        (b'page = "x"\n\n[names\n', 3, "toml"),
        (b'page = "x"\npage = "y"\n', 2, "toml"),
        (b'page = "x"\n\nnote = "d\xe9j\xe0"\n', 3, "utf-8"),
    ],
    ids=["no-value", "open-header", "key-twice", "latin-1"],
)
def test_a_file_that_is_no_toml_is_refused_by_line(tmp_path, refused, data, line, rule):
    """The line says what to mend."""
    (tmp_path / "facts.toml").write_bytes(data)
    [found] = refused(read_toml, tmp_path / "facts.toml", tmp_path)
    assert found.startswith(f"facts.toml:{line}: ")
    assert found.endswith(f"[{rule}]")


def test_a_missing_file_is_a_finding(tmp_path, refused):
    """No traceback where a file was removed."""
    assert refused(read_toml, tmp_path / "facts.toml", tmp_path) == [
        "facts.toml:1: the file is missing; restore it [missing-file]"
    ]
