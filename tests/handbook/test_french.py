"""No English is left in the French edition: what stands in both is a name, a word of both languages, or a number."""

import re
from itertools import chain

from published_pages import LANGUAGES, each_page, page_of

# What may read the same in both editions, and why.
NAMES = (
    # Organizations keep the name they give themselves.
    "CMC",
    "CDF",
    "SOCODEVI",
    "DID",
    "Co-operative Development Foundation of Canada",
    "Développement international Desjardins",
    "Société de coopération pour le développement international",
    "Rooftops Canada",
    "Abri international",
    # So do those who publish something about them.
    "CDF Canada",
    "Project MUSE",
    "chf.bc.ca",
    "fhcq.coop",
    # The two languages name themselves.
    "English",
    "Français",
    # Words that both languages write alike.
    "Sources",
    "Brochure",
    "PDF",
    "six",
)
# What the head says in words; the rest of its contents is for machines: a policy, codes of languages, kinds of things.
TOLD = "//meta[not(@http-equiv) and not(starts-with(@property, 'og:locale')) and not(@property='og:type')]/@content"
# A text that is marked as being in the other language stands there on purpose.
LEAVES = "//body//text()[not(ancestor::*[@lang][not(self::html)])]"


def plain(text):
    """Return a text with plain single spaces."""
    return " ".join(text.split())


def says_something(text):
    """Whether a text has a word in it, as opposed to a number, a sign or an address."""
    return bool(re.search(r"[^\W\d_]{2}", text)) and "://" not in text


def texts(site, language, docname):
    """Return what a reader of a page reads, text by text, head and alternative texts included."""
    page = page_of(site, language, docname)
    attributes = chain.from_iterable(page.xpath(path) for path in ("//@alt", "//@title", "//@aria-label", TOLD))
    found = [*page.xpath("//title/text()"), *attributes, *page.xpath(LEAVES)]
    return [plain(each) for each in found if says_something(each)]


def marked(site, language, docname):
    """Return the texts that a page marks as being in another language."""
    return {plain(each.text_content()) for each in page_of(site, language, docname).xpath("//body//*[@lang]")}


@each_page
def test_no_english_text_is_left_on_a_french_page(real, docname):
    """Header, menu, text, table and foot alike."""
    english, french = ({*texts(real.site, language, docname)} for language in LANGUAGES)
    left = english & french - {"width=device-width, initial-scale=1"}
    assert not {each for each in left if not is_made_of_names(each)}


def is_made_of_names(text):
    """Whether nothing is left of a text when the names are taken out."""
    for name in sorted(NAMES, key=len, reverse=True):
        text = text.replace(name, "")
    return not says_something(text)


def test_no_english_sentence_is_left_in_the_french_brochure(real, editions):
    """Line by line: no line of four words or more stands in both, but for words marked as the other language's."""
    english, french = (
        {plain(line) for text in editions[language].brochure.texts for line in text.splitlines()}
        for language in LANGUAGES
    )
    foreign = " ".join(
        chain.from_iterable(marked(real.site, language, page) for language in LANGUAGES for page in real.pages())
    )
    left = {line for line in english & french if len(re.findall(r"[^\W\d_]+", line)) >= 4 and says_something(line)}
    assert not {line for line in left if line not in foreign and not is_part_of_names(line)}


def is_part_of_names(line):
    """Whether a line holds no word but those of names, which paper divides over lines."""
    words = re.compile(r"[^\W\d_]+")
    return set(words.findall(line)) <= set(words.findall(" ".join(NAMES)))


def test_the_editions_differ_enough_to_be_compared(real, editions):
    """The comparison has something to compare: hundreds of texts on either side."""
    for language in LANGUAGES:
        assert sum(len(texts(real.site, language, docname)) for docname in real.pages()) > 500
        assert sum(len(text.splitlines()) for text in editions[language].brochure.texts) > 300


def test_an_english_sentence_in_a_french_page_would_be_found():
    """The allow-list lets names pass, and nothing longer."""
    assert is_made_of_names("CDF, SOCODEVI, DID")
    assert is_part_of_names("Foundation of Canada (CDF)")
    assert not is_part_of_names("The Foundation of Canada (CDF)")
    assert not is_made_of_names("CDF is a co-operative")
    assert not is_made_of_names("Key facts")


@each_page
def test_a_french_page_is_as_long_as_its_english_one(real, docname):
    """Nothing was left out: French takes a little more room than English, never half of it."""
    english, french = (
        len(plain(page_of(real.site, each, docname).find(".//main").text_content())) for each in LANGUAGES
    )
    assert 0.8 < french / english < 1.6
