"""No title is broken at the hyphen of a word, which would read as two; a word too long for a telephone is."""

import pytest

from handbook.sphinx.accessible import whole


def kept(word):
    """Return a word as it is kept on one line."""
    return f'<span class="whole">{word}</span>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Canada’s Co-operatives", f"Canada’s {kept('Co-operatives')}"),
        ("Saint-Jean-sur-Lac, vis-à-vis", f"{kept('Saint-Jean-sur-Lac')}, {kept('vis-à-vis')}"),
        ("R&amp;D-led &lt;A-B&gt;", f"R&amp;{kept('D-led')} &lt;{kept('A-B')}&gt;"),
        ("A - B, -C, D-, 1947–1950", "A - B, -C, D-, 1947–1950"),
        ("a-word-that-is-too-long-for-it", "a-word-that-is-too-long-for-it"),
        ("x" * 50_000 + "-", "x" * 50_000 + "-"),
        ("a-" * 50_000, "a-" * 50_000),
    ],
)
def test_a_short_word_with_a_hyphen_stays_whole(text, shown):
    """Whatever stands around it; and however long it is, in linear time."""
    assert whole(text) == shown
