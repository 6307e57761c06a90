"""The search of this handbook finds what readers look for, however they spell it.

What is run is the script of the published site, in Node.js: it ranks there as it does in a browser.
"""

from pathlib import Path

import pytest
from published_pages import LANGUAGES, page_of
from published_search import ask, found_for, index_line

# (language, what is typed, the page that comes first, the place on it where that is one of its own)
RECALL = [
    # Acronyms and names, in either language
    ("en", "CDF", "agencies/cdf", ""),
    ("en", "cdf", "agencies/cdf", ""),
    ("en", "Co-operative Development Foundation of Canada", "agencies/cdf", ""),
    ("en", "cooperative development foundation", "agencies/cdf", ""),
    ("en", "DID", "agencies/did", ""),
    ("en", "did", "agencies/did", ""),
    ("en", "Développement international Desjardins", "agencies/did", ""),
    ("en", "developpement international desjardins", "agencies/did", ""),
    ("en", "desjardins", "agencies/did", None),
    ("en", "SOCODEVI", "agencies/socodevi", ""),
    ("en", "Socodevi", "agencies/socodevi", ""),
    ("en", "Société de coopération pour le développement international", "agencies/socodevi", ""),
    ("en", "societe de cooperation", "agencies/socodevi", ""),
    ("en", "CMC", "movement", ""),
    ("en", "Co-operatives and Mutuals Canada", "movement", ""),
    ("en", "coopératives et mutuelles Canada", "movement", ""),
    ("en", "Rooftops", "agencies/rooftops", ""),
    ("en", "rooftops canada", "agencies/rooftops", ""),
    ("en", "Abri international", "agencies/rooftops", ""),
    ("fr", "CDF", "agencies/cdf", ""),
    ("fr", "la CDF", "agencies/cdf", ""),
    ("fr", "Co-operative Development Foundation of Canada", "agencies/cdf", ""),
    ("fr", "DID", "agencies/did", ""),
    ("fr", "Développement international Desjardins", "agencies/did", ""),
    ("fr", "Mouvement Desjardins", "agencies/did", None),
    ("fr", "SOCODEVI", "agencies/socodevi", ""),
    ("fr", "Société de coopération pour le développement international", "agencies/socodevi", ""),
    ("fr", "CMC", "movement", ""),
    ("fr", "cooperatives et mutuelles canada", "movement", ""),
    ("fr", "Co-operatives and Mutuals Canada", "movement", ""),
    ("fr", "Rooftops Canada", "agencies/rooftops", ""),
    ("fr", "abri", "agencies/rooftops", ""),
    ("fr", "OSBL", "glossary", "term-not-for-profit-organization"),
    # From a place to an agency
    ("en", "find an agency", "find", ""),
    ("fr", "trouver un organisme", "find", ""),
    # Accents, or none
    ("en", "Québec", "agencies/did", None),
    ("en", "quebec", "agencies/did", None),
    ("en", "fédération", "agencies/rooftops", "sources"),
    ("en", "federation", "agencies/rooftops", "sources"),
    ("fr", "fédération", "agencies/rooftops", "sources"),
    ("fr", "federation", "agencies/rooftops", "sources"),
    ("fr", "FÉDÉRATION", "agencies/rooftops", "sources"),
    ("fr", "bénévolat", "glossary", "term-volunteer-work"),
    ("fr", "benevolat", "glossary", "term-volunteer-work"),
    ("fr", "équitable", "glossary", "term-equitable"),
    ("fr", "equitable", "glossary", "term-equitable"),
    ("fr", "accessibilité", "about", "accessibility"),
    ("fr", "accessibilite", "about", "accessibility"),
    ("fr", "réduction de la pauvreté", "glossary", "term-poverty-reduction"),
    ("fr", "reduction de la pauvrete", "glossary", "term-poverty-reduction"),
    ("fr", "declaration sur l'identite cooperative", "glossary", "term-Statement-on-the-Co-operative-Identity"),
    # Hyphens, and none
    ("en", "co-op", "glossary", "term-co-operative"),
    ("en", "coop", "glossary", "term-co-operative"),
    ("en", "co-ops", "glossary", "term-co-operative"),
    ("en", "coops", "glossary", "term-co-operative"),
    ("en", "co-operative", "glossary", "term-co-operative"),
    ("en", "cooperative", "glossary", "term-co-operative"),
    ("en", "co‑operatives", "glossary", "term-co-operative"),  # with a no-break hyphen
    ("en", "by-laws", "glossary", "term-by-laws"),
    ("en", "bylaw", "glossary", "term-by-laws"),
    ("en", "know-how", "glossary", "term-know-how"),
    ("en", "know how", "glossary", "term-know-how"),
    ("en", "knowhow", "glossary", "term-know-how"),
    ("en", "not for profit", "glossary", "term-not-for-profit"),
    ("en", "housing coop", "glossary", "term-housing-co-operative"),
    ("fr", "coop", "glossary", "term-co-operative"),
    ("fr", "co-op", "glossary", "term-co-operative"),
    ("fr", "co-operative", "glossary", "term-co-operative"),
    ("fr", "savoir faire", "glossary", "term-know-how"),
    ("fr", "savoir-faire", "glossary", "term-know-how"),
    # Plural, gender, spelling
    ("en", "credit unions", "glossary", "term-credit-union"),
    ("en", "credit union", "glossary", "term-credit-union"),
    ("en", "mutuals", "glossary", "term-mutual"),
    ("en", "developing country", "glossary", "term-developing-countries"),
    ("en", "partner organisations", "glossary", "term-partner-organization"),
    ("en", "errors", "about", "how-to-report-an-error"),
    ("fr", "coopératives de crédit", "glossary", "term-credit-union"),
    ("fr", "mutuelles", "glossary", "term-mutual"),
    ("fr", "modèles coopératifs", "glossary", "term-co-operative-model"),
    ("fr", "organismes partenaires", "glossary", "term-partner-organization"),
    ("fr", "logements sociaux", "glossary", "term-social-housing"),
    ("fr", "réseaux", "agencies/socodevi", None),
    # Apostrophes
    ("fr", "l’Afrique", "find", "by-region"),
    ("fr", "l'Afrique", "find", "by-region"),
    ("fr", "conseil d'administration", "glossary", "term-board-of-directors"),
    ("fr", "conseil administration", "glossary", "term-board-of-directors"),
    ("fr", "coopérative d’habitation", "glossary", "term-housing-co-operative"),
    ("en", "Government of Canada's part", "movement", "the-government-of-canadas-part"),
    # What is told: numbers, places, aims
    ("en", "700 projects", "agencies/socodevi", None),
    ("en", "created in 1970", "agencies/did", None),
    ("en", "accessibility", "about", "accessibility"),
    ("en", "latin america", "find", None),
    ("fr", "plus de 700 projets", "agencies/socodevi", None),
    ("fr", "Gouvernement du Canada", "movement", None),
    # Another word for it, and questions
    ("en", "charity", "agencies/cdf", None),
    ("en", "charities", "agencies/cdf", None),
    ("en", "contact", "about", None),
    ("en", "map", "find", "maps"),
    ("en", "which agency began in 1970?", "agencies/did", None),
    ("en", "how many agencies are there, please?", "movement", "the-agencies"),
    ("en", "4 agencies", "movement", "the-agencies"),
    ("fr", "4 organismes", "movement", "the-agencies"),
    ("fr", "obnl", "agencies/cdf", None),
    ("fr", "caisse populaire", "glossary", None),
    ("fr", "nous joindre", "about", None),
    ("fr", "qu'est-ce qu'une mutuelle", "glossary", "term-mutual"),
    ("fr", "est-ce que DID travaille en Afrique", "agencies/did", None),
    # A slip of the finger, or two
    ("en", "carribean", "find", None),
    ("en", "socodvi", "agencies/socodevi", ""),
    ("fr", "benevollat", "glossary", "term-volunteer-work"),
]

# Language, question, the pages that answer it, with tabs between them.
QUESTIONS = Path(__file__).with_name("search_questions.tsv")


@pytest.fixture(scope="module")
def recall(real):
    """Ask for everything at once."""
    queries = [(language, query) for language, query, _, _ in RECALL]
    return dict(zip(queries, ask(real.site, queries), strict=True))


@pytest.mark.parametrize(("language", "query", "docname", "anchor"), RECALL)
def test_page_comes_first(recall, language, query, docname, anchor):
    """And on it, where there is one place that is meant, that place."""
    found = found_for(recall[language, query])
    assert [each["page"]["href"] for each in found[:1]] == [f"{docname}.html"]
    if anchor is not None:
        assert found[0]["passages"][0]["passage"]["anchor"] == anchor


def test_every_place_found_is_there(real, recall):
    """Each result leads to a page, and to an anchor that it has."""
    for (language, _), answer in recall.items():
        for each in found_for(answer):
            ids = set(page_of(real.site, language, each["page"]["href"].removesuffix(".html")).xpath("//@id"))
            assert {passage["passage"]["anchor"] for passage in each["passages"]} <= ids | {""}


@pytest.mark.parametrize(
    ("language", "query", "marked"),
    [
        ("en", "federation", ["Federation"]),
        ("fr", "federation", ["Fédération"]),
        ("fr", "l'habitation", ["habitation"]),
        ("en", "bylaws member", ["members"]),
    ],
)
def test_words_are_marked_as_they_stand(real, language, query, marked):
    """With their accents and capitals, whatever was typed."""
    [answer] = ask(real.site, [(language, query)])
    excerpts = [passage["excerpt"] for each in found_for(answer) for passage in each["passages"]]
    assert marked[0] in {text for excerpt in excerpts for text, is_hit in excerpt if is_hit}
    assert all(len("".join(text for text, _ in excerpt)) <= 240 for excerpt in excerpts)


def test_a_page_with_some_of_the_words_is_better_than_none(real):
    """And the reader is told that it is so."""
    whole, part = ask(real.site, [("en", "housing federation"), ("en", "federation zzzz")])
    assert [whole["isPart"], part["isPart"]] == [False, True]
    assert found_for(part)[0]["page"]["href"] == "agencies/rooftops.html"


@pytest.mark.parametrize(("language", "least_first", "least_in_three"), [("en", 110, 115), ("fr", 108, 115)])
def test_questions_lead_to_their_page(real, language, least_first, least_in_three):
    """Of 120 that a reader may ask, so many find a page that answers, first or among the first three."""
    rows = [line.split("\t") for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    asked = [(query, answers.split()) for each, query, answers in rows if each == language]
    found = [
        [each["page"]["href"].removesuffix(".html") for each in answer["results"]]
        for answer in ask(real.site, [(language, query) for query, _ in asked])
    ]
    best = [(pages[:3], answers) for pages, (_, answers) in zip(found, asked, strict=True)]
    assert len(asked) == 120
    assert sum(bool(set(pages[:1]) & set(answers)) for pages, answers in best) >= least_first
    assert sum(bool(set(pages) & set(answers)) for pages, answers in best) >= least_in_three


@pytest.mark.parametrize("language", LANGUAGES)
def test_index_is_not_much_larger_than_the_text(real, language):
    """It holds the text, and of each word where it stands; the stemmer, which every handbook has, is not counted."""
    texts = [
        " ".join(page_of(real.site, language, each).find(".//main").text_content().split()) for each in real.pages()
    ]
    size = len(index_line(real.site, language).encode())
    assert size <= 2.4 * len("".join(texts).encode())
