"""What Sphinx 9.0 and MyST-Parser 5.2 say of pages, in words of ours: theirs are English only.

A saying that is not known here, or no longer said so, is left as it is.
"""

import re
from collections.abc import Mapping

from handbook.phrase import Phrase, phrase

# Without backslashes, so that what is quoted is what was written.
_NAME = r"'(?P<{}>[^'\\]+)'"


def _quoting(before: str, *names: str) -> str:
    """Return the pattern of a saying that ends with names in quotes, the first of them behind `before`."""
    return before + ": ".join(_NAME.format(name) for name in names)


# Rule -> what is said under it, and how we say it. The groups are the gaps of the phrase, or what `nearest` looks for.
SAYINGS: Mapping[str, tuple[tuple[str, Phrase], ...]] = {
    "myst.xref_missing": (
        (
            _quoting("'myst' cross-reference target not found: ", "target"),
            phrase("the link to “{target}” leads nowhere"),
        ),
        (_quoting("Unknown source document ", "page"), phrase("there is no page “{page}”")),
        (
            _quoting("local id not found in doc ", "page", "anchor"),
            phrase("there is no place “{anchor}” on the page “{page}”"),
        ),
    ),
    "ref.doc": ((_quoting("unknown document: ", "page"), phrase("there is no page “{page}”")),),
    "ref.ref": (
        (_quoting("undefined label: ", "label"), phrase("there is no label “{label}”")),
        (
            _quoting("Failed to create a cross reference. A title or caption not found: ", "label"),
            phrase("what the label “{label}” stands before has no title, and no caption"),
        ),
    ),
    "ref.term": ((_quoting("term not in glossary: ", "term"), phrase("the glossary has no term “{term}”")),),
    "ref.footnote": (
        (r"Footnote \[(?P<note>[^]]+)\] is not referenced\.", phrase("nothing refers to the footnote “{note}”")),
        (
            _quoting("Duplicate footnote definition found for label: ", "note"),
            phrase("the footnote “{note}” is written twice"),
        ),
    ),
    "toc.not_readable": (
        (
            _quoting("toctree contains reference to non-?existing document ", "page"),
            phrase("the toctree lists a page that does not exist: “{page}”"),
        ),
    ),
    "toc.not_included": (("document isn't included in any toctree", phrase("no toctree lists the page")),),
    "toc.no_title": (
        (
            _quoting("toctree contains reference to document ", "listed")
            + " that doesn't have a title: no link will be generated",
            phrase("the toctree lists a page without a title: “{listed}”"),
        ),
    ),
    "toc.duplicate_entry": (
        (r"duplicated entry found in toctree: (?P<listed>.+)", phrase("the toctree lists the page “{listed}” twice")),
    ),
    "toc.circular": (
        (
            r"circular toctree references detected, ignoring: (?P<pages>.+)",
            phrase("toctrees lead in a circle: {pages}"),
        ),
    ),
    "image.not_readable": (
        (r"image file not readable: (?P<picture>.+)", phrase("the picture “{picture}” cannot be read")),
    ),
    "download.not_readable": (
        (r"download file not readable: (?P<file>.+)", phrase("the file “{file}” cannot be read")),
    ),
    "myst.duplicate_def": (
        ("Duplicate reference definition: (?P<label>.+)", phrase("the link “{label}” is defined twice")),
    ),
    "myst.header": (
        (
            r"Document headings start at H(?P<level>\d), not H1",
            phrase("the first heading is of level {level}, not of level 1"),
        ),
        (
            r"Non-consecutive header level increase; H(?P<before>\d) to H(?P<level>\d)",
            phrase("a heading of level {level} follows one of level {before}"),
        ),
    ),
    "myst.topmatter": (("Malformed YAML", phrase("the front matter is no YAML")),),
}


def in_our_words(rule: str, text: str) -> Phrase | None:
    """Return what is said under a rule as we say it, with the names in it as values; None where that is not known."""
    for pattern, words in SAYINGS.get(rule, ()):
        if said := re.fullmatch(pattern, text):
            return words.format(**said.groupdict())
    return None
