"""A shape is right about every value: none raises, whatever TOML can hold."""

from datetime import date, datetime

import pytest

from handbook.findings.phrase import phrase
from handbook.project import shapes
from handbook.project.shapes import either, list_of, of_type, one_of, table_of, table_with, unknown_keys, wrong_values

VALUES = [
    *("", " ", "a", "b", "2026-01-31", "20260131", "https://example.org/", 0, 1, 10, -1, True, False, 1.5),
    *([], ["a"], ["a", "b"], [1], {}, {"a": "b"}, {"a": 1}, {"a": "b", "c": 1}),
    *(date(2026, 1, 31), datetime(2026, 1, 31, 12)),
]
# shape -> what of VALUES is right by it
SHAPES = {
    "anything": (shapes.anything, VALUES),
    "text": (of_type(str), VALUES[:7]),
    "flag": (of_type(bool), [True, False]),
    "date": (of_type(date), [date(2026, 1, 31)]),
    "text-that-says-something": (shapes.is_text, VALUES[2:7]),
    "address": (shapes.is_address, ["https://example.org/"]),
    "day": (shapes.is_day, ["2026-01-31"]),
    "number": (shapes.whole_number(), [0, 1, 10, -1]),
    "number-from-one": (shapes.whole_number(least=1), [1, 10]),
    "number-of-tens": (shapes.whole_number(step=10), [0, 10]),
    "pattern": (shapes.matching("[ab]"), ["a", "b"]),
    "choice": (one_of(("a", "c")), ["a"]),
    "either": (either(one_of(("a",)), list_of(of_type(int))), ["a", [], [1]]),
    "list": (list_of(of_type(str)), [[], ["a"], ["a", "b"]]),
    "list-of-two": (list_of(of_type(str), least=2, most=2), [["a", "b"]]),
    "table": (table_of(of_type(str)), [{}, {"a": "b"}]),
    "table-of-one": (table_of(shapes.anything, is_key=one_of(("a",)), least=1), [{"a": "b"}, {"a": 1}]),
    "needed": (table_with({"a": shapes.anything}), [{"a": "b"}, {"a": 1}]),
    "optional": (table_with({}, {"a": of_type(str)}), [{}, {"a": "b"}]),
    "open": (table_with({"a": of_type(str)}, is_open=True), [{"a": "b"}, {"a": "b", "c": 1}]),
    "texts": (shapes.texts_in(["a"]), [{"a": "b"}]),
    "texts-and-others": (shapes.texts_in(["a"], is_open=True), [{"a": "b"}, {"a": "b", "c": 1}]),
}


@pytest.mark.parametrize(("is_right", "right"), SHAPES.values(), ids=SHAPES.keys())
def test_a_shape_takes_what_it_says(is_right, right):
    """Not one value more; the type counts, since true is a number for Python."""
    assert [repr(value) for value in VALUES if is_right(value)] == [repr(value) for value in right]


def test_a_declaration_names_what_has_another_shape():
    """With the key in the message; what is left out is judged where it is needed."""
    declared = {"a": (of_type(str), phrase("{key} is {what}")), "b": (of_type(int), phrase("{key} is no number"))}
    assert list(wrong_values({"a": 1}, declared, what="odd")) == [(("a",), "a is odd")]
    assert list(wrong_values({"a": "x"}, declared, needed=["b"], what="odd")) == [(("b",), "b is no number")]


def test_a_key_that_means_nothing_is_named_beside_those_that_do():
    """In alphabetical order, whatever the order of the file."""
    faults = unknown_keys({"z": 1, "a": 1, "y": 1}, ["a", "b"], phrase("no {key} in {place}, only {keys}"), place="x")
    assert list(faults) == [(("y",), "no y in x, only a, b"), (("z",), "no z in x, only a, b")]
