"""Whatever bytes a catalogue holds, it is read or refused by line and rule, soon; and what is read is what others read.

500 cases; 20,000 with ``make fuzz``.
"""

import io
import time
from datetime import timedelta

import pytest
from babel.messages.pofile import read_po
from coast_handbook import COAST
from hostile_tree import CORPUS, GOOD, HERE
from hypothesis import given, settings
from hypothesis import strategies as st
from sampled import sampled
from small_handbook import SMALL

from handbook.catalogs.checking import review
from handbook.catalogs.damage.recode import recoded
from handbook.catalogs.grammar import parse
from handbook.catalogs.message_structure import page_references
from handbook.catalogs.parity import differences
from handbook.catalogs.reader import read_catalogue
from handbook.findings.finding import HandbookError
from handbook.languages.lookup import pair_of
from handbook.project.project import load_project

PAIR = pair_of("en-CA", "fr-CA")
# Pages with every construct, and their French.
CONSTRUCTS = SMALL.parent / "ext/translation_corpus"
# No case takes so long.
LIMIT = timedelta(seconds=2)
CASES = max(500, settings.default.max_examples)

CATALOGUES = sorted([*SMALL.glob("locales/**/*.po"), *COAST.glob("locales/**/*.po"), *CONSTRUCTS.glob("*.po")])
REAL = [path.read_bytes() for path in CATALOGUES] + [GOOD]
ENTRIES = [path.read_bytes() for path in sorted(CORPUS.glob("*/*.po"))]
MESSAGES = sorted({text for data in REAL for entry in parse(data) for text in (entry.msgid, entry.msgstr) if text})
PAGES = [path.read_text("utf-8") for path in sorted([*SMALL.rglob("*.md"), *CONSTRUCTS.glob("*.md"), HERE / "page.md"])]
# Pieces of catalogues and of Markdown, which mean something where they fall.
PIECES = [
    *('"', "\\", "\n", "\r\n", "\r", '"\n"', 'msgid ""\n', 'msgstr "', "#~ ", "#, fuzzy\n", "#| ", "msgctxt ", "\\n"),
    *("\\q", "\\\n", "\\*", "\0", "\x1b", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\u00a0", "\u00ad"),
    *("<<<<<<< HEAD\n", "=======\n", "[", "](", "](x)", "![", "[^1]", "]: ", "<", ">", "<!--", "<script>", "&#x202e;"),
    *("\t", "  \n", ":::", "---\n", "1974", "1 200", "$2 million ", "twenty-one ", "le 3 mai "),
    *("1/3", "«", "~~", "<b>", "- [x] ", "https://a.example/en/x", "12 h 30", "$x^2$", "-5 °C", "2023–24"),
    *("&#60;", "`", "``", "*", "**", "_", "{name}`", "{fact}`x`", "{{ x }}", "{%", "$$", "```{include} x"),
    *("# ", "- ", "1. ", "> ", "% ", "+++", "(x)=", "    ", "|", "| - |", "\n: ", "http://", "javascript:"),
]  # fmt: skip


def share(part: float):
    """Return the settings of a test that takes its part of the cases."""
    return settings(max_examples=int(CASES * part), deadline=LIMIT)


@st.composite
def mutated(draw, originals):
    """Return the bytes of a real catalogue after a few accidents and attacks."""
    data = draw(st.sampled_from(originals))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data)))
        match draw(st.integers(0, 6)):
            case 0:
                data = data[:place] + bytes([draw(st.integers(0, 255))]) + data[place + 1 :]
            case 1:
                data = data[:place]
            case 2 | 3:
                data = data[:place] + draw(st.sampled_from(PIECES)).encode() + data[place:]
            case 4:
                lines = data.split(b"\n")
                one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
                lines[one], lines[other] = lines[other], lines[one]
                data = b"\n".join(lines)
            case 5:
                end = draw(st.integers(place, min(len(data), place + 400)))
                data = data[:place] + data[end:]
            case _:
                data = data[:place] + b"\n\n" + draw(st.sampled_from(ENTRIES)) + b"\n" + data[place:]
    return data


def read(path, data: bytes):
    """Return the messages of a catalogue, or None when it is refused as it should be."""
    path.write_bytes(data)
    try:
        return read_catalogue(path, path.parent)
    except HandbookError as error:
        [finding] = error.findings
        assert 1 <= finding.line <= recoded(data).count(b"\n") + 1  # as editors count lines
        assert finding.rule == "utf-8" or finding.rule.startswith("po-")
        assert "\n" not in finding.message
        return None


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Return where a catalogue is written."""
    return tmp_path_factory.mktemp("fuzz") / "page.po"


def as_babel_reads(data: bytes):
    """Return the messages of a catalogue as Sphinx and sphinx-intl get them."""
    catalogue = read_po(io.BytesIO(data), locale="fr", abort_invalid=True)
    return {message.id: (message.string, message.fuzzy) for message in catalogue if message.id}


@share(0.2)
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_random_bytes_are_read_or_refused(place, data):
    """No traceback, and a line that is there."""
    read(place, data)
    read(place, GOOD + b"\n" + data)


@share(0.4)
@given(data=mutated(REAL))
def test_what_is_read_is_what_babel_reads(place, data):
    """Two readers that differ would let a text be checked in one form and published in another."""
    messages = read(place, data)
    if messages is not None:
        ours = {each.msgid: (each.msgstr, each.is_fuzzy) for each in messages.values()}
        assert as_babel_reads(data) == ours


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a handbook of one page and one catalogue."""
    root = tmp_path_factory.mktemp("fuzz")
    (root / "pyproject.toml").write_bytes((SMALL / "pyproject.toml").read_bytes())
    (root / "source").mkdir()
    (root / "source/page.md").write_text("[a]\n\n[a]: https://example.org/\n", encoding="utf-8")
    (root / "locales/fr/LC_MESSAGES").mkdir(parents=True)
    return load_project(root)


@share(0.2)
@given(data=mutated(REAL))
def test_a_mutated_catalogue_is_reviewed(project, data):
    """Every finding has a line of the file, a rule, and one line of text."""
    path = project.catalogue("fr", "page")
    path.write_bytes(data)
    try:
        found = list(review({"page": read_catalogue(path, project.root)}, project, "fr"))
    except HandbookError as error:
        found = error.findings
    for finding in found:
        assert 1 <= finding.line <= data.count(b"\n") + data.count(b"\r") + 1
        assert finding.rule
        assert "\n" not in str(finding)


@st.composite
def messages(draw):
    """Return a message and something made of it."""
    msgid = draw(st.sampled_from(MESSAGES))
    msgstr = draw(st.sampled_from([msgid, "", draw(st.sampled_from(MESSAGES))]))
    for piece in draw(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), min_size=1, max_size=12)):
        place = draw(st.integers(0, len(msgstr)))
        msgstr = msgstr[:place] + piece * draw(st.sampled_from([1, 1, 1, 2, 150])) + msgstr[place:]
    return msgid, msgstr


@share(0.2)
@given(messages(), st.sampled_from(PAGES))
def test_any_two_texts_are_compared(pair, page):
    """In time, and each text is a translation of itself."""
    references = page_references(page)
    for rule, told in differences(*pair, references):
        assert rule
        assert told
    assert list(differences(pair[0], pair[0], references)) == []


SLOW = {
    **{f"repeated {piece!r}": (piece * 10_000)[:10_000] for piece in PIECES},
    "ticks of every length": "".join("`" * n + " " for n in range(1, 140)),
    "stars of every kind": "*a**b_c__d" * 1_000,
    "tags": "<a " * 3_333,
    "tags with attributes": '<a b="' * 1_666,
    "comments": "<!-- " * 2_000,
    "declarations": "<!A " * 2_500,
    "instructions": "<? " * 3_333,
    "data sections": "<![CDATA[" * 1_111,
    "entities": "&amp" * 2_500,
    "links in links": "[a](" * 2_500,
    "links behind brackets": "[" * 199 + "a" + "](b)" * 199,
    "roles in roles": "{a}`" * 2_500,
    "numbers": "1 111" * 2_000,
    "letters that grow": "\ufdfa" * 10_000,
    "addresses": "a." * 5_000,
    "mail": "a@" * 5_000,
    "mail that goes on": "a" * 5_000 + "@" + "a." * 2_500,
    "marks": "e\u0301" * 5_000,
    "quotes in quotes": "> " * 5_000,
    "spaces": " " * 9_999 + "x",
    "spaces in a role": "{doc}`a" + " " * 9_900 + "<`",
}


@pytest.mark.parametrize("text", sampled(SLOW, every=3))
def test_no_text_takes_long(text):
    """As a translation, and as a source, which a catalogue may make up; the best of three."""

    def cost():
        start = time.process_time()
        list(differences("Fair to all", text, {}, PAIR))
        list(differences(text, "Juste", {}, PAIR))
        return time.process_time() - start

    assert min(cost() for _ in range(3)) < LIMIT.total_seconds()
