"""``:::{no-translate}``: no message, the same in every edition, and told apart from what lacks its translation."""

import pytest
from published import by_class, read, words
from shared_builds import OUTPUTS
from small_handbook import LEAF, add_page, without_leaflets, write_small_handbook

from handbook.desk.update import extract
from handbook.project.project import load_project

PAGE = """\
# Verbatim

:::{no-translate}
The motto of this *small* fund is {name}`birch.full` for all of us.

| Left as it is here | In two cells of a table |
| --- | --- |
| One | Two |

```{figure} leaf.png
:alt: A leaf as it is

Seen from above it is red
```
:::

After it.
"""
FRENCH = {"Verbatim": "Tel quel", "After it.": "Ensuite."}


def with_page(root):
    """Add the page, and the French of all that is a message in it."""
    add_page(root, "verbatim", PAGE, FRENCH)
    without_leaflets(root)
    (root / "source/leaf.png").write_bytes(LEAF)


@pytest.fixture(scope="module", params=OUTPUTS)
def site(request, build_small):
    """Publish it whole: nothing in it is missed or taken for English that was left."""
    return build_small(with_page, *request.param)


def test_nothing_of_it_is_extracted(tmp_path):
    """Neither text nor table, caption or words for a picture."""
    root = write_small_handbook(tmp_path)
    with_page(root)
    templates = extract(load_project(root))
    assert {entry.msgid for entry in templates["verbatim"]} == FRENCH.keys()


def test_it_is_the_same_in_french(site):
    """Roles speak English there as well, and stand in their place."""
    texts = {language: words(by_class(read(site, language, "verbatim"), "notranslate")[0]) for language in ("en", "fr")}
    assert texts["fr"] == texts["en"]
    assert "this small fund is Réseau du Bouleau for all of us." in texts["fr"]


def test_it_says_in_french_that_it_is_english(site):
    """For voices, and for programs that would translate it."""
    [passage] = by_class(read(site, "fr", "verbatim"), "notranslate")
    assert passage.get("lang") == "en-CA"
    [passage] = by_class(read(site, "en", "verbatim"), "notranslate")
    assert passage.get("lang") is None


def test_english_elsewhere_on_the_page_is_still_found(small, run):
    """The check for English that was left knows the passage, and no more."""
    add_page(small, "verbatim", PAGE.replace("After it.", "This one was left in English."), {"Verbatim": "Tel quel"})
    (small / "source/leaf.png").write_bytes(LEAF)
    outcome = run(small, "build", "--output", "html")
    assert outcome.code == 1
    assert "“This one was left in English.” has no entry in fr" in outcome.errors
    assert "motto" not in outcome.errors


def test_terms_of_a_glossary_inside_it_are_not_missed(small, run):
    """Nobody could translate them: they are in no catalogue."""
    text = "# Words\n\n::::{no-translate}\n```{glossary}\ncaisse\n   A credit union, in Quebec.\n```\n::::\n"
    add_page(small, "words", text, {"Words": "Mots"})
    outcome = run(small, "build", "--output", "html")
    assert (outcome.code, "words" in outcome.errors) == (0, False)
    assert "A credit union, in Quebec." in words(read(small / "build/site", "fr", "words"))
