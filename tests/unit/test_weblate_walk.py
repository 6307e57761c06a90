"""The walk with a real Weblate (`make weblate`) finds in the guide what it types, and names what it lacks."""

import pytest
import walk
from guide import filled, shell_block
from machine import PROGRAMS, missing
from setting_up import GUIDE, is_before
from small_handbook import ROOT
from stations import BY_API
from translating import slug, wrong

FRENCH = "docs/traduire/weblate.md"
# A word of each block that is typed, and what the guide leaves to be filled in there.
BLOCKS = {
    "import_json": (),
    "projects/": tuple(BY_API),
    "DATA_DIR": ("ADDRESS-OF-THE-SOURCES", "DATA_DIR", "/srv/handbook"),
    "FETCH_HEAD": ("ADDRESS-OF-ITS-REPOSITORY",),
}
PLACEHOLDERS = {
    "ADDRESS-OF-THE-SOURCES": "ADRESSE-DES-SOURCES",
    "ADDRESS-OF-ITS-REPOSITORY": "ADRESSE-DU-DÉPÔT-DE-WEBLATE",
}


@pytest.mark.parametrize(("word", "names"), BLOCKS.items(), ids=str)
def test_the_guide_has_every_block_that_is_typed(word, names):
    """In French the same commands, but for the words that stand for an address."""
    block = shell_block(ROOT / GUIDE, word)
    assert not any(name in filled(block, dict.fromkeys(names, "x")) for name in names)
    for english, french in PLACEHOLDERS.items():
        block = block.replace(english, french)
    assert shell_block(ROOT / FRENCH, word) == block


def test_a_word_that_the_guide_no_longer_says_is_told():
    """Else the walk would type the placeholder."""
    with pytest.raises(ValueError, match="no longer says ELSEWHERE"):
        filled("git fetch ADDRESS", {"ELSEWHERE": "x"})


def test_what_is_missing_is_named_and_nothing_counts_as_walked(tmp_path, capsys, monkeypatch):
    """Neither Weblate nor the programs of Debian."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("machine.POSTGRESQL", tmp_path)
    assert walk.main(["--weblate", str(tmp_path / "2026.10.1")]) == 2
    told = capsys.readouterr().out
    for name in ("weblate[postgres]", "initdb (Debian: postgresql)", "redis-server (Debian: redis-server)"):
        assert name in told
    assert told.splitlines()[-1] == "0 walked, 0 stumbled, 1 skipped"


def test_nothing_is_missing_where_all_is_there(tmp_path, monkeypatch):
    """Programs of these names, and somebody who is not root."""
    weblate = tmp_path / "2026.10.1"
    (weblate / "bin").mkdir(parents=True)
    for program in ("weblate", *PROGRAMS):
        (weblate / "bin" / program).touch(mode=0o755)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert missing(weblate, {"PATH": ""}) == []


@pytest.mark.parametrize(
    ("version", "other", "before"),
    [
        ("5.14.3", (2026, 9), True),
        ("2026.8", (2026, 9), True),
        ("2026.9", (2026, 9), False),
        ("2026.10.1", (2026, 9), False),
    ],
)
def test_versions_are_compared_by_their_numbers(version, other, before):
    """Not by their letters: 2026.10 is newer than 2026.9."""
    assert is_before(version, other) is before


def test_what_a_translator_gets_wrong_is_wrong():
    """Two digits of a year change places; a translation without a year cannot be got wrong so."""
    assert wrong("La fondation en 1985") == "La fondation en 1958"
    assert wrong("La fondation") is None
    assert slug("agencies/did") == "page-agenciesdid"
