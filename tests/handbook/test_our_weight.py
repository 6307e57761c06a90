"""Pages of this handbook keep to their budget with every setting on that makes them longer."""

import pytest
from our_sources import copy_sources
from small_handbook import replace

from handbook.commands import cli

SETTINGS = """\
base_url = "https://guide.example.org/handbook/"
contact = "guide@example.org"
repository_url = "https://github.com/example/handbook"
"""


@pytest.mark.whole
def test_a_publisher_who_says_all_there_is_to_say_keeps_the_budget(tmp_path, monkeypatch):
    """Where it is published, whom to write to, where its sources are: addresses on each page, above and below."""
    root = copy_sources(tmp_path / "guide")
    replace(root / "pyproject.toml", "[tool.handbook]\n", f"[tool.handbook]\n{SETTINGS}")
    monkeypatch.chdir(root)
    assert cli.main(["build", "--output", "html"]) == 0
