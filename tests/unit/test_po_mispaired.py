"""What git joins by lines: a translation that stands beside another text than its own is named, marked, and not lost.

Each case is a history in real git. Those that must be named are the ways in which git joins; those that must not are
what people do.
"""

import shutil
import subprocess

import pytest
from git_by_hand import BETTER, CORRECT, FRENCH, NEW, NEWER, OLD, OLDER, Repository
from po_by_hand import entry, pairs
from small_handbook import write_small_handbook

from handbook.catalogs.merging.carry import MARK as CARRIED
from handbook.catalogs.merging.snapshot import MARK
from handbook.project import load_project

WRONG = (NEW, FRENCH)


@pytest.fixture
def repository(project):
    """Return a handbook in which a long message waits for its translation."""
    made = Repository(project)
    made.commit((OLD, ""))
    return made


def translate(repository):
    """Translate, and commit, what the message says here."""
    repository.commit((OLD, FRENCH))


def reword(repository, page="index"):
    """Give the message other words, and commit, with `make po`."""
    repository.make_po(**{page: [NEW]})
    return repository.commit()


def on_branches(repository):
    """Translate on one branch and reword on another, and stand on a main branch that has neither."""
    repository.branch("translator")
    translate(repository)
    repository.branch("editor")
    reword(repository)
    repository.git("switch", "-q", "main")


# Ways to join.


def merge(repository):
    """Merge the translator's branch into what the editor did."""
    on_branches(repository)
    repository.git("merge", "-q", "editor")
    repository.git("merge", "-q", "translator")


def merge_the_other_way(repository):
    """Merge the editor's branch into what the translator did."""
    on_branches(repository)
    repository.git("merge", "-q", "translator")
    repository.git("merge", "-q", "editor")


def merge_without_commit(repository):
    """Look at it first."""
    on_branches(repository)
    repository.git("merge", "-q", "editor")
    repository.git("merge", "-q", "--no-commit", "translator")


def merge_three(repository):
    """Merge both at once, with a third."""
    on_branches(repository)
    repository.branch("third")
    repository.commit(("Something else", ""), page="compare")
    repository.git("switch", "-q", "main")
    repository.commit(("Something", ""), page="other")
    repository.git("merge", "-q", "editor", "translator", "third")
    assert len(repository.git("rev-parse", "HEAD^@").split()) == 4


def merge_across(repository):
    """Merge branches that have merged each other's first commit: they come from two."""
    for name in ("one", "two"):
        repository.branch(name)
        repository.commit((name, ""), page=name)
    first = repository.git("rev-parse", "one")
    repository.git("switch", "-q", "one")
    repository.git("merge", "-q", "two")
    translate(repository)
    repository.git("switch", "-q", "two")
    repository.git("merge", "-q", first)
    reword(repository)
    assert len(repository.git("merge-base", "--all", "one", "two").split()) == 2
    repository.git("merge", "-q", "one")


def merge_into_another_name(repository):
    """Merge while the editor has given the page another name as well."""
    repository.branch("translator")
    translate(repository)
    repository.branch("editor")
    repository.git("mv", repository.path().as_posix(), repository.path("start").as_posix())
    reword(repository, "start")
    repository.git("merge", "-q", "translator")


def merge_and_rename(repository):
    """Give the page another name in the merge itself."""
    on_branches(repository)
    repository.git("merge", "-q", "editor")
    repository.git("merge", "-q", "--no-commit", "translator")
    repository.git("mv", repository.path().as_posix(), repository.path("start").as_posix())
    repository.commit()


def rebase_the_translator(repository):
    """Put the translation on top of the other words; the branch as it was is in git's log of references only."""
    on_branches(repository)
    repository.git("switch", "-q", "translator")
    repository.git("rebase", "-q", "editor")


def rebase_the_editor(repository):
    """Put the other words on top of the translation, and forget the branch."""
    on_branches(repository)
    repository.git("switch", "-q", "editor")
    repository.git("rebase", "-q", "translator")
    forget(repository)


def squash_the_translator(repository):
    """Do what the button of a host does, and keep the branch."""
    on_branches(repository)
    repository.git("merge", "-q", "editor")
    repository.git("merge", "-q", "--squash", "translator")
    repository.commit()


def squash_the_editor(repository):
    """Do what the button of a host does, and delete the branch."""
    on_branches(repository)
    repository.git("merge", "-q", "translator")
    repository.git("merge", "-q", "--squash", "editor")
    repository.commit()
    repository.git("branch", "-qD", "editor")
    forget(repository)


def cherry_pick(repository):
    """Take the commit of the translator alone."""
    on_branches(repository)
    repository.git("merge", "-q", "editor")
    repository.git("cherry-pick", "translator")


def rebase_elsewhere(repository):
    """Put the translation on top of other words that are younger, in a clone that is gone since."""
    repository.branch("translator")
    repository.at(1_000_000)
    translate(repository)
    repository.branch("editor")
    repository.at(2_000_000)
    reword(repository)
    repository.git("switch", "-q", "translator")
    repository.git("rebase", "-q", "editor")
    forget(repository)


def mail_a_patch(repository):
    """Apply the commit of the translator as it came by mail."""
    on_branches(repository)
    repository.git("merge", "-q", "editor")
    patch = repository.git("format-patch", "-1", "--stdout", "translator")
    file = repository.project.root / "0001.patch"
    file.write_text(patch + "\n", encoding="utf-8")
    repository.git("am", "-q", "-3", file.as_posix())


def stash(repository):
    """Put the translation aside while the other words are fetched."""
    repository.branch("editor")
    reword(repository)
    repository.git("switch", "-q", "main")
    repository.put((OLD, FRENCH))
    repository.git("stash", "-q")
    repository.git("merge", "-q", "editor")
    repository.git("stash", "apply", "-q")


def forget(repository):
    """Have git forget what no branch leads to."""
    repository.git("reflog", "expire", "--expire=now", "--all")
    repository.git("gc", "-q", "--prune=now")


WAYS = [
    merge,
    merge_the_other_way,
    merge_without_commit,
    merge_three,
    merge_across,
    merge_into_another_name,
    merge_and_rename,
    rebase_the_translator,
    rebase_the_editor,
    rebase_elsewhere,
    squash_the_translator,
    squash_the_editor,
    cherry_pick,
    mail_a_patch,
    stash,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
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


# What people do.


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


def mixed_by_hand(repository):
    """Merge translations that are in conflict, and write one out of both."""
    repository.commit((OLD, FRENCH))
    repository.branch("other")
    repository.commit((OLD, CORRECT))
    repository.git("switch", "-q", "main")
    repository.commit((OLD, BETTER))
    assert "CONFLICT" in repository.git("merge", "-q", "other", check=False)
    repository.commit((OLD, CORRECT.replace("de leurs", "des")))


def settled(repository):
    """Merge translations that are in conflict, have `make po` join them, and choose."""
    repository.commit((OLD, FRENCH))
    repository.branch("other")
    repository.commit((OLD, CORRECT))
    repository.git("switch", "-q", "main")
    repository.commit((OLD, BETTER))
    assert "CONFLICT" in repository.git("merge", "-q", "other", check=False)
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


# What git may lack, and names that it knows otherwise.


def test_a_shallow_clone_cannot_tell(repository, tmp_path, run):
    """Which is said: as a note, or as a finding to whoever asks since when; `make po` says it too."""
    merge(repository)
    source = repository.project.root.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", source, tmp_path / "shallow"], check=True)
    noted = run(tmp_path / "shallow", "check", "po")
    assert (noted.code, noted.output) == (0, "")
    assert noted.errors.startswith("note: git has only the end of the history here")
    done = run(tmp_path / "shallow", "check", "po", "--since", "HEAD")
    assert done.code == 1
    assert done.output.startswith("locales:1: git has only the end of the history here")
    assert done.output.endswith("run git fetch --unshallow [git-history]\n")


def test_a_history_that_is_damaged_is_told_in_a_line(repository, refused):
    """Where it is HEAD's; what no branch leads to need not be whole."""
    squash_the_editor(repository)
    repository.branch("aside")
    repository.commit((OLDER, FRENCH))
    remove(repository, "HEAD")
    repository.git("switch", "-q", "main")
    assert len(repository.named()) == 1
    remove(repository, "HEAD~1")
    [line] = refused(repository.named)
    assert line.startswith("locales:1: git lacks a catalogue of its history")


def remove(repository, commit):
    """Take a file of a commit out of git's store."""
    blob = repository.git("rev-parse", f"{commit}:{repository.path().relative_to(repository.folder).as_posix()}")
    for pack in (repository.folder / ".git/objects/pack").glob("*.pack"):
        moved = pack.rename(repository.folder / pack.name)
        subprocess.run(["git", "unpack-objects", "-q"], cwd=repository.folder, input=moved.read_bytes(), check=True)
        pack.with_suffix(".idx").unlink()
        moved.unlink()
    (repository.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()


def test_a_handbook_may_lie_in_a_folder_of_its_repository(tmp_path):
    """Beside other things."""
    (tmp_path / "all").mkdir()
    project = load_project(write_small_handbook(tmp_path / "all/le guide"))
    repository = Repository(project, tmp_path / "all")
    repository.commit((OLD, ""))
    squash_the_translator(repository)
    [line] = repository.named()
    assert line.startswith("locales/fr/LC_MESSAGES/index.po:")


def test_names_that_are_no_catalogues_are_passed_over(repository):
    """Bytes that are not UTF-8, links, folders that are repositories of their own."""
    folder = repository.project.catalogues("fr")
    name = folder / b"caf\xe9.po".decode("utf-8", "surrogateescape")
    name.write_bytes(repository.path().read_bytes())
    (folder / "link.po").symlink_to("index.po")
    (folder / "inner").mkdir()
    subprocess.run(["git", "init", "-q", folder / "inner"], check=True)
    inner = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x", "--allow-empty"]
    subprocess.run(inner, cwd=folder / "inner", check=True)
    repository.commit()
    for path in (name, folder / "link.po"):
        path.unlink()
    shutil.rmtree(folder / "inner")
    repository.commit()
    merge(repository)
    assert len(repository.named()) == 1


def test_settings_of_git_change_nothing(repository):
    """Whatever a person likes to see."""
    for key, value in (
        ("log.follow", "true"),
        ("diff.renames", "copies"),
        ("color.ui", "always"),
        ("log.showRoot", "0"),
    ):
        repository.git("config", key, value)
    repository.git("config", "merge.conflictStyle", "diff3")
    repository.git("config", "core.quotePath", "true")
    merge(repository)
    assert len(repository.named()) == 1


def test_nothing_is_named_before_there_is_a_history(project):
    """In a folder that git does not know, or without a commit."""
    repository = Repository(project)
    repository.put((OLD, FRENCH))
    assert repository.named() == []
    shutil.rmtree(repository.folder / ".git")
    assert repository.named() == []
