"""What git joins by lines: a translation that stands beside another text than its own is named, marked, and not lost.

The histories are in `ways_of_joining`.
"""

import shutil

import pytest
from git_by_hand import BETTER, CORRECT, FRENCH, NEW, NEWER, OLD, OLDER
from po_by_hand import entry, pairs
from sampled import sampled
from ways_of_joining import WAYS, begun, merge, on_branches, rebase_the_editor, squash_the_translator

from handbook.catalogs.merging.commits import MARK

WRONG = (NEW, FRENCH)


@pytest.fixture
def repository(project):
    """Return a handbook in which a long message waits for its translation."""
    return begun(project)


@pytest.mark.parametrize("way", sampled({way.__name__: way for way in WAYS}, every=3))
def test_what_git_has_joined_is_named_and_marked(repository, way):
    """With its line; the old text stands above it, nothing is lost, and who has looked is not asked again."""
    way(repository)
    page = next(each for each in ("start", "index") if repository.path(each).is_file())
    assert WRONG in pairs(repository.entries(page)), "git has joined it, finished"
    [line] = repository.named()
    [there] = [each for each in repository.entries(page) if each.pair == WRONG]
    assert line.startswith(f"locales/fr/LC_MESSAGES/{page}.po:{there.line}: this translates “… page sums up one of")
    assert "beside “… page sums up two of them" in line
    assert line.endswith("; run make po, which marks it, and correct it [po-mispaired]")

    merged = repository.make_po()
    assert [event.kind for event in merged.events if event.msgid == NEW] == ["mispaired"]
    [marked] = [each for each in repository.entries(page) if each.msgid == NEW]
    assert (marked.msgstr, marked.is_fuzzy, marked.previous) == (FRENCH, True, OLD)
    assert (OLD, FRENCH) in pairs(repository.entries("memory"))
    assert repository.named() == []
    before = repository.git("status", "--porcelain"), repository.git("diff")
    repository.make_po()
    assert (repository.git("status", "--porcelain"), repository.git("diff")) == before

    repository.review(page)
    for _ in range(2):  # before it is committed, and after
        assert repository.named() == []
        repository.make_po()
        assert WRONG in pairs(repository.entries(page))
        repository.commit()


@pytest.mark.parametrize("way", [merge, rebase_the_editor, squash_the_translator], ids=lambda way: way.__name__)
def test_what_has_been_corrected_since_is_not_named(repository, way):
    """By hand, and without any mark."""
    way(repository)
    page = next(each for each in ("start", "index") if repository.path(each).is_file())
    repository.commit((NEW, CORRECT), page=page)
    assert repository.named() == []


def test_only_what_was_joined_since_a_commit_is_named(repository):
    """A review looks at what it brings; and what is not committed is always new."""
    merge(repository)
    assert repository.named("HEAD") == []
    assert len(repository.named("HEAD^1")) == len(repository.named("HEAD^2")) == len(repository.named("HEAD~2")) == 1
    repository.commit(("Something", ""), page="other")
    assert repository.named("HEAD^") == []
    assert len(repository.named("HEAD~2")) == 1
    repository.put((NEWER, FRENCH))
    assert len(repository.named("HEAD")) == 1


# What else git makes of lines.


def test_two_translations_are_not_mixed(repository):
    """One side has changed the first line, the other the last: nobody has written what comes out."""
    ours, theirs = FRENCH.replace("Une page", "Une note"), FRENCH.replace("faits.", "actes.")
    mixed = theirs.replace("Une page", "Une note")
    repository.commit((OLD, FRENCH))
    repository.branch("other")
    repository.commit((OLD, theirs))
    repository.git("switch", "-q", "main")
    repository.commit((OLD, ours))
    repository.git("merge", "-q", "other")
    assert pairs(repository.entries()) == [(OLD, mixed)]
    [line] = repository.named()
    assert "git has made one translation of “One page sums up" in line
    assert line.endswith("out of two in commit " + repository.git("rev-parse", "HEAD")[:10] + REMEDY)
    repository.make_po()
    [marked] = repository.entries()
    assert (marked.msgstr, marked.is_fuzzy, marked.previous) == (mixed, True, None)
    assert " ".join(marked.comments).count("decide: the other side of the merge says “Une ") == 2
    assert set(pairs(repository.entries("memory"))) == {(OLD, ours), (OLD, theirs)}
    repository.review()
    repository.make_po()
    assert repository.named() == []
    assert [each.comments for each in repository.entries()] == [()]


REMEDY = "; run make po, which marks it, and choose [po-mispaired]"


def test_a_draft_is_not_finished_by_the_other_side(repository):
    """One side has worked on it, the other was content with what was there."""
    repository.commit(entry(OLD, FRENCH, fuzzy=True, previous=OLDER))
    repository.branch("other")
    repository.commit((OLD, FRENCH))
    repository.git("switch", "-q", "main")
    repository.commit(entry(OLD, BETTER, fuzzy=True, previous=OLDER))
    repository.git("merge", "-q", "other")
    assert pairs(repository.entries()) == [(OLD, BETTER)]
    assert len(repository.named()) == 1
    repository.make_po()
    assert pairs(repository.entries()) == [(OLD, f"? {BETTER}")]
    assert pairs(repository.entries("memory")) == [(OLD, FRENCH)]


@pytest.mark.parametrize("previous", [NEWER, None])
def test_a_mark_that_git_has_taken_away_is_put_back(repository, previous):
    """The editor has added a message before one with the same marks, of which the translator has taken them away."""
    drafts = [entry(text, FRENCH, fuzzy=True, previous=previous) for text in (OLDER, OLD)]
    around = ("Something before", "Avant"), (NEWER, FRENCH)
    repository.commit(around[0], drafts[1], around[1])
    repository.branch("translator")
    repository.commit(around[0], (OLD, FRENCH), around[1])
    repository.git("switch", "-q", "main")
    repository.commit(around[0], *drafts, around[1])
    repository.git("merge", "-q", "translator")
    assert pairs(repository.entries())[1:3] == [(OLDER, FRENCH), (OLD, f"? {FRENCH}")]
    [line] = repository.named()
    assert (
        "this translates “… page sums up three of" if previous else "git has taken “One page sums up any of"
    ) in line
    repository.make_po()
    [_, marked, *_] = repository.entries()
    assert (marked.is_fuzzy, marked.previous, marked.comments[0].startswith(MARK)) == (True, previous or OLD, True)
    assert repository.named() == []
    repository.review()
    for _ in range(2):
        repository.make_po()
        assert repository.named() == []
        assert not any(each.is_fuzzy for each in repository.entries())
        repository.commit()


@pytest.mark.parametrize("how", ["merge", "squash"])
def test_a_review_of_the_old_words_is_none_of_the_new(repository, how):
    """The editor has changed a message that was fuzzy already, while the translator finished it."""
    repository.commit(entry(OLD, FRENCH, fuzzy=True, previous=OLDER))
    repository.branch("translator")
    repository.commit((OLD, FRENCH))
    repository.git("switch", "-q", "main")
    repository.commit(entry(NEW, FRENCH, fuzzy=True, previous=OLDER))
    repository.git("merge", "-q", *(["--squash"] if how == "squash" else []), "translator")
    repository.commit()
    assert pairs(repository.entries()) == [WRONG]
    assert len(repository.named()) == 1
    repository.make_po()
    assert [(each.is_fuzzy, each.previous) for each in repository.entries()] == [(True, OLD)]
    repository.commit()
    repository.review()
    repository.commit()
    assert repository.named() == []


def test_words_of_both_sides_have_no_translation(repository):
    """Two editors have changed the message, and a translator has found that the translation holds for either."""
    one, other = OLD.replace("One page", "A page"), OLD.replace("its facts", "the facts")
    repository.commit((OLD, FRENCH))
    for branch, text in (("one", one), ("other", other)):
        repository.branch(branch)
        repository.make_po(index=[text])
        repository.review()
        repository.commit()
        assert pairs(repository.entries()) == [(text, FRENCH)]
    repository.git("rm", "-q", repository.path("memory").as_posix())
    repository.commit()
    repository.git("merge", "-q", "one")
    assert pairs(repository.entries()) == [(other.replace("One page", "A page"), FRENCH)]
    assert len(repository.named()) == 1


def test_a_sentence_of_two_pages_is_marked_on_one(repository):
    """The other page says it still, so that the memory does not: a comment tells that somebody was asked."""
    repository.commit((OLD, ""), page="other")
    on_branches(repository)
    repository.git("switch", "-q", "translator")
    repository.commit((OLD, FRENCH), page="other")
    repository.git("switch", "-q", "main")
    repository.git("merge", "-q", "editor")
    repository.git("merge", "-q", "translator")
    [line] = repository.named()
    assert line.startswith("locales/fr/LC_MESSAGES/index.po:")
    repository.make_po()
    assert [each.comments[0].startswith(MARK) for each in repository.entries()] == [True]
    assert pairs(repository.entries("other")) == [(OLD, FRENCH)]
    repository.review()
    repository.make_po()
    assert repository.named() == []
    repository.commit()
    repository.put(WRONG)
    repository.make_po()
    repository.commit()
    assert repository.named() == []
    assert pairs(repository.entries()) == [WRONG]


def test_what_was_copied_to_another_page_is_marked_there_too(repository):
    """A page that says the new words has taken what stood beside them."""
    merge(repository)
    repository.commit(WRONG, page="other")
    repository.git("rm", "-q", repository.path().as_posix())
    repository.commit()
    [line] = repository.named()
    assert line.startswith("locales/fr/LC_MESSAGES/other.po:")


def test_a_wrong_pair_does_not_come_back(repository):
    """Neither from git's last commit nor from the memory, to which it had gone meanwhile."""
    merge(repository)
    repository.make_po()
    assert [each.is_fuzzy for each in repository.entries()] == [True]
    repository.git("checkout", "-q", ".")
    shutil.copy(repository.path(), repository.path("memory"))
    repository.make_po(index=["Something else"])
    assert (NEW, FRENCH) not in pairs(repository.entries("memory"))
    repository.make_po(index=[NEW])
    assert WRONG not in pairs(repository.entries())
