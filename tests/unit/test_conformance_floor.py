"""The floor of browsers: what stands above it is named, however it is written; not what asks first, or has a reason."""

import json
import os
import re
from pathlib import Path

import pytest

from conformance.floor import read_floor, run_floor
from conformance.packages import fetch_packages
from conformance.tools import ConformanceError

ROOT = Path(__file__).parents[2]
BROWSER_TESTS = ROOT / "tests" / "browser"

# Each file uses one thing that Firefox 115, Chrome 109 or Safari 15.4 lacks, and is told by it.
ABOVE = {
    "property.css": ("a { text-wrap: balance }", "css.properties.text-wrap"),
    "keyword.css": ("a { overflow: visible; overflow: clip }", "css.properties.overflow.clip"),
    "function.css": ("a { color: red; color: light-dark(red, blue) }", "css.types.color.light-dark"),
    "function-of-a-variable.css": ("a { --x: oklch(1 2 3) }", "css.types.color.oklch"),
    "relative.css": ("a { color: rgb(from red r g b) }", "css.types.color.rgb.relative_syntax"),
    "unit.css": ("a { width: 3cqw }", "css.types.length.container_query_length_units"),
    "operator.css": ('a::before { content: "x"; content: "x" / "" }', "css.properties.content.alt_text"),
    "class.css": ("a:has(b) { color: red }", "css.selectors.has"),
    "nested-class.css": ("a:not(:popover-open) { color: red }", "css.selectors.popover-open"),
    "nesting.css": ("a { &:hover { color: red } }", "css.selectors.nesting"),
    "at-rule.css": ("@container (min-width: 3rem) { a { color: red } }", "css.at-rules.container"),
    "range.css": ("@media (width >= 3rem) { a { color: red } }", "css.at-rules.media.range_syntax"),
    "descriptor.css": ("@font-face { font-family: a; size-adjust: 90% }", "css.at-rules.font-face.size-adjust"),
    "other-question.css": (
        "@supports (color: red) { a { text-wrap: balance } }",
        "css.properties.text-wrap",
    ),
    "broken.css": ("a { color: red; } b { : }", "it cannot be read"),
    "method.js": ("[3].toSorted()", "javascript.builtins.Array.toSorted"),
    "static.js": ("Object.groupBy([], String)", "javascript.builtins.Object.groupBy"),
    "iterator.js": ("new Map().values().map(String)", "javascript.builtins.Iterator.map"),
    "builtin.js": ("new Intl.Segmenter()", "javascript.builtins.Intl.Segmenter"),
    "global.js": ("navigation.back()", "api.Window.navigation"),
    "dom.js": ("document.body.checkVisibility()", "api.Element.checkVisibility"),
    "event.js": ('addEventListener("scrollend", alert)', "scrollend_event"),
    "pattern.js": ("/(?<=a)b/.test(1)", "javascript.regular_expressions.lookbehind_assertion"),
    "pattern-of-text.js": ("new RegExp(`(?<!a)${location}`)", "javascript.regular_expressions.lookbehind_assertion"),
    "flag.js": ("/a/v.test(1)", "javascript.builtins.RegExp.unicodeSets"),
    "syntax.js": ("class A { static { alert() } }", "javascript.classes.static.initialization_blocks"),
    "other-question.js": ("if (document.hidden) document.startViewTransition()", "api.Document.startViewTransition"),
    "broken.js": ("(", "no script that can be read"),
}
# What may stand in a file: everything in the floor, and above it what is asked for.
WITHIN = {
    "plain.css": "a:is(b) { inset: 0; color: rgb(0 0 0 / 0.3); width: 3dvh } @layer a;",
    "plain.js": "const a = [1, 2].at(-1)?.b ?? structuredClone({}); class B extends Map { c() { return a ** 2 } }",
    "own.js": "const own = { union() { return 1 } }; own.union()",
}
# What a file asks for first may stand in it, where the list says how pages are looked at without it.
ASKED = {
    "asked.css": ("@supports (text-wrap: balance) { a { text-wrap: balance } }", "css.properties.text-wrap"),
    "asked-of-a-selector.css": ("@supports selector(:has(*)) { a:has(b) { color: red } }", "css.selectors.has"),
    "asked.js": (
        'if ("startViewTransition" in document) document.startViewTransition()',
        "api.Document.startViewTransition",
    ),
    "asked-in-a-call.js": ("document.checkVisibility?.()", "api.Element.checkVisibility"),
}
# With a reason in the list; but what takes its place stands before it, and no more is lost than that.
REASONS = [{"feature": "css.types.color.light-dark", "why": "x"}, {"feature": "css.selectors.popover-open", "why": "x"}]
WITH_REASON = {
    "before.css": ("a { color: red; color: light-dark(red, blue) }", ""),
    "whole.css": ("a:popover-open { color: red }", ""),
    "alone.css": ("a { color: light-dark(red, blue) }", "does not stand before it"),
    "after.css": ("a { color: light-dark(red, blue); color: red }", "does not stand before it"),
    "shared.css": ("a:popover-open, b { color: red }", "does not stand before it"),
}


def judged(files, optional=()):
    """Return what is said of each file, by its name."""
    modules = fetch_packages(BROWSER_TESTS, ROOT / "build" / "tools" / "browser", os.environ)
    verdict = read_floor(
        run_floor(BROWSER_TESTS, modules, [], json.dumps({"files": files, "optional": list(optional)})), "site"
    )
    messages = {name: [] for name in files}
    for finding in verdict.broken:
        messages[finding.path.removeprefix("site/")].append(finding.message)
    return messages


@pytest.mark.whole
def test_what_stands_above_the_floor_is_named():
    """And nothing else."""
    said = judged({name: text for name, (text, _) in ABOVE.items()} | WITHIN)
    assert {name: said[name] for name, (_, path) in ABOVE.items() if path not in " ".join(said[name])} == {}
    assert {name: said[name] for name in WITHIN if said[name]} == {}
    assert {name: said[name] for name in ABOVE if len(said[name]) != 1} == {}


@pytest.mark.whole
def test_what_is_asked_for_first_is_renamed_once():
    """Or nobody has looked at a page of a browser that says no; a reason alone does not do."""
    texts = {name: text for name, (text, _) in ASKED.items()}
    entries = [{"feature": path, "why": "x"} for _, path in ASKED.values()]
    for optional in ([], entries):
        said = judged(texts, optional)
        assert {name: said[name] for name, (_, path) in ASKED.items() if path not in " ".join(said[name])} == {}
        assert all("is asked for first" in message for messages in said.values() for message in messages)
    said = judged(texts, [{**entry, "renamed": "x"} for entry in entries])
    assert {name: messages for name, messages in said.items() if messages} == {}


@pytest.mark.whole
def test_a_reason_does_not_replace_what_an_older_browser_takes():
    """It has to stand before; and a reason for what nothing uses is none."""
    said = judged({name: text for name, (text, _) in WITH_REASON.items()}, REASONS)
    assert {name: said[name] for name, (_, why) in WITH_REASON.items() if why not in " ".join(said[name])} == {}
    assert {name for name in WITH_REASON if not said[name]} == {"before.css", "whole.css"}
    idle = judged({"a.css": "a { color: red }"}, REASONS[:1])
    assert idle == {"a.css": ["floor.json has css.types.color.light-dark, which nothing uses"]}


def test_what_is_optional_has_a_reason():
    """One entry for each, beside a version for each browser."""
    floor = json.loads((BROWSER_TESTS / "floor.json").read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"\d+(\.\d+)?", version) for version in floor["browsers"].values())
    features = [each["feature"] for each in floor["optional"]]
    assert len(set(features)) == len(features)
    assert all(each["why"] and re.compile(each["renamed"].replace("(?<=", "(?:")) for each in floor["optional"])


@pytest.mark.parametrize(
    "report",
    ["", "{}", '{"files": 0, "passed": 0, "broken": []}', '{"files": 2, "passed": 0, "broken": []}'],
)
def test_a_floor_that_nothing_was_held_to_is_no_success(report):
    """Silence is not consent."""
    with pytest.raises(ConformanceError, match="browser floor"):
        read_floor(report, "site")


def test_the_docs_name_the_floor():
    """In the versions of the one list."""
    browsers = json.loads((BROWSER_TESTS / "floor.json").read_text(encoding="utf-8"))["browsers"]
    names = {"chrome": "Chrome", "firefox": "Firefox ESR", "safari_ios": "iOS"}
    text = (ROOT / "docs" / "engineers.md").read_text(encoding="utf-8")
    assert [each for each, version in browsers.items() if f"{names[each]} {version}" not in text] == []
