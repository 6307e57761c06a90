"""Chapters laid out by whoever there is: one process, a pool of them, a cluster of Dask; readers get the same bytes."""

import os
import shutil
import signal
import socket
import sys
from concurrent.futures import ProcessPoolExecutor

import pytest
from clusters import PACKAGE, WITHOUT_FONTS, WITHOUT_HANDBOOK, WITHOUT_PANGO, cluster, until
from small_handbook import fingerprint, without_leaflets, write_small_handbook

from faults.builds import begun, ended, left_alive, start
from handbook.machine import pool, share
from handbook.print import cluster as clients
from handbook.project.project import load_project

ENGLISH = ("build", "--output", "pdf", "--language", "en")


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    """Give a cluster with two workers."""
    with cluster(tmp_path_factory.mktemp("dask") / "cluster") as running:
        for name in ("anna", "bea"):
            running.worker(name)
        yield running


@pytest.fixture
def small(tmp_path):
    """Write the small handbook, of which nothing is built."""
    return write_small_handbook(tmp_path / "petit guide")


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """Return what readers get of the small handbook in English, laid out by one process."""
    root = write_small_handbook(tmp_path_factory.mktemp("alone") / "guide")
    done = start(load_project(root), *ENGLISH, "--jobs", "1")
    assert ended(done).code == 0
    return fingerprint(root / "build/site")


def test_a_cluster_makes_the_same(small, run, dask, alone):
    """Down to the manifest, which names each file with its hash; and nothing of Dask's is printed."""
    done = run(small, *ENGLISH, "--scheduler", dask.address)
    assert done.code == 0
    assert [line for line in done.errors.splitlines() if not line.startswith("note: ")] == []
    assert fingerprint(small / "build/site") == alone


@pytest.mark.whole
def test_a_cluster_makes_the_same_of_both_languages_at_once(small, run, dask, small_brochures):
    """Each asks for its own chapters."""
    assert run(small, "build", "--scheduler", dask.address).code == 0
    assert fingerprint(small / "build/site") == fingerprint(small_brochures / "build/site")


def test_a_pool_makes_the_same(small, run, alone, monkeypatch, tmp_path):
    """With two processes where there are two cores for one language, which both lay out."""
    noted = tmp_path / "pids"
    submit = ProcessPoolExecutor.submit

    def note(call, *arguments):
        with noted.open("a") as file:
            file.write(f"{os.getpid()}\n")
        return call(*arguments)

    monkeypatch.setattr(pool, "_noted", note, raising=False)
    note.__module__, note.__qualname__ = pool.__name__, "_noted"
    monkeypatch.setattr(ProcessPoolExecutor, "submit", lambda self, *work: submit(self, note, *work))
    monkeypatch.setattr(share, "cores", lambda: 2)
    assert run(small, *ENGLISH).code == 0
    assert fingerprint(small / "build/site") == alone
    assert len(set(noted.read_text().split())) == 2


def test_a_scheduler_that_does_not_answer_is_one_line(small, run, monkeypatch):
    """Dask itself says nothing, and nothing is published."""
    without_leaflets(small)
    monkeypatch.setattr(clients, "_PATIENCE", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"  # nobody listens there, and nobody else can
        done = run(small, *ENGLISH, "--scheduler", address)
    assert (done.code, "Published" in done.output) == (1, False)
    assert done.errors.startswith(f"--scheduler:1: no scheduler of Dask answers at {address} (")
    assert done.errors.count("\n") == 1
    assert not (small / "build/site").exists()


def test_without_dask_it_is_said_what_to_install(small, run, monkeypatch):
    """And nothing is built."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run(small, "build", "--scheduler", "tcp://127.0.0.1:8786")
    assert (done.code, done.output) == (2, "")
    assert done.errors == "handbook: --scheduler needs Dask: pip install '.[cluster]'\n"


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "tcp://host", "http://host:1", "tcp://a b:1", "tcp://host:1/x"])
def test_what_is_no_address_is_refused(small, run, address, capfd):
    """Before anything is read."""
    with pytest.raises(SystemExit) as ended_with:
        run(small, "build", "--scheduler", address)
    assert ended_with.value.code == 2
    assert f"invalid address: “{address}”" in capfd.readouterr().err


def changed_package(folder):
    """Return a folder with a copy of the program of which one line is another."""
    shutil.copytree(PACKAGE, folder / "handbook", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "handbook/print/fit.py").open("a") as file:
        file.write("# another version\n")
    return folder


@pytest.mark.whole
def test_workers_that_are_not_as_this_machine_are_refused(small, run, tmp_path, monkeypatch):
    """Each by its name, with what it lacks; one that is does not make up for them."""
    without_leaflets(small)
    with cluster(tmp_path / "cluster") as odd:
        with monkeypatch.context() as patch:
            patch.setattr(clients, "_PATIENCE", 1)
            done = run(small, *ENGLISH, "--scheduler", odd.address)
        assert (done.code, "Published" in done.output) == (1, False)
        assert done.errors == f"--scheduler:1: the scheduler at {odd.address} has no workers; start some [scheduler]\n"
        odd.worker("anna")
        odd.worker("bare", WITHOUT_HANDBOOK)
        odd.worker("faceless", WITHOUT_FONTS)
        odd.worker("panless", WITHOUT_PANGO)
        odd.worker("old", package=changed_package(tmp_path / "old"))
        until_there_are(5, odd.address)
        done = run(small, *ENGLISH, "--scheduler", odd.address)
        assert (done.code, "Published" in done.output) == (1, False)
        lines = sorted(line.partition("the worker ")[2] for line in done.errors.splitlines())
        names = [line.split()[0] for line in lines]
        assert names == ["bare", "faceless", "old", "panless"]
        bare, faceless, old, panless = lines
        assert "cannot say what it is (ModuleNotFoundError" in bare
        assert "install handbook[cluster] there" in bare
        assert "cannot lay out a page: Font-face" in faceless
        assert " has handbook " in old
        assert "cannot lay out a page: OSError: cannot load library 'libpango-1.0-0'" in panless
        assert not (small / "build/site").exists()


@pytest.mark.whole
def test_a_worker_that_comes_late_is_held_to_the_same(small, run, tmp_path, monkeypatch, alone):
    """It does nothing, and says on which machine it is; what it was to do can be done here."""
    monkeypatch.setattr(clients, "_examine", lambda *_: None)
    with cluster(tmp_path / "cluster") as odd:
        odd.worker("old", package=changed_package(tmp_path / "old"))
        done = run(small, *ENGLISH, "--scheduler", odd.address)
        assert (done.code, "Published" in done.output) == (1, False)
        assert "is not as this machine; install the same on both [scheduler]" in done.errors
        done = run(small, *ENGLISH, "--scheduler", odd.address, "--or-here")
        assert done.code == 0
        assert "note: --scheduler:1: a worker of " in done.errors
    assert fingerprint(small / "build/site") == alone


def until_there_are(count, address):
    """Wait until a scheduler has so many workers."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=60)


# A worker that begins a chapter, says so, and does not get on.
STUCK = """
import pathlib, time
from handbook.print import fragment_job

def stuck(job):
    pathlib.Path("stuck").touch()
    time.sleep(600)

fragment_job.lay_out_fragment = stuck
"""


@pytest.mark.whole
def test_a_worker_that_is_killed_is_made_up_for(small, tmp_path, alone):
    """In the middle of a chapter; the others lay it out."""
    with cluster(tmp_path / "cluster") as half:
        half.worker("anna")
        victim = half.worker("bea", STUCK)
        until_there_are(2, half.address)
        with begun(load_project(small), *ENGLISH, "--scheduler", half.address) as build:
            until((tmp_path / "cluster/stuck").exists)
            victim.kill()
            done = ended(build)
    assert done.code == 0, done.errors
    assert fingerprint(small / "build/site") == alone


@pytest.mark.whole
def test_a_build_that_waits_for_a_cluster_ends_at_once(small, tmp_path):
    """By Ctrl-C; and none of its processes is left."""
    with cluster(tmp_path / "cluster") as half:
        half.worker("bea", STUCK)
        until_there_are(1, half.address)
        with begun(load_project(small), *ENGLISH, "--scheduler", half.address) as build:
            until((tmp_path / "cluster/stuck").exists)
            os.killpg(build.pid, signal.SIGINT)
            done = ended(build)
            assert (done.code, done.errors) == (130, "handbook: stopped\n")
            assert done.seconds < 5
            assert left_alive(build) == []
