"""Killed at any moment, or refused anything by the disk, publishing leaves the old release or the new one, whole."""

import os
import sys
from functools import partial
from itertools import cycle

import pytest
from sampled import sampled

from faults.readers import read_whole, reading_meanwhile
from faults.refusing import ERRORS, Refusal, in_a_fork
from faults.scenes import BEFORE, NAMES, publish_staged, publish_words, scene, unlinked, words_of, wrongs
from faults.stepping import killed_at, stops_of
from handbook.publication import trees
from handbook.publication.release import site_place
from handbook.publication.rollback import roll_back
from handbook.publication.trees import exchange

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are followed by their system calls on Linux")
each_before = pytest.mark.parametrize("before", sampled(list(BEFORE), every=2))
SYNC, SYNC_ALL = os.fsync, trees.sync_file_system


@pytest.fixture(autouse=True)
def synced(monkeypatch):
    """Ask the disk for all that publishing asks of it, which other tests do without."""
    monkeypatch.setattr(os, "fsync", SYNC)
    monkeypatch.setattr(trees, "sync_file_system", SYNC_ALL)


@linux
@each_before
def test_killed_at_any_system_call(project, before):
    """Before the call and after it: a few of them here, each of them in `make faults`."""
    again, publishing = scene(project, before), partial(publish_staged, project)
    count = stops_of(publishing)
    stops = sorted({*range(0, count, count // 6), *range(count - 40, count, 5)})
    seen = set()

    def put_back_before_each():
        for stop in stops:
            again()
            yield stop

    for stop in killed_at(publishing, put_back_before_each()):
        seen.add(words_of(project))
        assert wrongs(project, before) == [], stop
    assert seen == {"new", "old" if before != "nothing" else None}


@each_before
def test_refused_anything(project, before):
    """By a full disk, a read-only one, a broken one: the site stays whole, and the error is said."""
    again, publishing = scene(project, before), partial(publish_staged, project)
    count, raised = in_a_fork(publishing, Refusal(folder=project.build))
    assert (raised, count > 5) == ("", True)
    for last, error in zip(range(1, count + 1), cycle(ERRORS.values())):
        again()
        _, raised = in_a_fork(publishing, Refusal(folder=project.build, last=last, error=error))
        assert raised == "" or raised.startswith(("OSError", "PermissionError")), raised
        assert wrongs(project, before) == [], (last, error)


def test_readers_get_one_release_or_the_other(project):
    """However often it is published meanwhile, and gone back to."""
    publish_words(project, "first")
    with reading_meanwhile(project.site) as readings:
        for number in range(20):
            publish_words(project, f"site-{number}", (*NAMES, f"en/{number}.html"))
            if number % 10 == 9:
                roll_back(site_place(project), None, 3, project.build)
    whole, torn, missing = readings.figures
    assert whole > 5
    assert (torn, missing) == (0, 0)


def test_a_folder_is_exchanged_for_a_link_while_it_is_read(project):
    """Where the system can exchange two entries, there is no moment without a site."""
    publish_words(project, "old")
    unlinked(project)
    with reading_meanwhile(project.site) as readings:
        publish_words(project, "new")
    (project.build / "one").mkdir()
    (project.build / "other").mkdir()
    if exchange(project.build / "one", project.build / "other"):
        assert readings.figures[2] == 0
    assert words_of(project) == "new"


def test_a_reading_can_be_torn_and_missing(project, tmp_path):
    """So that the tests above can fail."""
    assert read_whole(tmp_path / "nowhere") == "missing"
    publish_words(project, "old")
    assert read_whole(project.site) == "whole"
    (project.site / "en/index.html").write_text("of another release", encoding="utf-8")
    assert read_whole(project.site) == "torn"
    (project.site / "en/index.html").unlink()
    assert read_whole(project.site) == "torn"


def test_each_file_and_folder_is_synced_where_a_file_system_cannot_be_as_a_whole(tmp_path, monkeypatch):
    """On macOS, say: every file, and each folder after what is in it."""
    names = ["a/one.html", "a/b/two.html", "three.html"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    synced = []
    monkeypatch.setattr(trees, "sync_file_system", lambda folder: False)
    monkeypatch.setattr(trees, "sync", synced.append)
    trees.make_durable(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in synced} == {*names, "a", "a/b", "."}
    assert all(synced.index(path) < synced.index(path.parent) for path in synced if path != tmp_path)


def test_a_folder_that_cannot_be_synced_is_an_error(tmp_path):
    """And no release without one."""
    with pytest.raises(OSError, match="nowhere"):
        trees.make_durable(tmp_path / "nowhere")
