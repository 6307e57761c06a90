"""Histories in real git: a translator and an editor change the same message, and git joins that, in every way."""

from git_by_hand import FRENCH, NEW, OLD, Repository


def begun(project):
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
