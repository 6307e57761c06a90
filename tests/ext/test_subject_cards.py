"""A card for each agency: what it is, its figure, where it works; in either language, on screen and on paper."""

import pypdfium2
import pytest
from published import by_class, read, words
from small_handbook import append, replace

from handbook.facts.normalise import normalise

CARDS = {
    "en": [
        ["Maple Fund (Maple)", "Created in 1970", "Mainly in Africa, the Caribbean and Eastern Europe."],
        ["Birch", "Around the world. No list of regions is known."],
    ],
    "fr": [
        [
            "Fonds de l’Érable (Érable)",
            "Création en 1970",
            "Surtout en Afrique, dans les Caraïbes et en Europe de l’Est.",
        ],
        ["Bouleau", "Partout dans le monde. Aucune liste de régions n’est connue."],
    ],
}


@pytest.fixture(scope="module")
def site(build_small):
    """Publish the small handbook with cards on a page, one of them with a figure."""

    def change(root):
        append(root / "source/compare.md", "```{agency-cards}\n```\n")
        replace(root / "source/facts/maple.toml", 'id = "maple.founded"\n', 'id = "maple.founded"\nfigure = true\n')

    return build_small(change, "--output", "html", "--output", "pdf")


def _cards(site, language):
    return by_class(read(site, language, "compare"), "subject-card")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_card_says_what_is_known_and_leads_to_the_page(site, language):
    """In the order of the facts, with a map where regions are listed, and nothing where nothing is known."""
    cards = _cards(site, language)
    texts = [[normalise(words(p)) for p in card.findall("p")] for card in cards]
    for shown, expected in zip(texts, CARDS[language], strict=True):
        assert [part for part in map(normalise, expected) if not any(part in text for text in shown)] == []
        assert len(shown) == len(set(shown))
    assert [card.xpath("./p[1]/a/@href") for card in cards] == [["agencies/maple.html"], ["agencies/birch.html"]]
    assert [len(card.findall("svg")) for card in cards] == [1, 0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_paper_has_the_same_words(site, language):
    """Without the maps, which the portraits show."""
    with pypdfium2.PdfDocument(site / f"downloads/brochure-{language}.pdf") as pdf:
        text = normalise(" ".join(page.get_textpage().get_text_bounded() for page in pdf))
    assert normalise(CARDS[language][0][1]) in text
    assert normalise(CARDS[language][1][-1]) in text


def test_a_figure_is_true_or_false(small, run):
    """Anything else is one line."""
    replace(small / "source/facts/maple.toml", 'id = "maple.founded"\n', 'id = "maple.founded"\nfigure = "yes"\n')
    outcome = run(small, "build", "--output", "html")
    assert outcome.code == 1
    assert "figure is true or false" in outcome.errors
