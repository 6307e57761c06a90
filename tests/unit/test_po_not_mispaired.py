"""What people do with git, and which is never taken for what git has done."""

import pytest
from git_by_hand import BETTER, CORRECT, FRENCH, NEW, OLD
from po_by_hand import entry, pairs
from ways_of_joining import begun, forget, on_branches, reword

from handbook.catalogs.merging.merge import MARK as CARRIED


@pytest.fixture
def repository(project):
    """Return a handbook in which a long message waits for its translation."""
    return begun(project)


def with_make_po(repository):
    """Reword with `make po`, and have a translator finish it in the next commit."""
    repository.commit((OLD, FRENCH))
    reword(repository)
    repository.review()
    repository.commit()


def at_once(repository):
    """Reword, and look at the translation before anything is committed."""
    repository.commit((OLD, FRENCH))
    repository.make_po(index=[NEW])
    repository.review()
    repository.commit()


def with_other_programs(repository):
    """Reword with programs that know no memory, and have a translator finish it in the next commit."""
    repository.commit((OLD, FRENCH))
    repository.commit(entry(NEW, FRENCH, fuzzy=True, previous=OLD))
    repository.commit((NEW, FRENCH))


def in_a_squash(repository):
    """Do both on a branch, of which a button makes one commit."""
    repository.commit((OLD, FRENCH))
    repository.branch("work")
    reword(repository)
    repository.review()
    repository.commit()
    repository.git("switch", "-q", "main")
    repository.git("merge", "-q", "--squash", "work")
    repository.commit()
    repository.git("branch", "-qD", "work")
    forget(repository)


def a_stack_that_is_rebased(repository):
    """Reword, translate the new words, and put both on top of something younger."""
    repository.branch("work")
    repository.at(1_000_000)
    reword(repository)
    repository.at(2_000_000)
    repository.commit((NEW, CORRECT))
    repository.git("switch", "-q", "main")
    repository.at(3_000_000)
    repository.commit(("Something", ""), page="compare")
    repository.git("switch", "-q", "work")
    repository.git("rebase", "-q", "main")
    forget(repository)


def form_only(repository):
    """Change what is carried over by itself."""
    repository.commit((OLD, FRENCH))
    repository.make_po(index=[OLD.replace("years, the", "years,  the").replace("One", "ONE")])
    assert any(line.startswith(CARRIED) for each in repository.entries() for line in each.comments)
    repository.commit()


def form_only_by_hand(repository):
    """Change spaces without any program."""
    repository.commit((OLD, FRENCH))
    repository.commit((OLD.replace("years, the", "years,  the"), FRENCH))


def one_translation_of_several(repository):
    """Have messages that are the same in French."""
    repository.commit(("Sources", "Sources"), ("Our sources", "Sources"))
    repository.commit(("Sources", "Sources"), ("Our sources", "Sources"), ("The sources", "Sources"))
    repository.commit(("The sources", "Sources"))


def another_text(repository):
    """Use a translation again for a message that is not like the one that had it."""
    repository.commit(("Where it works", "Régions"), (OLD, ""))
    repository.commit(("Regions", "Régions"), (OLD, ""))


def swapped(repository):
    """Put right what stood the wrong way round."""
    repository.commit((OLD, CORRECT), (NEW, FRENCH))
    repository.commit((OLD, FRENCH), (NEW, CORRECT))


def moved(repository):
    """Move the message to another page, and the page to another name."""
    repository.commit((OLD, FRENCH))
    repository.commit((NEW, CORRECT), page="other")
    repository.put()
    repository.commit((NEW, CORRECT), (OLD, FRENCH), page="other")
    repository.git("mv", repository.path("other").as_posix(), repository.path("index").as_posix())
    repository.commit()


def reverted(repository):
    """Take back a change of the message that was looked at in one commit, and take that back again."""
    at_once(repository)
    repository.git("revert", "--no-edit", "HEAD")
    repository.git("revert", "--no-edit", "HEAD")


def written_in_the_merge(repository):
    """Merge, and translate the new words before the commit."""
    on_branches(repository)
    repository.git("merge", "-q", "editor")
    repository.git("merge", "-q", "--no-commit", "translator")
    repository.commit((NEW, CORRECT))


def in_conflict(repository):
    """Have two people translate the same message otherwise, and git stop."""
    repository.commit((OLD, FRENCH))
    repository.branch("other")
    repository.commit((OLD, CORRECT))
    repository.git("switch", "-q", "main")
    repository.commit((OLD, BETTER))
    assert "CONFLICT" in repository.git("merge", "-q", "other", check=False)


def mixed_by_hand(repository):
    """Merge translations that are in conflict, and write one out of both."""
    in_conflict(repository)
    repository.commit((OLD, CORRECT.replace("de leurs", "des")))


def settled(repository):
    """Merge translations that are in conflict, have `make po` join them, and choose."""
    in_conflict(repository)
    repository.make_po()
    repository.review()
    repository.make_po()
    repository.commit()


def the_same_on_both_sides(repository):
    """Have two people translate the new words alike."""
    reword(repository)
    for branch in ("one", "two"):
        repository.branch(branch)
        repository.commit((NEW, CORRECT))
    repository.git("merge", "-q", "one")


def lost_and_found(repository):
    """Delete a catalogue, and take it back from git."""
    repository.commit((OLD, FRENCH))
    repository.put()
    repository.commit()
    repository.git("revert", "--no-edit", "HEAD")


def damaged_in_between(repository):
    """Commit a catalogue that is none, and mend it."""
    repository.commit((OLD, FRENCH))
    whole = repository.path().read_bytes()
    repository.path().write_bytes(whole.replace(b'msgstr "Un petit', b"msgstr Un petit"))
    repository.commit()
    repository.path().write_bytes(whole)
    repository.commit()


def a_branch_that_goes_on(repository):
    """Have another branch reword what is finished here, and look at it there."""
    repository.commit((OLD, FRENCH))
    repository.branch("next")
    reword(repository)
    repository.review()
    repository.commit()
    repository.git("switch", "-q", "main")


PRACTICES = [
    with_make_po,
    at_once,
    with_other_programs,
    in_a_squash,
    a_stack_that_is_rebased,
    form_only,
    form_only_by_hand,
    one_translation_of_several,
    another_text,
    swapped,
    moved,
    reverted,
    written_in_the_merge,
    mixed_by_hand,
    settled,
    the_same_on_both_sides,
    lost_and_found,
    damaged_in_between,
    a_branch_that_goes_on,
]


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.__name__)
def test_what_people_do_is_not_accused(repository, practice):
    """And `make po` leaves it finished."""
    practice(repository)
    assert repository.named() == []
    before = [pairs(repository.entries(page)) for page in ("index", "other")]
    repository.make_po()
    assert [pairs(repository.entries(page)) for page in ("index", "other")] == before
    assert not any(each.is_fuzzy for each in repository.entries())
