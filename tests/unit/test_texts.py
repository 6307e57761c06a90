"""Facts, vocabulary and settings may spell any character by an escape; readers have to see each text as it is."""

import pytest

from handbook.findings.finding import HandbookError
from handbook.project.settings import complaints
from handbook.texts.located_toml import read_toml
from handbook.texts.text_files import unseen

# name -> (what stands in the quotes, the rule)
TEXTS = {
    "control": (r"a\u0007b", "invisible"),
    "delete": (r"a\u007fb", "invisible"),
    "nul": (r"a\u0000b", "invisible"),
    "command-of-a-terminal": (r"a\u001b[2Jb", "invisible"),
    "command-of-a-terminal-in-one": (r"a\u009b2Jb", "invisible"),
    "override-of-direction": (r"a\u202eb", "invisible"),
    "override-of-direction-by-eight": (r"a\U0000202eb", "invisible"),
    "nothing-to-see": (r"a\u200bb", "invisible"),
    "tag": (r"a\U000e0041b", "invisible"),
    "tags-behind-a-flag": (r"\U0001f3f4\U000e0068\U000e0069\U000e007f", "invisible"),
    "tags-without-a-flag": (r"\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "invisible"),
    "line-separator": (r"a\u2028b", "invisible"),
    "marks-on-marks": (r"e\u0301\u0301\u0301", "invisible"),
    "look-alike": (r"www.\u0430\u0440\u0440\u04cf\u0435.com", "address"),
    "look-alike-as-it-is": ("аррӏе.com", "address"),
}
PLACES = {
    "text": 'a = "x"\nb = "{}"\n',
    "list": 'a = "x"\nb = ["y", "{}"]\n',
    "table": 'a = "x"\nb = {{ c = "{}" }}\n',
    "key": 'a = "x"\nb = {{ "{}" = "c" }}\n',
    "array-of-tables": '\n[[b]]\nc = [{{ d = "{}" }}]\n',
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", TEXTS)
def test_what_nobody_sees_is_named_by_its_line(tmp_path, name, place):
    """Wherever in the file it stands."""
    text, rule = TEXTS[name]
    path = tmp_path / "facts.toml"
    path.write_text(PLACES[place].format(text), encoding="utf-8")
    with pytest.raises(HandbookError) as caught:
        read_toml(path, tmp_path)
    [finding] = caught.value.findings
    assert (finding.path, finding.rule) == ("facts.toml", rule)
    assert finding.line in (2, 3)


@pytest.mark.parametrize("name", TEXTS)
def test_settings_are_held_to_the_same(name):
    """Titles and publishers stand on every page."""
    text = TEXTS[name][0].encode("ascii", "backslashreplace").decode("unicode_escape")
    assert [key for key, _ in complaints({"title": {"en": text}})].count("title") >= 1


@pytest.mark.parametrize("name", ["gbeng", "gbsct", "gbwls"])
def test_the_flag_of_a_part_of_a_country_is_fine(name):
    """Of England, Scotland and Wales: letters that nobody sees spell it, and nothing else."""
    flag = "".join(["\U0001f3f4", *(chr(0xE0000 + ord(each)) for each in name), "\U000e007f"])
    assert unseen(f"Made in {flag}, {flag}") is None
    assert unseen(flag[:-1])
    assert unseen(flag[1:])


def test_what_spells_words_is_fine(tmp_path):
    """Accents, other scripts, emoji and the joiners that some languages write with."""
    path = tmp_path / "facts.toml"
    path.write_text('a = "Québec, 日本, می‌خواهم, 👩‍🌾, e\u0301"\nb = "québec.ca"\n', encoding="utf-8")
    assert read_toml(path, tmp_path).data["b"] == "québec.ca"
