"""What has changed since the last edition: by the values of the facts, read from git."""

import subprocess
from dataclasses import replace

import pytest
from small_handbook import replace as replace_text

from handbook.facts.last_edition import changes, read_last_edition, told_changes
from handbook.facts.registry import load_registry
from handbook.project.project import load_project


@pytest.fixture
def registry(project):
    """Return the facts of the small handbook."""
    return load_registry(project)


def with_facts(registry, *facts):
    """Return a registry that holds only these facts."""
    return replace(registry, facts={fact.id: fact for fact in facts})


def test_a_value_that_differs_is_a_change(registry, make_fact):
    """Added, changed, and no longer told; another wording is none."""
    kept, changed, gone, added = (make_fact(id=f"did.{name}") for name in ("kept", "changed", "gone", "added"))
    before = with_facts(registry, replace(kept, text={"en": "other words"}), changed, gone)
    now = with_facts(registry, kept, replace(changed, value={"year": 1971}), added)
    found = [(each.before and each.before.id, each.now and each.now.id) for each in changes(before, now)]
    assert found == [("did.changed", "did.changed"), (None, "did.added"), ("did.gone", None)]


def git(root, *arguments):
    """Run git as nobody in particular."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def edition(tree):
    """Commit the small handbook as the edition “first”, and return its folder."""
    git(tree, "init", "-q")
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "first edition", "--date", "2026-01-02T03:04:05Z")
    git(tree, "tag", "first")
    return tree


def named(tree, name):
    """Name the last edition in pyproject.toml, and return the project."""
    path = tree / "pyproject.toml"
    path.write_text(path.read_text() + f'last_edition = "{name}"\n')
    return load_project(tree)


def test_changes_are_told_in_both_languages(edition, registry):
    """With the words of the panel, before and now."""
    fact = next(fact for fact in registry.facts.values() if fact.text)
    path = edition / "source/facts" / fact.path.name
    for language, words in fact.text.items():
        replace_text(path, f'text.{language} = "{words}"', f'text.{language} = "new words"')
    project = named(edition, "first")
    now = load_registry(project)
    changed = {**now.facts, fact.id: replace(now.facts[fact.id], value="another value")}
    now = replace(now, facts=changed, last_edition=read_last_edition(project))
    for language in project.languages:
        (told,) = told_changes(now, language)
        assert (told.before, told.now) == (fact.text[language], "new words")
        assert told.subject == registry.names[fact.subject].forms[language].text


def test_an_edition_without_changes_has_none(edition):
    """But a day."""
    project = named(edition, "first")
    now = replace(load_registry(project), last_edition=read_last_edition(project))
    assert not list(told_changes(now, "en"))
    assert now.last_edition.day.year >= 2026


def test_an_edition_that_told_its_facts_in_other_words_is_read_as_it_was(edition):
    """Its texts were written before they were held against the values: its readers were told what they say."""
    path = edition / "source/facts/birch.toml"
    words = "created in 1984 or so"
    for old, new in (("created in 1985", words), (words, "created in 1985")):
        replace_text(path, f'text.en = "{old}"', f'text.en = "{new}"')
        git(edition, "commit", "-qam", new)
        if new == words:
            git(edition, "tag", "odd")
    assert read_last_edition(named(edition, "odd")).registry.facts["birch.founded"].text["en"] == words


def test_without_a_name_there_is_no_last_edition(project):
    """Nothing is invented."""
    assert read_last_edition(project) is None


def test_an_edition_that_git_does_not_have_is_named(edition, refused):
    """A shallow clone, or a slip of the pen."""
    project = named(edition, "second")
    assert refused(read_last_edition, project) == [
        "pyproject.toml:1: git has no edition “second” with facts; name the commit or tag of an edition, and use a full"
        " clone [last-edition]"
    ]


def test_facts_that_can_no_longer_be_read_are_named(edition, refused):
    """They were written for an older schema."""
    facts = next((edition / "source/facts").glob("*.toml"))
    facts.write_text("old = 1\n" + facts.read_text())
    git(edition, "commit", "-qam", "an odd one")
    git(edition, "tag", "odd")
    git(edition, "checkout", "-q", "first", "--", "source")
    project = named(edition, "odd")
    (line,) = refused(read_last_edition, project)
    assert line.startswith("pyproject.toml:1: the facts of “odd” cannot be read")


@pytest.mark.parametrize("name", ["--output=x", "", "a b", 7])
def test_a_name_that_is_none_is_refused(tree, refused, name):
    """It would reach git as an option."""
    path = tree / "pyproject.toml"
    path.write_text(path.read_text() + f"last_edition = {name!r}\n".replace("'", '"'))
    (line,) = refused(load_project, tree)
    assert "last_edition must be the commit or tag" in line
