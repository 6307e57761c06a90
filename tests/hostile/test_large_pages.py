"""Pages that are made to cost much: each is read, or named in a line, soon, however much it asks for."""

import time

import pytest

# name -> a page at the size at which it took minutes, or memory without end
PAGES = {
    "word": "x" * 1_000_000,
    "backticks": "`" * 150_000,
    "backticks-apart": "` `` " * 30_000,
    "roles": "{sub}`x` " * 10_000,
    "roles-of-terms": "{term}`credit union` " * 10_000,
    "roles-in-paragraphs": "Text {sub}`x` here.\n\n" * 10_000,
    "roles-unknown": "{nope}`x`\n\n" * 10_000,
    "headings": "".join(f"## Heading {n}\n\n" for n in range(5_000)),
    "headings-alike": "## Heading\n\n" * 5_000,
    "rows": "| a | b |\n| - | - |\n" + "| c | d |\n" * 5_000,
    "rows-that-are-filled-up": "|" + "a|" * 5_000 + "\n|" + "-|" * 5_000 + "\n" + "|b\n" * 5_000,
    "links-that-lead-nowhere": "".join(f"[a](#place-{n}) " for n in range(20_000)),
    "definitions-twice": "[a]: https://example.org/\n" * 5_000,
    "directives": "```{note}\n" + "a\n\n" * 20_000 + "```\n",
    "entries": "- a\n" * 20_000,
    "quotes-in-quotes": ">" * 5_000 + " a",
    "emphasis-in-emphasis": "*a " * 5_000 + "b* " * 5_000,
    "includes-itself": "```{include} compare.md\n```\n" * 100,
    "contents-of-itself": "```{toctree}\ncompare\n```",
}
# Of one thing there is one line; the report sums up what one rule says more than a hundred times.
ONE_LINE = {
    *("roles", "roles-of-terms", "roles-in-paragraphs", "roles-unknown", "headings", "headings-alike", "rows"),
    *("rows-that-are-filled-up", "links-that-lead-nowhere", "directives", "entries", "quotes-in-quotes"),
    *("emphasis-in-emphasis", "backticks-apart"),
}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_takes_long(reading, name):
    """As long as a page of its limits: a few seconds, on a slow machine too."""
    start = time.process_time()
    done = reading.read(PAGES[name])
    assert time.process_time() - start < 10
    if name in ONE_LINE:
        assert [each.rule for each in done.findings if each.rule not in ("page-size", "nesting")] == []
        assert len(done.findings) == 1


def test_a_page_within_its_limits_is_read(reading):
    """A table of a thousand rows is none too many."""
    assert "page-size" not in reading.read("| a | b |\n| - | - |\n" + "| c | d |\n" * 900).rules()


def test_pages_that_include_one_another_come_to_an_end(reading):
    """Ten times each, six deep, would be a million; it is named once, and little of it is read."""
    source = reading.root / "source"
    for number in range(6):
        (source / f"p{number}.md").write_text(f"```{{include}} p{number + 1}.md\n```\n\n" * 10, "utf-8")
    (source / "p6.md").write_text("Text.\n", "utf-8")
    done = reading.read("```{include} p0.md\n```\n")
    assert [(each.rule, "200 times" in each.message) for each in done.findings] == [("page-size", True)]
    assert len(reading.read("```{include} p5.md\n```\n\n" * 15).findings) == 0
