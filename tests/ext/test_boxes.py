"""Boxes, tasks, front matter, loose headings, numbers, pages of one title: as readers get them, in both languages."""

import re

import pypdfium2
import pytest
from published import by_class, read, words
from small_handbook import LEAF, add_page, translate, write

PAGE = """---
title: All boxes
description: Every box there is.
---

First paragraph.

- [x] bought
- [ ] sold ~~the~~ {kbd}`Esc`

::::{tab-set}
:::{tab-item} Linux
Type this.
:::
:::{tab-item} Windows
Type that.
:::
::::

:::{dropdown} Why is it so?
:color: primary
Because.
:::

::::{grid} 1 2
:::{grid-item-card} The first card
:link: index
:link-type: doc
Its head
^^^
Its text
+++
Its foot
:::
::::

:::{csv-table}
:header-rows: 1
"What", "How"
"bread, rye", "well"
:::

:::{figure-md} a-leaf
![A leaf](leaf.png)

The leaf of a *tree*.
:::

:::{todo}
nobody sees this
:::
"""
FRENCH = {
    "All boxes": "Toutes les boîtes",
    "Every box there is.": "Toutes les boîtes qui soient.",
    "First paragraph.": "Premier paragraphe.",
    "bought": "acheté",
    "sold ~~the~~ {kbd}`Esc`": "vendu ~~le~~ {kbd}`Esc`",
    "Linux": "Linux",
    "Type this.": "Tapez ceci.",
    "Windows": "Windows",
    "Type that.": "Tapez cela.",
    "Why is it so?": "Pourquoi donc?",
    "Because.": "Parce que.",
    "[The first card](<index.md>)": "[La première carte](<index.md>)",
    "Its head": "Sa tête",
    "Its text": "Son texte",
    "Its foot": "Son pied",
    "What": "Quoi",
    "How": "Comment",
    "bread, rye": "pain, seigle",
    "well": "bien",
    "A leaf": "Une feuille",
    "The leaf of a *tree*.": "La feuille d’un *arbre*.",
}
# Captions of each kind, counted by page, with links from here and from another page; the first kind has two.
NUMBERS = """---

# Numbers

As {numref}`second`, {numref}`the picture %s, {name} <leaf>`, {numref}`rows`, {numref}`lines`, and [](#leaf).

:::{figure} leaf.png
:name: leaf
:alt: A first leaf

The maple.
:::

```{figure-md} second
![A second leaf](leaf.png)

The birch.
```

:::{table} Some rows
:name: rows

| Row |
| --- |
| Cell |
:::

```{code-block} text
:caption: Some lines
:name: lines

a line
```

---

The end.
"""
NUMBERS_IN_FRENCH = {
    "Numbers": "Nombres",
    "As {numref}`second`, {numref}`the picture %s, {name} <leaf>`, {numref}`rows`, {numref}`lines`, and [](#leaf).": (
        "{numref}`second` et {numref}`l’image %s, {name} <leaf>`, {numref}`rows`, {numref}`lines` l’ont, et [](#leaf)."
    ),
    "A first leaf": "Une première feuille",
    "The maple.": "L’érable.",
    "A second leaf": "Une deuxième feuille",
    "The birch.": "Le bouleau.",
    "Some rows": "Des rangées",
    "Row": "Rangée",
    "Cell": "Cellule",
    "Some lines": "Des lignes",
    "The end.": "La fin.",
}
SHOWN_NUMBERS = {
    "en": {
        "numbers": [
            "As Figure_2, the picture_1, The maple., Table_1, Listing_1, and The maple..",
            *("Figure_1. The maple.", "Figure_2. The birch.", "Table_1. Some rows", "Listing_1. Some lines"),
        ],
        "elsewhere": ["See Figure_2 (Numbers)."],
    },
    "fr": {
        "numbers": [
            "Figure_2_et l’image_1, L’érable., Tableau_1, Code_1_l’ont, et L’érable..",
            *("Figure_1. L’érable.", "Figure_2. Le bouleau.", "Tableau_1. Des rangées", "Code_1. Des lignes"),
        ],
        "elsewhere": ["Voir Figure_2 (Nombres)."],
    },
}
TITLE_TWICE = {"Checklist": "Liste", "What to do first.": "Ce qui vient d’abord."}

# Headings in no order, rules that divide nothing and some that do, where docutils would refuse each.
LOOSE = """## How we meet

---

A first text.

***
***

##### The room

A second text.

> A quotation.
>
> ---
>
> It goes on.
>
> ---

- ***

  An item.

---

# The minutes

---

A third text.

#### Deeper

---

A fourth text.

### Afterwards

A note.[^loose]

[^loose]: Of the note.

---
"""
ELSEWHERE = "# Elsewhere\n\nSee {numref}`second`.\n"
LOOSE_TEXTS = (
    *(f"A {number} text." for number in ("first", "second", "third", "fourth")),
    *("A quotation.", "It goes on.", "An item.", "A note.[^loose]", "Of the note."),
)
# Each heading and rule: its element, its anchor, what it says.
OUTLINE = [
    ("h1", "how-we-meet", "How we meet", "Nos réunions"),
    ("hr", "", "", ""),
    ("h2", "the-room", "The room", "La salle"),
    ("hr", "", "", ""),
    ("hr", "", "", ""),
    ("h2", "the-minutes", "The minutes", "Le procès-verbal"),
    ("h3", "deeper", "Deeper", "Plus loin"),
    ("h3", "afterwards", "Afterwards", "Ensuite"),
    ("hr", "", "", ""),
]


@pytest.fixture(scope="module")
def site(build_small):
    """Publish a page of all boxes, whole in French, and two pages of one title."""

    def add(root):
        add_page(root, "boxes", PAGE, FRENCH)
        (root / "source/leaf.png").write_bytes(LEAF)
        for name in ("first", "second"):
            add_page(root, f"{name}-list", "# Checklist\n\nWhat to do first.\n", TITLE_TWICE)
        add_page(root, "numbers", NUMBERS, NUMBERS_IN_FRENCH)
        add_page(
            root, "elsewhere", ELSEWHERE, {"Elsewhere": "Ailleurs", "See {numref}`second`.": "Voir {numref}`second`."}
        )
        contents = "\n```{toctree}\nleave/list\n```\n"
        add_page(
            root,
            "leave",
            f"# Leave\n\nBefore you go.\n{contents}",
            {"Leave": "Congés : lesquels", "Before you go.": "D’abord."},
        )
        write(root / "source/leave/list.md", "# Checklist\n\nWhat to do first.\n")
        translate(root, "leave/list", TITLE_TWICE)
        french = {text: f"« {text} »" for text in LOOSE_TEXTS} | {
            english: said for *_, english, said in OUTLINE if said
        }
        add_page(root, "loose", LOOSE, french)

    return build_small(add, "--output", "html", "--output", "pdf")


@pytest.mark.parametrize(
    ("language", "said", "labels"),
    [("en", FRENCH.keys(), ["done", "to do"]), ("fr", FRENCH.values(), ["terminé", "à faire"])],
)
def test_each_text_is_read_once(site, language, said, labels):
    """It is a message, and found again on the page."""
    page = read(site, language, "boxes")
    [main] = page.xpath("//main")
    text = words(main)
    plain = [
        part.partition("](")[0].lstrip("[").replace("~~", "").replace("*", "").replace("{kbd}`Esc`", "Esc")
        for part in said
    ]
    assert [part for part in plain[2:] if text.count(part) < 1 and part not in ("A leaf", "Une feuille")] == []
    assert [box.get("aria-label") for box in main.xpath(".//input[@type='checkbox'][@disabled]")] == labels
    assert page.xpath("//meta[@name='description']/@content") == [list(said)[1]]
    assert "nobody" not in text


def test_boxes_are_elements_that_need_no_script(site):
    """What readers open is open to the search of a browser; a card leads on by its title."""
    [main] = read(site, "en", "boxes").xpath("//main")
    assert [words(each) for each in main.xpath(".//details/summary")] == ["Why is it so?"]
    assert [words(each) for each in main.xpath(".//s | .//kbd")] == ["the", "Esc"]
    assert len(by_class(main, "tab")) == 2
    assert main.xpath(".//*[contains(@class, 'card')]//a/@href") == ["index.html"]
    assert main.xpath(".//figure[@id='a-leaf']/img/@alt") == ["A leaf"]
    assert main.xpath(".//@style") == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_headings_and_rules_of_any_order_make_one_outline(site, language):
    """The first is the title, others stand below it without a gap, and a rule divides something."""
    [main] = read(site, language, "loose").xpath("//main")
    shown = [
        (each.tag, each.getparent().get("id", "") if each.tag != "hr" else "", words(each).rstrip("#"))
        for each in main.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//hr")
    ]
    assert shown == [(tag, anchor, english if language == "en" else french) for tag, anchor, english, french in OUTLINE]


def words_of(text):
    """Return a text in one line, each no-break space as _."""
    return re.sub(r"[ \r\n]+", " ", text.replace("\u00a0", "_"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_numbers_are_those_of_the_page_in_every_output(site, language):
    """Links and captions agree, with a no-break space; from another page the page is named as well."""
    with pypdfium2.PdfDocument(site / f"downloads/brochure-{language}.pdf") as pdf:
        printed = " ".join(words_of(page.get_textpage().get_text_range()) for page in pdf)
    for docname, texts in SHOWN_NUMBERS[language].items():
        [main] = read(site, language, docname).xpath("//main")
        shown = words_of(main.text_content())
        assert [text for text in texts if (shown.count(text), printed.count(text.removesuffix("."))) != (1, 1)] == []


@pytest.mark.parametrize(
    ("language", "title", "beside"),
    [("en", "Checklist", "Checklist (Leave)"), ("fr", "Liste", "Liste (Congés\u00a0: lesquels)")],
)
def test_pages_of_one_title_are_told_apart_where_readers_meet_both(site, language, title, beside):
    """In search results, in links to the page before or behind, in the title of the window, in contents and outline."""
    page = read(site, language, "leave/list")
    assert page.findtext(".//title").startswith(f"{beside} – ")
    assert words(page.find(".//h1")).startswith(title) and beside not in words(page.find(".//h1"))
    [link] = read(site, language, "leave").xpath("//a[@rel='next']")
    assert link.text_content().strip().endswith(f" {beside}")
    assert f'"leave/list.html","{beside}"' in (site / language / "search-index.js").read_text(encoding="utf-8")
    with pypdfium2.PdfDocument(site / f"downloads/brochure-{language}.pdf") as pdf:
        outline = [mark.get_title() for mark in pdf.get_toc()]
        contents = pdf[1].get_textpage().get_text_range()
    assert [outline.count(name) for name in (title, beside)] == [2, 1]
    assert words_of(beside) in words_of(contents)
