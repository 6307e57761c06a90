"""Whatever editors break is named with its place, rule and remedy, and leaves the published site as it is."""

from damage import Damages, assert_refused
from small_handbook import LEAF, append, line_of, replace, translate, write

MAPLE, BIRCH = "source/agencies/maple.md", "source/agencies/birch.md"
MAPLE_FACTS, BIRCH_FACTS = "source/facts/maple.toml", "source/facts/birch.toml"
REQUIRED, INDEX, GLOSSARY = "source/facts/required.txt", "source/index.md", "source/glossary.md"

DAMAGES = Damages()
case = DAMAGES.case


@case("source/agencies/oak.md", "facts-file", "write source/facts/oak.toml")
def agency_page_without_facts_file(root):
    write(root / "source/agencies/oak.md", "# Oak\n\nAn agency of which nothing is known.\n")
    replace(root / INDEX, "agencies/birch\ncompare", "agencies/birch\nagencies/oak\ncompare")
    return 1


@case(BIRCH_FACTS, "fact-page", "write it, or correct page")
def facts_file_whose_page_is_missing(root):
    (root / BIRCH).unlink()
    return 1


@case(MAPLE_FACTS, "fact-evidence", "add evidence.fr")
def fact_without_evidence_in_one_language(root):
    replace(root / MAPLE_FACTS, 'evidence.fr = "Érable a été créé en 1970"\n', "")
    return line_of(root / MAPLE_FACTS, "Maple was created in 1970")


@case(MAPLE_FACTS, "fact-missing", "put the fact back")
def evidence_that_is_not_in_its_section(root):
    return replace(root / MAPLE_FACTS, "Maple was created in 1970", "Maple was established in 1970")


@case(BIRCH_FACTS, "fact-missing", "put the fact back")
def evidence_that_is_in_another_section(root):
    return replace(root / BIRCH_FACTS, "Birch came into being in 1985", "for short, lends to those who build, 1985")


@case(MAPLE, "fact-unknown", "write an id that stands in source/facts")
def unknown_fact_in_a_role(root):
    replace(root / MAPLE, "{fact}`maple.asked`", "{fact}`maple.axed`")
    return line_of(root / MAPLE, "was created in")


@case(MAPLE, "name-unknown", "write a name of source/facts")
def unknown_name_in_a_role(root):
    return replace(root / MAPLE, "{name}`maple.full`", "{name}`mapel.full`")


@case(MAPLE, "fact-unknown", "write the name of a file in source/facts")
def unknown_subject_of_a_panel(root):
    return replace(root / MAPLE, "```{key-facts} maple", "```{key-facts} mapel")


@case("source/compare.md", "fact-unknown", "or none for all")
def unknown_subject_of_a_comparison(root):
    return replace(root / "source/compare.md", "```{compare-agencies}", "```{compare-agencies} birch mapel")


@case(BIRCH_FACTS, "fact-duplicate", "rename one")
def duplicate_id(root):
    return replace(root / BIRCH_FACTS, 'id = "birch.offices"', 'id = "birch.founded"')


@case(MAPLE_FACTS, "toml", "mend this line")
def malformed_toml(root):
    return replace(root / MAPLE_FACTS, 'id = "maple.asked"', 'id = "maple.asked')


@case(MAPLE_FACTS, "fact-key", "the keys are")
def unknown_key(root):
    return replace(root / MAPLE_FACTS, 'text.fr = "création en 1970"', 'txt.fr = "création en 1970"')


@case(MAPLE_FACTS, "fact-key", "[[fact]]")
def one_fact_instead_of_a_list(root):
    text = (root / MAPLE_FACTS).read_text(encoding="utf-8")
    head, _, rest = text.partition("[[fact]]")
    write(root / MAPLE_FACTS, f"{head}[fact]{rest.partition('[[fact]]')[0]}")
    return line_of(root / MAPLE_FACTS, "[fact]")


@case(MAPLE, "utf-8", "save the file as UTF-8")
def page_not_utf_8(root):
    path = root / MAPLE
    path.write_bytes(path.read_bytes().replace(b"A\nflyer", b"Un d\xe9pliant"))
    return line_of_bytes(path, b"\xe9pliant")


@case(INDEX, "image.not_readable", "restore the picture")
def missing_picture(root):
    return append(root / INDEX, "![A leaf](absent.png)\n")


@case(INDEX, "picture-alt", "“leaf.png” has no alternative text; say in words what it shows")
def picture_without_alternative_text(root):
    (root / "source/leaf.png").write_bytes(LEAF)
    return append(root / INDEX, "A leaf ![](leaf.png) among words.\n")


@case(INDEX, "picture-alt", "say in words what it shows")
def figure_without_alternative_text(root):
    (root / "source/leaf.png").write_bytes(LEAF)
    return append(root / INDEX, "```{figure} leaf.png\n\nA caption.\n```\n")


@case(INDEX, "picture-alt", "say in words what it shows")
def alternative_text_of_nothing_but_spaces(root):
    (root / "source/leaf.png").write_bytes(LEAF)
    return append(root / INDEX, "```{image} leaf.png\n:alt:\n```\n")


@case(BIRCH, "myst.xref_missing", "the nearest is “../compare.md”; correct the link, or restore what it leads to")
def dead_link_to_a_page(root):
    return replace(root / BIRCH, "../compare.md", "../comparison.md")


@case(INDEX, "myst.xref_missing", "the nearest is “agencies/birch.md”; correct the link")
def dead_link_to_a_page_that_was_moved(root):
    return replace(root / INDEX, "agencies/birch.md#where", "birch.md#where")


@case(MAPLE, "ref.doc", "the nearest is “../compare”; correct the link, or restore the page")
def dead_link_of_a_role(root):
    return append(root / MAPLE, "See {doc}`../comparison`.\n")


@case(INDEX, "myst.xref_missing", "the nearest is “#where-it-comes-from”; correct the link, or restore what it leads")
def dead_link_to_an_anchor(root):
    return replace(root / INDEX, "birch.md#where-it-comes-from", "birch.md#where-it-came-from")


@case(MAPLE, "myst.xref_missing", "the nearest is “#what-it-does”; correct the link")
def dead_link_to_an_anchor_of_its_own_page(root):
    return append(root / MAPLE, "See [above](#what-it-is).\n")


@case(INDEX, "myst.xref_missing", "the link to “xyz.md” leads nowhere; correct the link, or restore")
def dead_link_to_what_is_like_no_page(root):
    return append(root / INDEX, "See [there](xyz.md).\n")


@case(INDEX, "address", "use https:// or mailto:")
def card_that_runs_a_script(root):
    return append(root / INDEX, ":::{card} There\n:link: javascript:alert(1)\nA text.\n:::\n")


@case(INDEX, "myst.xref_missing", "the link to “xyz.md” leads nowhere; correct the link, or restore")
def card_that_leads_nowhere(root):
    return append(root / INDEX, ":::{card} There\n:link: xyz\n:link-type: doc\nA text.\n:::\n")


@case(MAPLE, "ref.ref", "correct the label")
def dead_reference(root):
    return append(root / MAPLE, "See {ref}`nowhere`.\n")


@case(MAPLE, "ref.term", "add the term to the glossary")
def dead_term(root):
    replace(root / GLOSSARY, "credit union\n", "savings bank\n")
    return line_of(root / MAPLE, "It has carried out")


@case("source/compare.md", "page-title", "start it with a line “# Title”")
def page_without_a_title(root):
    replace(root / "source/compare.md", "# Side by side\n", "")
    return 1


@case("source/compare.md", "page-empty", "write it, or remove it")
def empty_page(root):
    write(root / "source/compare.md", "\n\n")
    return 1


@case("source/oak.md", "toc.not_included", "list the page in the toctree")
def page_not_in_a_toctree(root):
    write(root / "source/oak.md", "# Oak\n\nA page that nobody finds.\n")
    return 1


@case("source/oak.md", "toc.circular", "take one of these pages out of its toctree")
def toctrees_that_lead_in_a_circle(root):
    write(root / "source/oak.md", "# Oak\n\n```{toctree}\nelm\n```\n")
    write(root / "source/elm.md", "# Elm\n\n```{toctree}\noak\n```\n")
    append(root / INDEX, "\n```{toctree}\noak\n```\n")
    return 1


@case(INDEX, "toc.not_readable", "the nearest is “agencies/birch”; restore the page")
def page_of_the_toctree_misspelt(root):
    replace(root / INDEX, "agencies/birch\ncompare", "agencies/brich\ncompare")
    return line_of(root / INDEX, "```{toctree}")


@case(INDEX, "toc.not_readable", "restore the page")
def page_of_the_toctree_taken_away(root):
    (root / "source/compare.md").unlink()
    return line_of(root / INDEX, "```{toctree}")


@case(MAPLE_FACTS, "fact-missing", "maple.lends")
def fact_taken_out_of_its_page(root):
    replace(root / MAPLE, "The {name}`maple.full`, {name}`maple` for short, lends to those who build.\n", "")
    return line_of(root / MAPLE_FACTS, "lends to those who build")


@case(MAPLE_FACTS, "fact-missing", "maple.lends")
def fact_taken_out_of_a_sentence(root):
    replace(root / MAPLE, ", {name}`maple` for short, lends to those who build.", ", {name}`maple` for short.")
    return line_of(root / MAPLE_FACTS, "lends to those who build")


@case(REQUIRED, "fact-required", "restore it")
def fact_taken_out_of_its_facts_file(root):
    text = (root / MAPLE_FACTS).read_text(encoding="utf-8")
    write(root / MAPLE_FACTS, text[: text.rindex("[[fact]]")])
    return line_of(root / REQUIRED, "maple.lends")


@case(MAPLE_FACTS, "fact-required", "add it there")
def fact_taken_out_of_the_list(root):
    replace(root / REQUIRED, "maple.lends\n", "")
    return line_of(root / MAPLE_FACTS, 'id = "maple.lends"')


@case(REQUIRED, "fact-required", "restore it")
def facts_file_taken_away_with_its_page(root):
    (root / BIRCH_FACTS).unlink()
    (root / BIRCH).unlink()
    return line_of(root / REQUIRED, "birch.name")


@case(REQUIRED, "missing-file", "restore it")
def list_taken_away(root):
    (root / REQUIRED).unlink()
    return 1


@case("source/index.md", "page-missing", "write it")
def first_page_taken_away(root):
    (root / INDEX).unlink()
    return 1


@case(INDEX, "page-weight", "raise page_budget_kb")
def page_with_a_picture_too_heavy_for_a_slow_line(root):
    (root / "source/photo.png").write_bytes(LEAF + bytes(80 * 1024))
    append(root / INDEX, "![A leaf](photo.png)\n")
    translate(root, "index", {"![A leaf](photo.png)": "![Une feuille](photo.png)"})
    return 1


@case(INDEX, "page-weight", "put fewer pictures at its beginning")
def page_that_asks_for_too_many_files(root):
    replace(root / "pyproject.toml", "[tool.handbook]\n", "[tool.handbook]\npage_files = 5\n")
    for number in range(6):
        (root / f"source/leaf{number}.png").write_bytes(LEAF + bytes(number))
        append(root / INDEX, f"![Leaf {number}](leaf{number}.png)\n")
    pictures = {f"![Leaf {each}](leaf{each}.png)": f"![Feuille {each}](leaf{each}.png)" for each in range(6)}
    translate(root, "index", pictures)
    return 1


@case("pyproject.toml", "project", "page_budget_kb must be a number of kilobytes")
def budget_that_is_no_number(root):
    append(root / "pyproject.toml", 'page_budget_kb = "60"\n')
    return line_of(root / "pyproject.toml", "page_budget_kb")


def line_of_bytes(path, data):
    """Return the line of `data` in a file that is not UTF-8."""
    content = path.read_bytes()
    return content[: content.index(data)].count(b"\n") + 1


@DAMAGES.one_of_a_rule()
def test_damage_is_named_and_publishes_nothing(small, run, damage):
    """Whoever did it is told where, what and how to mend it, and readers notice nothing."""
    assert_refused(small, run, damage)


def test_a_build_refuses_in_the_language_of_whoever_runs_it(small, run):
    """What our directives say, and what Sphinx says in words of ours, come from the processes of the editions."""
    replace(small / MAPLE, "{fact}`maple.asked`", "{fact}`maple.axed`")
    line = append(small / MAPLE, "[Birch](brich.md)\n")
    lines = run(small, "build", "--output", "html", "--language-of-messages", "fr").errors.splitlines()
    assert (
        f"{MAPLE}:{line}: le lien vers «\u00a0brich.md\u00a0» ne mène nulle part; le plus proche est "
        "«\u00a0birch.md\u00a0»; corrigez le lien, ou rétablissez ce à quoi il mène [myst.xref_missing]"
    ) in lines
    assert any("fait inconnu\u00a0: «\u00a0maple.axed\u00a0»; écrivez un identifiant" in each for each in lines)
