"""Whatever translators break, or have not done yet, is named with its place, and leaves the published site as it is."""

import pytest
from damage import Damages, assert_refused
from small_handbook import LEAF, append, line_of, replace, translate, write

MAPLE_PO = "locales/fr/LC_MESSAGES/agencies/maple.po"
BIRCH_PO = "locales/fr/LC_MESSAGES/agencies/birch.po"
COMPARE_PO = "locales/fr/LC_MESSAGES/compare.po"
GLOSSARY_PO = "locales/fr/LC_MESSAGES/glossary.po"
MAPLE_FACTS = "source/facts/maple.toml"

DAMAGES = Damages()
case = DAMAGES.case


@case(MAPLE_PO, "utf-8", "save the file as UTF-8")
def catalogue_not_utf_8(root):
    path = root / MAPLE_PO
    line = line_of(path, "dépliant")
    path.write_bytes(path.read_bytes().replace("dépliant".encode(), b"d\xe9pliant"))
    return line


@case(MAPLE_PO, "po-syntax", "mend or remove it")
def keyword_misspelt(root):
    return replace(root / MAPLE_PO, 'msgstr "D’où il vient"', 'msgstrr "D’où il vient"')


@case(MAPLE_PO, "po-quotes", "close its quotes")
def closing_quote_missing(root):
    return replace(root / MAPLE_PO, 'msgstr "D’où il vient"', 'msgstr "D’où il vient')


@case(MAPLE_PO, "po-syntax", "mend or remove it")
def prose_between_entries(root):
    return replace(root / MAPLE_PO, 'msgid "Where it comes from"', 'Note to self\nmsgid "Where it comes from"')


@case(COMPARE_PO, "untranslated", "--allow-incomplete")
def catalogue_taken_away(root):
    (root / COMPARE_PO).unlink()
    return 1


@case(COMPARE_PO, "untranslated", "--allow-incomplete")
def message_without_translation(root):
    replace(root / COMPARE_PO, 'msgstr "Deux organismes dans un tableau."', 'msgstr ""')
    return line_of(root / COMPARE_PO, 'msgid "Two agencies in one table."')


@case(COMPARE_PO, "source-left", "translate it")
def english_copied_as_french(root):
    replace(root / COMPARE_PO, 'msgstr "Deux organismes dans un tableau."', 'msgstr "Two agencies in one table."')
    return line_of(root / COMPARE_PO, 'msgid "Two agencies in one table."')


@case(COMPARE_PO, "untranslated", "source/compare.md:3")
def english_edit_that_leaves_french_behind(root):
    replace(root / "source/compare.md", "Two agencies in one table.", "Two agencies in a single table.")
    return 1


@case(COMPARE_PO, "fuzzy", "--allow-incomplete")
def message_in_doubt(root):
    return replace(root / COMPARE_PO, 'msgid "Two agencies', '#, fuzzy\nmsgid "Two agencies') + 1


@case(MAPLE_PO, "number", "correct it")
def number_typed_wrong(root):
    return replace(root / MAPLE_PO, "dépliant dit : 1947", "dépliant dit : 1974")


@case(MAPLE_FACTS, "fact-missing", "or its catalogue")
def fact_taken_out_of_its_catalogue(root):
    replace(root / MAPLE_PO, "prête à celles et ceux qui bâtissent.", "prête à tout le monde, sans distinction.")
    return line_of(root / MAPLE_FACTS, "prête à celles")


@case(MAPLE_PO, "role", "put it back")
def unknown_fact_in_a_translation(root):
    return replace(root / MAPLE_PO, "dès les {fact}`maple.asked`", "dès les {fact}`maple.axed`")


@case(BIRCH_PO, "link", "put it back")
def dead_link_in_a_translation(root):
    return replace(root / BIRCH_PO, "[une autre page](../compare.md)", "[une autre page](../comparaison.md)")


@case(MAPLE_PO, "role", "put it back")
def dead_term_in_a_translation(root):
    return replace(root / MAPLE_PO, "{term}`coopérative de crédit <credit union>`", "{term}`caisse populaire`")


@case(COMPARE_PO, "image", "the picture leaf.png is missing")
def words_for_a_picture_left_out(root):
    (root / "source/leaf.png").write_bytes(LEAF)
    append(root / "source/compare.md", "A leaf: ![of maple](leaf.png).\n")
    translate(root, "compare", {"A leaf: ![of maple](leaf.png).": "Une feuille : ![](leaf.png)."})
    return line_of(root / COMPARE_PO, "Une feuille")


@case(COMPARE_PO, "untranslated", "“Maple” has no fr translation")
def alternative_text_not_translated(root):
    (root / "source/leaf.png").write_bytes(LEAF)
    append(root / "source/compare.md", "```{figure} leaf.png\n:alt: Maple\n```\n")
    translate(root, "compare", {"Maple": ""})
    return line_of(root / COMPARE_PO, 'msgid "Maple"')


@case(COMPARE_PO, "empty", "nothing but spaces")
def alternative_text_of_nothing_but_spaces(root):
    (root / "source/leaf.png").write_bytes(LEAF)
    append(root / "source/compare.md", "```{figure} leaf.png\n:alt: Maple\n```\n")
    translate(root, "compare", {"Maple": " "})
    return line_of(root / COMPARE_PO, 'msgid "Maple"') + 1


@DAMAGES.one_of_a_rule()
def test_damage_is_named_and_publishes_nothing(small, run, damage):
    """Whoever did it is told where, what and how to mend it, and readers notice nothing."""
    assert_refused(small, run, damage)


@pytest.mark.parametrize("damage", [message_without_translation, message_in_doubt, catalogue_taken_away])
def test_incomplete_french_can_be_published_on_request(small, run, damage):
    """``--allow-incomplete`` shows English meanwhile, and never a translation in doubt."""
    damage(small)
    assert run(small, "build", "--output", "html", "--allow-incomplete").code == 0
    page = (small / "build/site/fr/compare.html").read_text(encoding="utf-8")
    assert "Two agencies in one table." in page
    assert "Deux organismes dans un tableau." not in page


def test_a_stale_compiled_catalogue_shows_nobody_an_old_text(small, run):
    """What stands in a ``.mo`` beside a catalogue is not read."""
    (small / "locales/fr/LC_MESSAGES/compare.mo").write_bytes(b"not a compiled catalogue")
    assert run(small, "build", "--output", "html").code == 0


def test_all_findings_come_at_once_and_sorted(small, run):
    """Whoever broke two things is told of both, in the order of their places."""
    write(small / "source/compare.md", "")
    replace(small / BIRCH_PO, 'msgstr "D’où il vient"', 'msgstrr "D’où il vient"')
    replace(small / MAPLE_FACTS, 'kind = "count"', 'kind = "amount"')
    lines = run(small, "build", "--output", "html").errors.splitlines()
    assert [line.partition(":")[0] for line in lines] == [BIRCH_PO, "source/compare.md", MAPLE_FACTS]
