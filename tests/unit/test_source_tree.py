"""What lies in ``source/`` and no reader would ever see is named."""

import pytest
from small_handbook import LEAF

from handbook.checks.input.sources import check_tree


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["leaf.png", "leaf.fr.png"], []),
        (["leaf.fr.png"], ["source/leaf.fr.png"]),
        (["leaf.jpg", "leaf.fr.png"], ["source/leaf.fr.png"]),
        (["leaf.fr.png", "leaf.en.svg"], ["source/leaf.en.svg", "source/leaf.fr.png"]),
        (["leaf.old.png", "fr.png", "notes.fr.txt"], []),
    ],
)
def test_a_picture_that_nobody_would_see_is_named(project, names, found):
    """Without the one that pages name, that of a language is shown nowhere."""
    for name in names:
        (project.source / name).write_bytes(LEAF)
    assert [each.path for each in check_tree(project)] == found
