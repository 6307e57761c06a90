"""Parts of the live preview by themselves: what takes long to bring about from outside."""

import json
import socket
import threading
import time
from contextlib import suppress
from dataclasses import replace as changed
from multiprocessing import Pipe

import pytest
from small_handbook import write_small_handbook

from conformance.preview import CHECKS, read_preview
from conformance.tools import ConformanceError
from handbook.findings.finding import Finding
from handbook.preview import server
from handbook.preview.preview import Preview
from handbook.preview.saved_files import Reader
from handbook.preview.state import JudgedCatalogue, LanguageReport, OpenPages, PassageStatus, State, Update
from handbook.preview.worker import Worker
from handbook.project.project import Edition, load_project

REFUSED = Finding(path="source/index.md", line=3, message="wrong", rule="test")


@pytest.fixture
def reader(tmp_path):
    """Return what reads a small handbook."""
    root = write_small_handbook(tmp_path / "tree")
    return Reader(project=load_project(root), folder=tmp_path / "copy")


@pytest.fixture
def worker(reader, tmp_path):
    """Return the French of that handbook, with all that there is to read, and no page written."""
    project = changed(reader.project, root=reader.folder)
    edition = Edition(project=project, language="fr", siblings=("en",), has_brochure=False)
    worker = Worker(edition=edition, stage=tmp_path / "stage", is_marked=True)
    worker.take(reader.refresh()["fr"])
    yield worker
    worker._close()


def written(worker):
    """Do all there is to do, and return the pages that were written, in their order."""
    reports = []
    while report := worker.step():
        reports.append(report.docname)
    return [docname for docname in reports if docname]


def test_one_saved_page_is_all_that_is_written(reader, worker):
    """What does not change its title or its anchors is nobody else's business."""
    written(worker)
    path = reader.project.page("agencies/birch")
    path.write_text(f"{path.read_text()}\nMore.\n")
    worker.take(reader.refresh()["fr"])
    assert written(worker) == ["agencies/birch"]


def test_a_saved_catalogue_is_one_page_of_one_language(reader, worker):
    """English has nothing to do with it."""
    written(worker)
    path = reader.project.catalogue("fr", "agencies/birch")
    path.write_text(path.read_text().replace(" bureaux", " antennes"))
    updates = reader.refresh()
    assert updates["en"].catalogues == {}
    worker.take(updates["fr"])
    assert written(worker) == ["agencies/birch"]


def test_a_term_of_the_other_language_is_in_the_glossary(reader, worker):
    """The glossary shows both."""
    written(worker)
    worker.take(Update(elsewhere={"en": dict.fromkeys(("glossary", "agencies/birch"), JudgedCatalogue(messages={}))}))
    assert written(worker) == ["glossary"]


def test_open_pages_come_first(worker):
    """Whoever waits looks at one of them."""
    worker.take(OpenPages(docnames=frozenset({"glossary"})))
    assert written(worker)[0] == "glossary"


def test_a_new_theme_is_on_every_page(reader, worker):
    """And its files are copied."""
    everything = set(written(worker))
    copies = [worker.stage / "site/fr/_static" / name for name in ("handbook.css", "search.js")]
    for copied in copies:
        copied.unlink()
    report = worker.take(Update(has_new_theme=True))
    assert report.has_new_theme
    assert all(copied.is_file() for copied in copies)
    assert set(written(worker)) == everything


def test_a_page_that_breaks_its_reader_is_named(worker, monkeypatch):
    """A fault of ours, of Sphinx or of MyST-Parser is no reason to stop."""
    written(worker)

    def fail(*arguments):
        raise RuntimeError("no such thing")

    monkeypatch.setattr("handbook.sphinx.stepwise.write_page", fail)
    worker.take(Update(files=frozenset({"source/index.md"})))
    report = worker.step()
    assert [(each.path, each.rule) for each in report.findings] == [("source/index.md", "preview")]
    monkeypatch.undo()
    worker.take(Update(files=frozenset({"source/index.md"})))
    assert worker.step().findings == ()


def test_a_start_that_fails_is_told_and_tried_again(reader, worker):
    """Settings may be wrong for a while."""
    conf = reader.project.source / "conf.py"
    text = conf.read_text()
    conf.write_text("nonsense nonsense\n")
    report = worker.take(reader.refresh()["fr"])
    assert [each.path for each in report.findings] == ["source/conf.py"]
    assert worker.step() is None
    conf.write_text(text)
    assert worker.take(reader.refresh()["fr"]).findings == ()
    assert "index" in written(worker)


def test_nothing_changed_is_no_update(reader):
    """A file that is saved as it was, too, is a save; one that is only looked at is none."""
    assert reader.refresh()
    assert reader.refresh() == {}


def test_a_catalogue_that_has_gone_is_empty(reader):
    """Its page shows English then, and says so."""
    reader.refresh()
    reader.project.catalogue("fr", "compare").unlink()
    assert reader.refresh()["fr"].catalogues["compare"].messages == {}


def test_the_first_page_cannot_go(reader):
    """Sphinx has to have one; the last that there was stays."""
    reader.refresh()
    reader.project.page("index").unlink()
    reader.refresh()
    assert (reader.folder / "source/index.md").is_file()
    assert [each.rule for each in reader.findings()] == ["page-missing"]


def test_links_and_leavings_are_not_taken_over(reader):
    """A link that leads out of the project, what editors leave, a folder that is a link."""
    source = reader.project.source
    (source / "out.md").symlink_to("/etc/hostname")
    (source / "folder").symlink_to("/etc")
    (source / ".index.md.swp").write_text("x")
    (source / "index.md~").write_text("x")
    reader.refresh()
    taken = {each.name for each in (reader.folder / "source").iterdir()}
    assert not taken & {"folder", ".index.md.swp", "index.md~"}
    assert (reader.folder / "source/out.md").read_text() == "# out\n"
    assert [each.rule for each in reader.findings() if each.path == "source/out.md"] == ["file-outside"]


def test_a_file_that_cannot_be_read_is_named(reader, monkeypatch):
    """As long as it cannot; what there was of it stays."""
    reader.refresh()
    path = reader.project.page("compare")
    path.write_text(f"{path.read_text()}\nMore.\n")

    def refuse(*arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("handbook.preview.mirror._copy", refuse)
    assert reader.refresh() == {}
    assert [(each.path, each.rule) for each in reader.findings()] == [("source/compare.md", "unreadable")]
    assert "More." not in (reader.folder / "source/compare.md").read_text()


def test_a_file_that_breaks_its_reader_is_named_and_read_again(reader, tmp_path, monkeypatch):
    """A fault of ours is no reason to stop, and loses no save."""
    preview = Preview(project=reader.project, languages=("fr",), folder=tmp_path)
    ours, theirs = Pipe()
    preview.connections["fr"] = ours

    def fail(*arguments):
        raise RecursionError("too deep")

    monkeypatch.setattr("handbook.preview.saved_files.check_page", fail)
    preview._pass_on(reader, has_new_theme=False)
    assert ["too deep" in each.message for each in preview.state.findings()] == [True]
    monkeypatch.undo()
    preview._pass_on(reader, has_new_theme=False)
    assert preview.state.findings() == []
    assert theirs.recv().registry is not None


@pytest.fixture
def served(reader, tmp_path, monkeypatch):
    """Return the place of a server with little patience, and the server."""
    monkeypatch.setattr(server, "PATIENCE", 0.5)
    monkeypatch.setattr(server.Handler, "timeout", 0.5)
    shown = {"site": tmp_path, "state": State(), "project": reader.project, "languages": ("en",)}
    previewed = server.PreviewedSite(**shown, look_at=lambda: None)
    with server.Server(0, previewed) as running:
        threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()
        yield running.server_address
        running.shutdown()


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.0\r\nHost: ", b"GET /"], ids=repr)
def test_a_connection_that_asks_for_nothing_ends(served, said):
    """However slowly it goes on: a byte now and then is no request."""
    begun = time.monotonic()
    with socket.create_connection(served, timeout=10) as connection:
        connection.sendall(said)
        with suppress(OSError):  # ended meanwhile
            while time.monotonic() - begun < 3 and said:
                connection.sendall(b"x")
                time.sleep(0.1)
        with suppress(ConnectionResetError):
            while connection.recv(4096):
                pass
    assert time.monotonic() - begun < 8
    assert until_no_thread_answers()


def until_no_thread_answers():
    """Return whether soon no thread of the server is left at a connection."""
    end = time.monotonic() + 3
    while any("process_request" in each.name for each in threading.enumerate()):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_a_reader_who_takes_nothing_is_let_go(served, monkeypatch):
    """As one that is told of much, and never reads it."""
    monkeypatch.setattr(State, "news", lambda *_: ({"x": "x" * 10_000} for _ in iter(int, 1)))
    with socket.create_connection(served, timeout=10) as connection:
        connection.sendall(
            f"GET /_preview/events?language=en&page=x HTTP/1.0\r\nHost: 127.0.0.1:{served[1]}\r\n\r\n".encode()
        )
        assert until_no_thread_answers()


def test_readers_are_counted():
    """Two windows on one page; when both have gone, nobody looks at it."""
    state = State()
    with state.reading("fr", "index"):
        with state.reading("fr", "index"):
            assert state.open_pages("fr") == {"index"}
            assert state.open_pages("en") == frozenset()
        assert state.open_pages("fr") == {"index"}
    assert state.open_pages("fr") == frozenset()


def test_a_page_is_told_what_is_new_once():
    """Then that the preview is still there."""
    state = State()
    news = state.news("fr", "index", 0.01)
    assert next(news)["version"] == 0
    assert next(news) is None
    left = (PassageStatus(place="a.po:1", state="fuzzy", text="x"),)
    state.note_report(LanguageReport(language="fr", findings=(REFUSED,), docname="index", left=left, messages=7))
    told = next(news)
    assert told["version"] == 1
    assert told["findings"] == [str(REFUSED)]
    assert told["left"] == [{"place": "a.po:1", "state": "fuzzy", "text": "x"}]
    assert next(news) is None


def test_more_findings_than_anybody_reads_are_counted():
    """Thirty, and how many more there are."""
    state = State()
    state.note_files([changed(REFUSED, line=line) for line in range(1, 38)])
    told = state.of_page("en", "index")
    assert (len(told["findings"]), told["more"]) == (30, 7)


def preview_report(**changes):
    """Return a report of ``preview.mjs``, in which `changes` replace figures."""
    return json.dumps({"checks": CHECKS, "passed": CHECKS, "broken": [], "save_to_visible": 0.1} | changes)


def test_the_browser_has_looked_at_the_preview():
    """The line tells how long a save takes to be seen."""
    [line] = read_preview(preview_report()).lines()
    assert line == f"live preview: {CHECKS} pages, {CHECKS} checks (save to visible: median 0.1 s) passed, 0 violations"


@pytest.mark.parametrize(
    "report", ["", "{}", preview_report(checks=CHECKS - 1), preview_report(passed=0), preview_report(broken=[{}])]
)
def test_a_preview_not_looked_at_is_no_success(report):
    """No check may go missing."""
    with pytest.raises(ConformanceError):
        read_preview(report)


def test_what_fails_in_the_preview_is_a_violation():
    """It names the check."""
    broken = [{"page": "side by side", "message": "no\nscroll", "rule": "preview"}]
    verdict = read_preview(preview_report(passed=CHECKS - 1, broken=broken))
    assert str(verdict.broken[0]) == "preview/side by side:1: no scroll [preview]"
