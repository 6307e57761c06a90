"""The table of what a page may be made of: an entry per construct, nested in others where that was ever a question.

`write_torture_handbook` makes a handbook of it: each construct stands in a section of its own, once alone and once
beside a table. A new construct joins by one entry; words in CAPITALS are those that every output must hold, each once.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from small_handbook import add_page, replace, without_leaflets, write_small_handbook

# The words by which a text is found again: no other page has them, and no sentence shares one with another.
MARK = re.compile(r"\b[A-Z]{3,}[A-Z0-9]*Q[A-Z]\b")
DESCRIPTION = "What a page says of itself."
TABLE = "| FIRST{0}QT | Second |\n| --- | --- |\n| one | two |"


@dataclass(frozen=True, kw_only=True, slots=True)
class Construct:
    """A construct: its name, what a page holds of it, and notes that stand at the end of the page.

    `{0}` in either is replaced, so that the marks of one section are no other’s.
    """

    name: str
    text: str
    notes: str = ""


CONSTRUCTS = (
    Construct(
        name="paragraph", text="A plain sentence PLAIN{0}QT stands here.\n\nAnother one PLAIN{0}QU stands below."
    ),
    Construct(
        name="emphasis",
        text="Words with *stress STRESS{0}QT* and **weight WEIGHT{0}QT**, `code CODE{0}QT` and {sup}`up CODEUP{0}QT`.",
    ),
    Construct(name="bullets", text="- Bullet BULLET{0}QT\n- Bullet BULLET{0}QU\n\n  More BULLET{0}QV of it.\n"),
    Construct(name="numbers", text="1. Number NUMBER{0}QT\n2. Number NUMBER{0}QU\n"),
    Construct(name="numbers from nine", text="9. Nine NINE{0}QT\n10. Ten NINE{0}QU\n11. Eleven NINE{0}QV\n"),
    Construct(
        name="lists in lists",
        text="1. Outer OUTER{0}QT\n\n   - Inner INNER{0}QT\n\n     1. Innermost INNER{0}QU\n\n        ```text\n"
        "        deep = CODEDEEP{0}QT\n        ```\n\n   - Inner INNER{0}QV\n2. Outer OUTER{0}QU\n",
    ),
    Construct(
        name="quotation", text="> Quoted QUOTED{0}QT words.\n>\n> > Within QUOTED{0}QU it.\n>\n> - List QUOTED{0}QV\n"
    ),
    Construct(
        name="definitions",
        text="Term TERM{0}QT\n: Meaning TERM{0}QU of it.\n\n  More TERM{0}QV of it.\n\nTerm TERM{0}QW\n: Meaning\n\n"
        "  1. One TERM{0}QX\n",
    ),
    Construct(name="code", text="```text\nshort = CODESHORT{0}QT\n\nlonger = CODESHORT{0}QU" + " words" * 30 + "\n```"),
    Construct(name="code that is none", text='```json\n{"not": CODEJSON{0}QT ... at all\n```'),
    Construct(
        name="numbered code",
        text="```{code-block} text\n:linenos:\n:emphasize-lines: 2\n\na = CODELINED{0}QT\nb = CODELINED{0}QU\n```",
    ),
    Construct(name="indented code", text="Before INDENT{0}QT code.\n\n    indented = CODEINDENT{0}QU\n"),
    Construct(name="rule", text="Above RULE{0}QT it.\n\n---\n\nBelow RULE{0}QU it."),
    Construct(
        name="levels", text="### Third THIRD{0}QT\n\nText THIRD{0}QU.\n\n#### Fourth THIRD{0}QV\n\nText THIRD{0}QW."
    ),
    Construct(
        name="link",
        text="A [link LINK{0}QT](https://example.org/link{0}) to the web, and [one](compare.md) inside LINK{0}QU.",
    ),
    Construct(
        name="footnotes",
        text="A note[^n{0}] and again[^n{0}], FOOT{0}QT.\n\n- In a list[^m{0}] FOOT{0}QU\n",
        notes="[^n{0}]: First NOTE{0}QT of them.\n[^m{0}]: Second NOTE{0}QU of them.\n\n    With more NOTE{0}QV.",
    ),
    Construct(
        name="footnote in a box",
        text="```{note}\nBoxed BOXED{0}QT with a note.[^b{0}]\n```",
        notes="[^b{0}]: From a box NOTED{0}QT.",
    ),
    Construct(
        name="boxes",
        text=":::{warning}\nWarned WARNED{0}QT of it.\n\n1. Step WARNED{0}QU\n\n"
        "   ```text\n   run CODEWARNED{0}QV\n   ```\n\n"
        "| A WARNED{0}QW | B |\n| --- | --- |\n| c | d |\n:::",
    ),
    Construct(
        name="box in a list",
        text="1. Item BOXLIST{0}QT\n\n   :::{tip}\n   Tipped BOXLIST{0}QU off.\n   :::\n2. Item BOXLIST{0}QV\n",
    ),
    Construct(name="topic", text=":::{topic} Topic TOPIC{0}QT\nOf TOPIC{0}QU it.\n:::"),
    Construct(name="picture", text="![A picture PICTURE{0}QT](wide.png)\n\nBelow PICTURE{0}QU it."),
    Construct(
        name="figure in a list",
        text="- Item FIGURE{0}QT\n\n  :::{figure} wide.png\n  :alt: A picture FIGURE{0}QU\n\n"
        "  Caption FIGURE{0}QV of it.\n  :::\n",
    ),
    Construct(
        name="aligned table",
        text="| `CODELEFT{0}QT` | `CODECENTRE{0}QT` | `CODERIGHT{0}QT` |\n"
        "| :--- | :---: | ---: |\n| l | c | r |\n"
        "| `CODELEFT{0}QU` and on | `CODECENTRELY{0}QU` | `CODERIGHTLY{0}QU` |",
    ),
    Construct(
        name="long table",
        text="| `longhead` | Second |\n| --- | --- |\n| LONG{0}QT | two |\n" + "| `longrow` | two |\n" * 50,
    ),
    Construct(
        name="wide table",
        text="| WIDE{0}QT | International b | International c | International d | International e | International f |\n"
        + "|---" * 6
        + "|\n"
        + "| understanding " * 6
        + "|",
    ),
    Construct(
        name="stacked table",
        text="| "
        + " | ".join(f"HEAD{letter}{{0}}QT" for letter in "ABCDEFGHIJKLMN")
        + " |\n"
        + "|---" * 14
        + "|\n| "
        + " | ".join(f"information {letter}" for letter in "abcdefghijklmn")
        + " |",
    ),
    Construct(
        name="list table",
        text="```{list-table}\n:header-rows: 1\n\n* - Head LISTED{0}QT\n  - Head\n"
        "* - Cell LISTED{0}QU\n\n    - in a list LISTED{0}QV\n  - Cell\n```",
    ),
    Construct(name="rubric", text=":::{rubric} Rubric RUBRIC{0}QT\n:::\n\nBelow RUBRIC{0}QU it."),
    Construct(
        name="tasks",
        text="- [x] Done TASK{0}QT\n- [ ] Open TASK{0}QU\n\n  - [ ] Within TASK{0}QV it\n\n    More TASK{0}QW.\n",
    ),
    Construct(
        name="signs",
        text="~~Struck STRUCK{0}QT~~, {kbd}`CODEKEY{0}QT`, (H){sub}`CODESUB{0}QT`, "
        "(x){sup}`CODESUP{0}QT`, STRUCK{0}QU.",
    ),
    Construct(
        name="tabs",
        text="::::{tab-set}\n:::{tab-item} Name TABS{0}QT\nFirst TABS{0}QU.\n\n"
        "| A TABS{0}QV | B |\n| --- | --- |\n| c | d |\n"
        ":::\n:::{tab-item} Name TABS{0}QW\n1. Step TABS{0}QX\n\n   ```text\n   run CODETABS{0}QT\n   ```\n:::\n::::",
    ),
    Construct(
        name="dropdown",
        text=":::{dropdown} Why DROP{0}QT\nBecause DROP{0}QU.\n\n- Of DROP{0}QV\n\n| A DROP{0}QW | B |\n| --- | --- |\n"
        "| c | d |\n:::",
    ),
    Construct(
        name="card",
        text=":::{card} Title CARD{0}QT\n:link: compare\n:link-type: doc\nHead CARD{0}QU\n^^^\nText CARD{0}QV.\n\n"
        "| A CARD{0}QX | B |\n| --- | --- |\n| c | d |\n\n+++\nFoot CARD{0}QW\n:::",
    ),
    Construct(
        name="grid",
        text="::::{grid} 1 2 2 2\n:::{grid-item-card} Title GRID{0}QT\nText GRID{0}QU.\n:::\n"
        ":::{grid-item-card} Title GRID{0}QV\n"
        "- List GRID{0}QW\n:::\n:::{grid-item}\nBare GRID{0}QX.\n:::\n::::",
    ),
    Construct(
        name="card in a list",
        text="1. Item CARDLIST{0}QT\n\n   :::{card} Title CARDLIST{0}QU\n   "
        "Text CARDLIST{0}QV.\n   :::\n2. Item CARDLIST{0}QW\n",
    ),
    Construct(
        name="box in a box",
        text="::::::{dropdown} Outer NESTED{0}QT\n:::::{tab-set}\n"
        "::::{tab-item} Tab NESTED{0}QU\n:::{note}\nNoted NESTED{0}QV.\n"
        ":::\n::::\n:::::\n::::::",
    ),
    Construct(
        name="comma table",
        text=':::{csv-table}\n:header-rows: 1\n"Head COMMA{0}QT", "Head"\n'
        '"Cell, with COMMA{0}QU", "Cell COMMA{0}QV"\n:::',
    ),
    Construct(
        name="figure in Markdown",
        text=":::{figure-md} drawn-{0}\n![A picture MARKED{0}QT](wide.png)\n\nCaption *MARKED{0}QU* of it.\n:::",
    ),
    Construct(
        name="numbered figure",
        text="As {numref}`figure-{0}` shows, NUMFIG{0}QT.\n\n:::{figure} wide.png\n:name: figure-{0}\n"
        ":alt: A picture NUMFIG{0}QU\n\nCaption NUMFIG{0}QV of it.\n:::",
    ),
    Construct(
        name="numbered table",
        text=":::{table} Title NUMTAB{0}QT\n:name: table-{0}\n\n| NUMTAB{0}QU | B |\n| --- | --- |\n| c | d |\n:::\n\n"
        "As {numref}`table-{0}` has it, NUMTAB{0}QV.",
    ),
    Construct(
        name="numbered listing",
        text="```{code-block} text\n:caption: Listing NUMLIST{0}QT\n:name: listing-{0}\n\n"
        "line = CODELISTED{0}QT\n```\n\nAs in {numref}`example %s <listing-{0}>`, NUMLIST{0}QU.",
    ),
    Construct(name="code of no language", text="```markdown:\nodd = CODEODD{0}QT\n```"),
    Construct(
        name="code from a file",
        text="```{literalinclude} example.txt\n:caption: Listing FROMFILE{0}QT\n:lines: 2\n```",
    ),
    Construct(name="notes among editors", text=":::{todo}\nNobody sees this.\n:::\n\nText EDITOR{0}QT."),
    Construct(name="names in capitals", text=":::{Note}\nNoted CAPITAL{0}QT.\n:::\n\nKeys {KBD}`CODECAPITAL{0}QU`."),
)


def sections() -> Iterator[tuple[str, str, str]]:
    """Yield the docname, the text and the notes of each section: every construct alone, then beside a table."""
    for docname, table in (("alone", ""), ("beside", f"\n\n{TABLE}\n\nAfter AFTER{{0}}QT the table.")):
        for number, construct in enumerate(CONSTRUCTS):
            key = f"{docname[0].upper()}{_letters(number)}"
            text = f"## {construct.name.capitalize()} {docname}\n\n{construct.text}{table}\n"
            yield docname, text.replace("{0}", key), construct.notes.replace("{0}", key)


def _letters(number: int) -> str:
    return chr(65 + number // 26) + chr(65 + number % 26)


def pages() -> Mapping[str, str]:
    """Return the pages by their docnames."""
    above = {
        # It begins with a rule, which is no front matter.
        "alone": "---\n\n# Everything alone\n\nA lead of the page.\n",
        "beside": f"---\ntitle: Everything beside\ndescription: {DESCRIPTION}\n---\n\nA lead of the page.\n",
    }
    made: dict[str, list[list[str]]] = {}
    for docname, text, notes in sections():
        texts, below = made.setdefault(docname, [[above[docname]], []])
        texts.append(text)
        below.append(notes)
    return {docname: "\n".join([*texts, *filter(None, below)]) + "\n" for docname, (texts, below) in made.items()}


def marks(text: str) -> list[str]:
    """Return the marks of a text, as often as they stand in it."""
    return MARK.findall(text)


def write_torture_handbook(root: Path) -> Path:
    """Write the small handbook with a page of all constructs, and one where each stands beside a table."""
    write_small_handbook(root)
    without_leaflets(root)
    replace(root / "pyproject.toml", "[tool.handbook]\n", "[tool.handbook]\npage_budget_kb = 100\n")
    data = io.BytesIO()
    Image.linear_gradient("L").resize((1600, 700)).save(data, "PNG")
    (root / "source/wide.png").write_bytes(data.getvalue())
    (root / "source/example.txt").write_text("left out\nshown\n", encoding="utf-8")
    for docname, text in pages().items():
        add_page(root, docname, text, {})
    return root
