"""What a translator types, and what a reader of French sees: marks are set on the sentence, code stays as it is."""

import pytest
from published import read
from small_handbook import append, translate

NBSP = "\u00a0"
# What the page says -> what is typed, and what is shown.
SHOWN = {
    "of {name}`birch`": ("d'{name}`birch`", "d’"),
    "the *order* of the day": ("l'*ordre* du jour", "l’ordre du jour"),
    "the **order** of the day": ("l'**ordre** du jour", "l’ordre du jour"),
    "the “order” of the day": ("l'« ordre » du jour", f"l’«{NBSP}ordre{NBSP}» du jour"),
    "the [notice](compare.md)": ("l'[avis](compare.md)", "l’avis"),
    "the `code` here": ("l'`code` ici", "l’code ici"),
    "the {term}`union <credit union>`": ("l'{term}`union <credit union>`", "l’union"),
    "He said “yes” to *the notice*": (
        'Il a dit "oui" à *l\'avis*',
        f"Il a dit «{NBSP}oui{NBSP}» à l’avis",
    ),
    "“*Yes*” she said": ('"*Oui*", dit-elle', f"«{NBSP}Oui{NBSP}», dit-elle"),
    "**Published by:** the team": ("**Publié par :** l’équipe", f"Publié par{NBSP}: l’équipe"),
    "**Published by**: the team": ("**Publié par** : l’équipe", f"Publié par{NBSP}: l’équipe"),
    "*50*% of them": ("*50* % d’entre eux", f"50{NBSP}% d’entre eux"),
    "`{prefix}-{secret}` and `git+https://example.org/x`": (
        "`{prefix}-{secret}` et `git+https://example.org/x`",
        "{prefix}-{secret} et git+https://example.org/x",
    ),
    '`« a »: "b"` and `l\'x`': ('`« a »: "b"` et `l\'x`', '« a »: "b" et l\'x'),
    "the {abbr}`CU (credit “union”)`": ('l\'{abbr}`CU (caisse "unie")`', "l’CU"),
}


@pytest.fixture(scope="module")
def paragraphs(build_small):
    """Publish a page of these sentences; return the French ones as they are read."""

    def add(root):
        append(root / "source/glossary.md", "\n\n".join(SHOWN) + "\n")
        translate(root, "glossary", {source: typed for source, (typed, _) in SHOWN.items()})

    page = read(build_small(add, "--output", "html"), "fr", "glossary")
    return ["".join(each.itertext()).strip() for each in page.iterfind(".//main//p")]


@pytest.mark.parametrize("source", SHOWN)
def test_a_reader_sees_what_was_meant(paragraphs, source):
    """Whatever markup the mark stands beside."""
    shown = SHOWN[source][1]
    assert [each for each in paragraphs if each.startswith(shown)]
