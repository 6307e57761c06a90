"""Boxes, tasks, front matter, loose headings and pages of one title: as readers get them, in both languages."""

import pytest
from published import by_class, read, words
from small_handbook import LEAF, add_page

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
