"""What is not set though readers would be the better for it is told to whoever publishes, once each."""

from dataclasses import replace

import pytest

from handbook.project.contact import Contact
from handbook.project.declarations import keys_of
from handbook.project.settings import Settings
from handbook.project.unset import COSTS, unset

BASE = "https://example.org/guide"


@pytest.mark.parametrize(
    ("base_url", "contact", "rules"),
    [
        (BASE, "editors@example.org", set()),
        (None, "editors@example.org", {"base-url"}),
        (BASE, None, {"contact"}),
        (None, None, {"base-url", "contact"}),
    ],
)
def test_each_setting_that_is_missed_is_named(project, base_url, contact, rules):
    """With the file that it belongs to."""
    contacts = {"en": Contact(address=contact)} if contact else {}
    notices = list(unset(replace(project, base_url=base_url, contact=contacts)))
    assert sorted(notice.rule for notice in notices) == sorted(rules)
    assert {notice.path for notice in notices} <= {"pyproject.toml"}


# What has a default by which readers lose nothing, or is needed by itself or with another.
COST_NOTHING = [
    "languages",
    "source_language",
    "title",
    "subtitle",
    "publisher",
    "logo_alt",
    "tags",
    "native_names",
    "paper",
    "repository_branch",
    "repository_host",
    "subjects",
    "leaflets",
    "page_budget_kb",
    "page_files",
    "pdf_budget_kb",
    "keep_releases",
]
# What is said of in other words: at every build, or by what it holds.
BY_VALUE = ["base_url", "contact", "outputs", "publish"]


def test_each_setting_costs_readers_something_or_nothing():
    """Whoever declares one says which it is."""
    assert sorted([*COSTS, *COST_NOTHING, *BY_VALUE]) == sorted(keys_of(Settings))
