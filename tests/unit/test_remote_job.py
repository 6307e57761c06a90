"""What a worker of a cluster is held to before it lays anything out, and what it then does."""

import pickle

import pytest
from test_fragments import JOBS

from handbook.findings.finding import Finding
from handbook.machine.versions import PACKAGES, system_versions
from handbook.print import remote_job
from handbook.print.cluster import dask_complaint, worker_complaint
from handbook.print.fragment_job import lay_out_fragment
from handbook.print.remote_job import CANNOT, UnlikeError, identity, lay_out_alike, make_up, order

FONTS = ("HandbookSans-Regular.ttf", "HandbookMono-Semibold.ttf")


@pytest.fixture(scope="module")
def ours():
    """Return what this process is made up of."""
    return make_up(FONTS)


def test_this_process_has_all_that_it_takes(ours):
    """And says the same of itself each time."""
    assert ours[CANNOT] == ""
    assert all(text for name, text in ours.items() if name != CANNOT)
    assert {*PACKAGES, *system_versions(), *FONTS, "handbook", "Python", "zlib"} < ours.keys()
    assert make_up(FONTS) == ours == pickle.loads(pickle.dumps(ours))


def test_a_font_that_is_not_there_is_nothing():
    """Of a package that is missing, and of none."""
    assert [make_up([name])[name] for name in ("HandbookSans-No.ttf", "Odd.ttf")] == ["", ""]


COMPLAINTS = {
    "another program": ({"handbook": "abc"}, "the worker anna has handbook abc, and this machine "),
    "another library": ({"weasyprint": "1.0"}, "the worker anna has weasyprint 1.0, and this machine 70"),
    "another Pango": ({"Pango": "1.2.3"}, "the worker anna has Pango 1.2.3, and this machine 1."),
    "no font": ({FONTS[0]: ""}, f"the worker anna lacks {FONTS[0]}; install it there"),
    "no package": ({"pikepdf": ""}, "the worker anna lacks pikepdf; install it there"),
    "more": ({"odd": "1"}, "the worker anna has odd 1, and this machine –"),
    "no layout": ({CANNOT: "OSError: cannot load"}, "the worker anna cannot lay out a page: OSError: cannot load"),
}


@pytest.mark.parametrize(("theirs", "words"), COMPLAINTS.values(), ids=COMPLAINTS)
def test_a_worker_that_is_not_as_this_machine_is_named(ours, theirs, words):
    """With what is to be done; what it says is shown on one line."""
    assert worker_complaint("anna", ours, ours) is None
    complaint = worker_complaint("anna", {**ours, **theirs}, ours)
    assert str(Finding(path="a", line=1, message=complaint, rule="r")).startswith(f"a:1: {words}")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            ModuleNotFoundError("No module named 'handbook'"),
            "cannot say what it is (No module named 'handbook'); install",
        ),
        (RuntimeError("a\nb"), "cannot say what it is (a b); install"),
        (None, "cannot say what it is (None); install"),
    ],
)
def test_a_worker_that_does_not_answer_is_named(ours, answer, words):
    """Whatever it raises in its stead."""
    assert f"the worker anna {words}" in worker_complaint("anna", answer, ours)


@pytest.mark.parametrize(
    ("theirs", "is_same"),
    [
        ({"packages": {"distributed": "1"}}, True),
        ({"packages": {"distributed": "2"}}, False),
        ({}, False),
        (None, False),
    ],
)
def test_another_version_of_dask_is_named(theirs, is_same):
    """Whatever the scheduler says of itself."""
    versions = {"client": {"packages": {"distributed": "1"}}, "scheduler": theirs}
    complaint = dask_complaint("tcp://a:1", versions)
    assert complaint is None if is_same else "the scheduler at tcp://a:1 has Dask " in complaint


def test_a_job_comes_back_as_it_would_be_here(ours):
    """From a process of the same make-up; any other refuses it, and says on which machine it is."""
    assert lay_out_alike(order(JOBS[0], FONTS, identity(ours))) == lay_out_fragment(JOBS[0])
    with pytest.raises(UnlikeError):
        lay_out_alike(order(JOBS[0], FONTS, identity({**ours, "Pango": "another"})))


def test_a_process_says_what_it_was_when_it_was_first_asked(ours, monkeypatch):
    """Files that were replaced since are not what it has loaded."""
    monkeypatch.setattr(remote_job, "digest_of_tree", lambda folder: "another")
    assert make_up(FONTS) == ours
