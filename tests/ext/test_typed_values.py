"""A page that types the value of a fact by hand is named, for it would say the old one when the fact changes."""

from small_handbook import append, translate

MAPLE, COMPARE = "source/agencies/maple.md", "source/compare.md"
PROJECTS = "is typed by hand, and stays when maple.projects changes; write {fact}`maple.projects` [fact-typed]"

# What stands on which page, its French, and what is said of it.
TYPED = [
    (
        MAPLE,
        "Those more than 1,200 projects are many.",
        "Ces 1 200 projets sont nombreux.",
        f"“more than 1,200” {PROJECTS}",
    ),
    (
        COMPARE,
        "{name}`maple` has more than **1,200** projects.",
        "{name}`maple` a bien **1 200** projets.",
        f"“more than 1,200” {PROJECTS}",
    ),
    (
        MAPLE,
        "### The equivalent of 90 years",
        "### Comme 90 années",
        "“the equivalent of 90 years” is typed by hand, and stays when maple.volunteers changes; "
        "write {fact}`maple.volunteers` [fact-typed]",
    ),
    (
        MAPLE,
        "It works mainly in Africa, the Caribbean and Eastern Europe.",
        "Il travaille à l’étranger.",
        "“mainly in Africa, the Caribbean and Eastern Europe” is typed by hand, and stays when maple.regions changes; "
        "write {fact}`maple.regions` [fact-typed]",
    ),
    (
        MAPLE,
        "It has 1,200 projects and more.",
        "Il a plus de 1 200 projets.",
        f"“plus de 1 200” {PROJECTS}",
    ),
]

# … and what may stand there.
NOT_TYPED = [
    (MAPLE, "It has {fact}`maple.projects` of them.", "Il y en a {fact}`maple.projects`."),
    (COMPARE, "Somebody has more than 1,200 projects.", "Il y a plus de 1 200 projets quelque part."),
    (MAPLE, "In 1970, other things happened.", "En 1970, autre chose a eu lieu."),
    (MAPLE, "It has 1,200 chairs, for 90 years.", "Il a 1 200 chaises, depuis 90 années."),
    (MAPLE, "It says `more than 1,200`.", "Il dit `more than 1,200`."),
    (
        MAPLE,
        "See [More than 1,200 projects](https://example.org/more).",
        "Voir [Plus de 1 200 projets](https://example.org/more).",
    ),
]


def test_a_value_typed_by_hand_is_named_and_nothing_else(small, run):
    """With its line and the role to write, in either language; a bare number or a year may be that of another thing."""
    wanted = []
    for page, english, french, *said in (*TYPED, *NOT_TYPED):
        line = append(small / page, f"{english}\n")
        docname = page.removeprefix("source/").removesuffix(".md")
        translate(small, docname, {english.removeprefix("### "): french.removeprefix("### ")})
        wanted += [f"{page}:{line}: {message}" for message in said]
    outcome = run(small, "build", "--output", "html")
    assert outcome.code == 1
    assert sorted(outcome.errors.replace("\u00a0", " ").splitlines()) == sorted(wanted)
