"""Pages are read for the index as a query is read in the browser: the same words, by the same forms."""

import json
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_by_hand import node

from handbook.search.folding import fold
from handbook.search.tokens import reader

PAGES = tomllib.loads(Path(__file__).with_name("pages_in_languages.toml").read_text(encoding="utf-8"))
LITTLE = ["est", "ce", "que", "did", "us", "the"]
READ = """
const [search, file] = process.argv.slice(1);
const [little, texts] = JSON.parse(require("fs").readFileSync(file, "utf8"));
const { reader, fold } = require(search);
const read = reader({ stop: little });
const words = (text) => read(text).map(({ whole, isLittle, forms }) => [whole, isLittle, [...forms.keys()]]);
console.log(JSON.stringify(texts.map((text) => [fold(text), words(text)])));
"""
# What stands in words and between them, and what they are made of.
SIGNS = "aAéÉœßİıΣςДйё1٣½ -‐‑.,'’&/()\u00a0\u202f\u00ad\u200b\u200d\u200e\u2060\u0301\ufeff漢かガｶﾞ협ไำ́ي ك#٫"
ODD = [
    *("É.-U.", "U.S.", "C.-B.", "R&D", "Ph.D.", "co-op", "est-ce que DID", "DID", "WHAT DID US DO", "1 200"),
    *("613 555-0123", "(613) 555-0123", "12,5 %", "1.234,5", "1,5-2,5", "+33 1 23 45 67 89", "1960s", "m²", "ﬁn", "ｱ"),
    *("a\u200eb", "1\u200f 200", "__proto__", "constructor", "12-34-56-78-90-12-34-56", "-.-", "a.-b", "٣٫٥", "ŉ"),
    *("ΟΔΟΣ", "ΟΔΟΣ ΟΔΟΣ"),
]
TEXTS = {"pages": list(PAGES.values()), "odd": ODD, "signs": [sign * 3 for sign in SIGNS]}


def in_browser(tmp_path, texts):
    """Return how the script of the search folds and reads each text."""
    path = tmp_path / "texts.json"
    path.write_text(json.dumps([LITTLE, texts]), encoding="utf-8")
    return node(READ, path)


def here(texts):
    """Return how the index folds and reads each text."""
    reads = reader(LITTLE)
    return [
        [fold(text), [[word.whole, word.is_little, [form for form, _ in word.forms]] for word in reads.read(text)]]
        for text in texts
    ]


def differing(tmp_path, texts):
    """Return each text that the two read otherwise, with what they make of it."""
    made = zip(texts, here(texts), in_browser(tmp_path, texts), strict=True)
    return [(text, one, other) for text, one, other in made if one != other]


@pytest.mark.parametrize(
    "texts", [list(PAGES.values()), ODD, [sign * 3 for sign in SIGNS]], ids=["pages", "odd", "signs"]
)
def test_what_is_filed_is_what_is_looked_for(tmp_path, texts):
    """In every language, abbreviation and spelling."""
    assert differing(tmp_path, texts) == []


def test_any_text_is_read_alike(tmp_path):
    """Signs in any order: one process reads all that Hypothesis thinks of."""
    texts = []

    @settings(max_examples=400, database=None, deadline=None, derandomize=True)
    @given(st.text(alphabet=SIGNS, max_size=24))
    def collect(text):
        texts.append(text)

    collect()
    assert len(texts) > 100
    assert differing(tmp_path, texts) == []


def test_every_letter_is_folded_alike(tmp_path):
    """Each that Unicode had when Python learned of it: a browser may know more."""
    letters = [sign for sign in map(chr, range(sys.maxunicode)) if unicodedata.category(sign)[0] in "LMN"]
    assert len(letters) > 100_000
    found = in_browser(tmp_path, letters)
    assert [sign for sign, (folded, _) in zip(letters, found, strict=True) if folded != fold(sign)] == []
