"""Every word, number and abbreviation of a page finds that page, in whatever language, script and spelling."""

import random
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from search_by_hand import ask

TEXTS = tomllib.loads(Path(__file__).with_name("pages_in_languages.toml").read_text(encoding="utf-8"))
# Scripts that write no space between words, or are read as such.
JOINED = (
    r"[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uac00-\ud7a3\u0e01-\u0e3a\u0e40-\u0e4e"
    r"\uff66-\uff9f\U00020000-\U0002fa1f]"
)
# What is shown as one with the letter before it.
ATTACHED = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\uff9e\uff9f"
# What no reader takes along with a word.
AROUND = " .,;:!?¿¡«»„“”\"'’‘()（）、。「」，：;·؟،।׳״…—%§€+"
TRIES = 200


def words(text):
    """Return each stretch between spaces, without the marks around it."""
    return [word for chunk in text.split() if re.search(r"\w", word := chunk.strip(AROUND))]


def phrases(text):
    """Return every number written in groups, and each stretch of a script without spaces."""
    return re.findall(r"\+?\d[\d .,/()-]*\d", text) + re.findall(f"{JOINED}+", text)


def pieces(text):
    """Return pieces that a reader may copy out of text without spaces, cut where Unicode lets a letter end."""
    chance = random.Random(text)
    result = []
    for run in re.findall(f"{JOINED}+", text):
        letters = re.findall(f"[^{ATTACHED}][{ATTACHED}]*", run)
        for _ in range(min(TRIES, 4 * len(letters))):
            first = chance.randrange(len(letters))
            result.append("".join(letters[first : first + chance.randrange(1, 7)]))
    return result


def spellings(word):
    """Return a word as it may be typed, or come out of another program."""
    forms = (word, unicodedata.normalize("NFD", word), unicodedata.normalize("NFKC", word), word.lower(), word.upper())
    return list(dict.fromkeys(forms))


@pytest.mark.parametrize("tag", TEXTS)
def test_every_word_of_a_page_finds_it(tmp_path, tag):
    """Each word, number and piece, as it stands and in other spellings, in an index with pages of other languages."""
    titles = {language: f"Title{number}" for number, language in enumerate(TEXTS)}
    copied = words(TEXTS[tag]) + phrases(TEXTS[tag]) + pieces(TEXTS[tag])
    typed = [form for word in dict.fromkeys(copied) for form in spellings(word)]
    assert len(typed) >= 19
    found = ask(tmp_path, tag, list(TEXTS.values()), typed)
    assert [form for form, pages in zip(typed, found, strict=True) if titles[tag] not in pages] == []
