"""What is not set though readers would be the better for it is told to whoever publishes, once each."""

from dataclasses import replace

import pytest

from handbook.project.contact import Contact
from handbook.project.unset import unset

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
