"""The keys that lead to the search: in Node.js, on a page of which only the field of the search is there."""

import json

import pytest
from search_by_hand import THEME, run

PAGE = """
const [script, typed] = [process.argv[1], JSON.parse(process.argv[2])];
const heard = {};
const field = { focused: 0, focus() { this.focused += 1; }, select() {} };
const document = { documentElement: { dataset: {} }, getElementById: (id) => (id === "search-words" ? field : null) };
const localStorage = { getItem: (key) => (key === "handbook-slash" && typed.isOff ? "off" : null) };
const window = { document, localStorage, addEventListener: (name, act) => (heard[name] = act) };
require("vm").runInNewContext(require("fs").readFileSync(script, "utf8"), window);
let prevented = false;
const target = { closest: (names) => (typed.within && names.split(", ").includes(typed.within) ? {} : null) };
heard.keydown({ target, preventDefault: () => (prevented = true), ...typed });
console.log(JSON.stringify([field.focused, prevented]));
"""


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ({"key": "/"}, True),
        ({"key": "k", "ctrlKey": True}, True),
        ({"key": "K", "ctrlKey": True}, True),
        ({"key": "k", "metaKey": True}, True),
        ({"key": "k", "ctrlKey": True, "within": "input"}, True),
        ({"key": "/", "isOff": True}, False),
        ({"key": "k", "ctrlKey": True, "isOff": True}, True),
        ({"key": "k"}, False),
        ({"key": "/", "ctrlKey": True}, False),
        ({"key": "k", "ctrlKey": True, "altKey": True}, False),
        ({"key": "/", "isComposing": True}, False),
        ({"key": "/", "defaultPrevented": True}, False),
        *(({"key": "/", "within": name}, False) for name in ("input", "textarea", "select", "[contenteditable]")),
    ],
)
def test_keys_lead_to_the_search(typed, leads):
    """A slash where nobody is writing, and Ctrl or ⌘ with K anywhere; all others mean what they meant.

    A reader may turn the slash off, as WCAG 2.1.4 asks of one key alone.
    """
    assert run(PAGE, THEME / "static/reader.js", json.dumps(typed)) == [int(leads), leads]
