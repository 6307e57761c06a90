"""What a page would tell machines and not its readers is named, and nothing is published."""

from damage import Damages, assert_refused
from small_handbook import add_page, append, write

OAK_FACTS = """\
page = "agencies/oak"

[names.oak]
en = { text = "Oak Trust" }
fr = { text = "Fiducie du Chêne" }

[[fact]]
id = "oak.regions"
kind = "region-list"
value = { regions = ["002"] }
sources = ["report"]
evidence.en = "It is at work in Africa"
evidence.fr = "Il travaille en Afrique"
"""

DAMAGES = Damages()


@DAMAGES.case("source/agencies/oak.md", "organization", "“Oak Trust”, which its readers cannot read on it; write it")
def agency_whose_page_does_not_name_it(root):
    write(root / "source/facts/oak.toml", OAK_FACTS)
    append(root / "source/facts/required.txt", "oak.regions\n")
    add_page(root, "agencies/oak", "# A tree\n\nIt is at work {fact}`oak.regions`.\n", {
        "A tree": "Un arbre", "It is at work {fact}`oak.regions`.": "Il travaille {fact}`oak.regions`."
    })  # fmt: skip
    return 1


@DAMAGES.parameters()
def test_damage_is_named_and_publishes_nothing(small, run, damage):
    """Search engines are told nothing that is kept from readers."""
    assert_refused(small, run, damage)
