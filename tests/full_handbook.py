"""The small handbook with every construct that a page can have, each described for search engines, and leaflets full.

What pages and PDFs of any handbook promise is tested on it; `tests/small` itself stays as small as most tests want it.
"""

import shutil
from pathlib import Path

from small_handbook import LEAF, add_page, replace, translate, write_small_handbook

EVERYTHING = Path(__file__).parent / "hostile"

DESCRIPTIONS = {
    "index": (
        "Two agencies, each with its dates and figures, and a page that sets them side by side.",
        "Deux organismes, avec leurs dates et leurs chiffres, et une page qui les met côte à côte.",
    ),
    "agencies/maple": (
        "A fund that lends to those who build, mainly in Africa, the Caribbean and Eastern Europe.",
        "Un fonds qui prête à celles et ceux qui bâtissent, surtout en Afrique et dans les Caraïbes.",
    ),
    "agencies/birch": (
        "A network that has four offices, and members who live around the world.",
        "Un réseau qui tient quatre bureaux, et dont les membres vivent partout dans le monde.",
    ),
    "compare": (
        "What is known of each of the agencies, side by side in one table.",
        "Ce que l’on sait de chacun des organismes, côte à côte dans un même tableau.",
    ),
    "glossary": (
        "Words of the trade that stand on these pages, and what they mean.",
        "Les mots du métier que l’on trouve dans ces pages, et ce qu’ils veulent dire.",
    ),
    "page": (
        "Everything that a page can hold, once: links, lists, tables, notes and pictures.",
        "Tout ce qu’une page peut contenir, une fois : liens, listes, tableaux, notes et images.",
    ),
    "story": (
        "How the agencies came to be, in pictures, in tables and in many short paragraphs.",
        "Comment les organismes ont vu le jour, en images, en tableaux et en de courts paragraphes.",
    ),
}

# What the page of each agency says besides, as paragraphs of a leaflet: English, French.
PROSE = (
    (
        "Nobody who works here began alone, and nobody is left alone when the work is hard.",
        "Personne ici n’a commencé sans aide, et personne ne reste sans aide quand la tâche est rude.",
    ),
    (
        "The doors of its house stand open on every day of the week, and visitors are welcome.",
        "Les portes de sa maison sont ouvertes tous les jours de la semaine, et l’on y est bienvenu.",
    ),
    (
        "Those who ask for help say what they need, and those who give it say what they can do.",
        "Qui demande de l’aide dit ce qu’il lui faut, et qui la donne dit ce qui lui est possible.",
    ),
    (
        "Every member has one vote, whether there is much or little that they have put in.",
        "Chaque membre a une voix, qu’il ait apporté beaucoup ou qu’il ait apporté peu de chose.",
    ),
)

STORY = """\
# How it all began

Some of it is told in pictures, and all of it in words. [The agencies](index.md) have pages of their own: that of
[{name}`maple`](agencies/maple.md), that of [{name}`birch`](agencies/birch.md), and [a table](compare.md) of both.

## In pictures

```{timeline}
```

```{region-maps}
```

## In tables

```{agencies-by-region}
```

```{region-lists}
```

## In words

> Whoever plants a tree
> thinks of others.

1. First came a {term}`member`.
2. Then came more of them.
   - Some had money.
   - Some had time.

A word
: What it means, in [a list](https://example.org/list) of words.

### And further

""" + "".join(
    f"Step {number} is told on [the page of everything](page.md), and [elsewhere](https://example.org/{number}).\n\n"
    for number in range(1, 9)
)
FRENCH = {
    "How it all began": "Comment tout a commencé",
    "Some of it is told in pictures, and all of it in words. [The agencies](index.md) have pages of their own: that of "
    "[{name}`maple`](agencies/maple.md), that of [{name}`birch`](agencies/birch.md), and [a table](compare.md) of both.":
    "Une partie est racontée en images, et le tout en mots. [Les organismes](index.md) ont leurs pages : celle "
    "d’[{name}`maple`](agencies/maple.md), celle de [{name}`birch`](agencies/birch.md), et [un tableau](compare.md).",
    "In pictures": "En images",
    "In tables": "En tableaux",
    "In words": "En mots",
    "Whoever plants a tree thinks of others.": "Qui plante un arbre pense aux autres.",
    "First came a {term}`member`.": "D’abord vint un {term}`membre <member>`.",
    "Then came more of them.": "Puis il en vint d’autres.",
    "Some had money.": "Les uns avaient de l’argent.",
    "Some had time.": "Les autres avaient du temps.",
    "A word": "Un mot",
    "What it means, in [a list](https://example.org/list) of words.":
    "Ce qu’il veut dire, dans [une liste](https://example.org/list) de mots.",
    "And further": "Et ensuite",
} | {
    f"Step {number} is told on [the page of everything](page.md), and [elsewhere](https://example.org/{number}).":
    f"L’étape {number} est racontée sur [la page de tout](page.md), et [ailleurs](https://example.org/{number})."
    for number in range(1, 9)
}  # fmt: skip


def write_full_handbook(root: Path) -> Path:
    """Write the whole tree below `root`, and return that."""
    write_small_handbook(root)
    shutil.copy(EVERYTHING / "page.md", root / "source")
    shutil.copy(EVERYTHING / "page.po", root / "locales/fr/LC_MESSAGES")
    (root / "source/leaf.png").write_bytes(LEAF)
    replace(root / "source/index.md", "\ncompare\n", "\ncompare\npage\n")
    add_page(root, "story", STORY, FRENCH)
    for agency in ("maple", "birch"):
        more = "".join(f"{paragraph}\n\n" for paragraph, _ in PROSE)
        page = root / f"source/agencies/{agency}.md"
        replace(page, "## Sources", f"```{{region-map}} {agency}\n```\n\n## What else there is\n\n{more}## Sources")
        translate(root, f"agencies/{agency}", {"What else there is": "Ce qu’il y a d’autre", **dict(PROSE)})
    for docname, (english, french) in DESCRIPTIONS.items():
        page = root / f"source/{docname}.md"
        head = f"---\nmyst:\n  html_meta:\n    description: {english!r}\n---\n\n"
        page.write_text(head + page.read_text(encoding="utf-8"), encoding="utf-8")
        translate(root, docname, {english: french})
    return root
