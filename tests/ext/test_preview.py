"""The live preview, as a browser meets it: another process, saves to files, HTTP on this machine."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue

import pytest
from processes import children_of, is_alive
from small_handbook import (
    LEAF,
    PO_HEADER,
    ROOT,
    add_page,
    append,
    fingerprint,
    line_of,
    replace,
    write,
    write_small_handbook,
)

from handbook.preview import preview_pages

# Longer than anything takes on a machine that is busy, in seconds; a test that waits as long has failed.
PATIENCE = 30
SERVE = "import sys; from handbook.commands.cli import main; sys.exit(main(['serve', *sys.argv[1:]]))"


@dataclass(kw_only=True)
class Running:
    """A preview of the handbook in `root`."""

    root: Path
    process: subprocess.Popen
    port: int
    first: str

    def get(self, path, host=None):
        """Return the status and the text of a page."""
        answer, content = self.answer(path, Host=host or f"127.0.0.1:{self.port}")
        return answer.status, content.decode("utf-8")

    def answer(self, path, **headers):
        """Return what is answered to a browser that sends these headers, and the content."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content

    def shows(self, path, *texts):
        """Wait until a page is served that holds all of the texts, and return it."""
        return until(lambda: (page := self.get(path)[1]) and all(text in page for text in texts) and page)

    @contextmanager
    def opened(self, language, docname):
        """Open a page as its script does; gives the function that returns the next thing it is told."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/_preview/events?language={language}&page={docname}")
        told, answer = Queue(), connection.getresponse()

        def listen():
            try:
                for line in answer:
                    if line.startswith(b"data:"):
                        told.put(json.loads(line[5:]))
            except (OSError, ValueError, AttributeError):
                return

        threading.Thread(target=listen, daemon=True).start()
        try:
            yield told
        finally:
            connection.close()

    def says(self, language, docname, condition):
        """Open a page and wait until it is told something of which `condition` holds; returns that."""
        with self.opened(language, docname) as told:
            return told_of(told, condition)


def until(look):
    """Look again and again until there is something, and return it."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < end, "this never came about"
        time.sleep(0.02)
    return found


def told_of(told, condition):
    """Take what a page is told until `condition` holds, and return that."""
    news = None
    while True:
        try:
            news = told.get(timeout=PATIENCE)
        except Empty:
            pytest.fail(f"the page was told nothing more than {news}")
        if condition(news):
            return news


def wrong(text):
    """Return the condition that a page is told of a finding that holds `text`."""
    return lambda news: any(text in each for each in news["findings"])


def well(news):
    """Whether nothing is wrong."""
    return not news["findings"]


@contextmanager
def previewed(root, *arguments, scripts=None):
    """Run a preview on a port that the system chooses; `scripts` is where another copy of the program is."""
    command = [sys.executable, "-c", SERVE, "--port", "0", *arguments]
    environ = os.environ | ({"PYTHONPATH": str(scripts)} if scripts else {})
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    process = subprocess.Popen(command, cwd=root, env=environ, **pipes)
    try:
        line = process.stdout.readline()
        match = re.search(r"http://127\.0\.0\.1:(\d+)(\S*)", line)
        assert match, f"the preview said {line!r}"
        yield Running(root=root, process=process, port=int(match[1]), first=match[2])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
        process.stdout.close()


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """Give a preview of the small handbook; each test leaves it with nothing wrong."""
    root = write_small_handbook(tmp_path_factory.mktemp("un aperçu en direct"))
    with previewed(root, "--translate") as running:
        # What a bad file must leave as it was has to be there.
        until(lambda: running.get("/fr/agencies/birch.html")[0] == 200)
        yield running


@pytest.fixture
def tree(preview):
    """Give the folder of the handbook that is previewed, and put it back to what it was."""
    kept = {path: path.read_bytes() for path in preview.root.rglob("*") if path.is_file()}
    yield preview.root
    for path in [path for path in preview.root.rglob("*") if path.is_file() and path not in kept]:
        path.unlink()
    for path, content in kept.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    preview.says("en", "index", well)


PAGE = "source/agencies/birch.md"
STRINGS = "locales/fr/LC_MESSAGES/handbook.po"
CATALOGUE = "locales/fr/LC_MESSAGES/agencies/birch.po"
FACTS = "source/facts/birch.toml"


def test_a_saved_page_is_served_in_every_language(preview, tree):
    """Untranslated words show in English."""
    with preview.opened("en", "agencies/birch") as told:
        version = told_of(told, lambda news: news["version"])["version"]
        append(tree / PAGE, "\nA sentence that was just saved.\n")
        told_of(told, lambda news: news["version"] > version)
        assert "A sentence that was just saved." in preview.get("/en/agencies/birch.html")[1]
    preview.shows("/fr/agencies/birch.html", "A sentence that was just saved.")


def test_a_saved_translation_is_served(preview, tree):
    """And English stays as it is."""
    preview.shows("/fr/agencies/birch.html", "D’où il vient")
    replace(tree / CATALOGUE, "D’où il vient", "Comment il est né")
    preview.shows("/fr/agencies/birch.html", "Comment il est né")


def test_a_saved_fact_is_served(preview, tree):
    """On each page that tells it."""
    text = (tree / FACTS).read_text(encoding="utf-8")
    year = re.search(r"year = (\d{4})", text)[1]
    preview.shows("/en/agencies/birch.html", year)
    (tree / FACTS).write_text(text.replace(year, "1234"), encoding="utf-8")
    preview.shows("/en/agencies/birch.html", "1234")
    preview.shows("/fr/agencies/birch.html", "1234")


def test_a_new_title_is_in_the_menu_of_other_pages(preview, tree):
    """Though nobody has it open."""
    replace(tree / PAGE, "# Birch Network", "# The Birches")
    preview.shows("/en/index.html", "The Birches")


def test_a_new_page_and_a_deleted_one(preview, tree):
    """Both are in the menu, or not, at once."""
    add_page(
        tree, "news", "# What is new\n\nNot much.\n", {"What is new": "Quoi de neuf", "Not much.": "Pas grand-chose."}
    )
    preview.shows("/fr/news.html", "Pas grand-chose.")
    preview.shows("/en/index.html", "What is new")
    (tree / "source/news.md").unlink()
    assert until(lambda: preview.get("/fr/news.html")[0] == 404)
    preview.says("en", "index", wrong("news"))


BAD = {
    "a conflict in a catalogue": (CATALOGUE, lambda text: f"{text}<<<<<<< HEAD\n", "[po-conflict]"),
    "a missing quote": (CATALOGUE, lambda text: text.replace('"\n', "\n", 5), "[po-"),
    "a catalogue cut short": (CATALOGUE, lambda text: text[: text.rindex("msgstr")], "[po-damaged]"),
    "an empty catalogue": (CATALOGUE, lambda text: "", "[po-damaged]"),
    "broken facts": (FACTS, lambda text: f"{text}\n[[fact\n", "TOML correct"),
    "facts cut short": (FACTS, lambda text: text[: len(text) // 2], FACTS),
    "an unknown fact": (PAGE, lambda text: f"{text}\n{{fact}}`birch.nothing`\n", "[fact-unknown]"),
    "a dead link": (PAGE, lambda text: f"{text}\n[dead](nowhere.md)\n", "nowhere.md"),
    "a directive that pages may not use": (PAGE, lambda text: f"{text}\n```{{raw}} html\n<b>\n```\n", "[directive]"),
    "an empty page": (PAGE, lambda text: "", "[page-empty]"),
    "front matter that is none": (PAGE, lambda text: f"---\ntitle: [\n---\n{text}", PAGE),
    "settings that are none": ("pyproject.toml", lambda text: f"{text}\n[[[", "pyproject.toml:"),
    "a configuration that fails": ("source/conf.py", lambda text: f"{text}\n1 / 0\n", "source/conf.py:1:"),
    "our own strings broken": (STRINGS, lambda text: f"{text}nonsense\n", "[po-syntax]"),
}


# One bad file of each kind; the others with `make whole`.
KINDS = {
    "a conflict in a catalogue",
    "broken facts",
    "an unknown fact",
    "settings that are none",
    "a configuration that fails",
}


@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in KINDS else pytest.mark.whole) for name in BAD])
def test_a_bad_file_is_named_on_the_page_and_ends_nothing(preview, tree, name):
    """The page is shown as it was; as soon as the file is mended, all is well."""
    path, damage, told = BAD[name]
    if path == STRINGS:
        write(tree / STRINGS, f'{PO_HEADER}\nmsgid "Contents"\nmsgstr "Sommaire"\n')
    text = (tree / path).read_text(encoding="utf-8")
    (tree / path).write_text(damage(text), encoding="utf-8")
    news = preview.says("fr", "agencies/birch", wrong(told))
    assert all(re.match(r"\S+?:\d+: .* \[[\w.-]+\]$", each) for each in news["findings"])
    assert preview.get("/fr/agencies/birch.html")[0] == 200
    (tree / path).write_text(text, encoding="utf-8")
    preview.says("fr", "agencies/birch", well)


def test_a_page_in_another_encoding_is_named_with_its_line(preview, tree):
    """As a build names it."""
    (tree / PAGE).write_bytes(b"# Birch\n\ncaf\xe9\n")
    preview.says("en", "agencies/birch", wrong(f"{PAGE}:3: byte 0xe9"))


def test_a_folder_that_goes_and_comes_back(preview, tree):
    """As when git switches to another branch and back."""
    (tree / "source/agencies").rename(tree / "elsewhere")
    preview.says("en", "index", wrong("agencies/"))
    (tree / "elsewhere").rename(tree / "source/agencies")
    preview.says("en", "index", well)
    preview.shows("/en/agencies/birch.html", "Birch Network")


def test_a_file_put_in_place_of_another_is_seen(preview, tree):
    """Editors save so."""
    text = (tree / PAGE).read_text(encoding="utf-8")
    write(tree / "source/agencies/.birch.tmp", f"{text}\nPut in its place.\n")
    (tree / "source/agencies/.birch.tmp").replace(tree / PAGE)
    preview.shows("/en/agencies/birch.html", "Put in its place.")


def test_translators_are_told_the_line_of_each_passage(preview, tree):
    """And whether readers get it: what is fuzzy or missing is marked."""
    catalogue = tree / CATALOGUE
    line = line_of(catalogue, 'msgid "Where it comes from"')
    preview.shows("/fr/agencies/birch.html", f'<h2 data-po="{CATALOGUE}:{line}" data-state="done">D’où il vient</h2>')
    append(tree / PAGE, "\nNobody has translated this.\n")
    preview.shows("/fr/agencies/birch.html", f'data-po="{CATALOGUE}:1" data-state="missing"')
    replace(catalogue, 'msgid "Where it comes from"', '#, fuzzy\nmsgid "Where it comes from"')
    preview.shows(
        "/fr/agencies/birch.html", f'data-po="{CATALOGUE}:{line + 1}" data-state="fuzzy"', "Where it comes from"
    )
    news = preview.says("fr", "agencies/birch", lambda news: len(news["left"]) == 2)
    assert news["left"] == [
        {"place": f"{CATALOGUE}:{line + 1}", "state": "fuzzy", "text": "Where it comes from"},
        {"place": f"{CATALOGUE}:1", "state": "missing", "text": "Nobody has translated this."},
    ]
    assert news["messages"] > 2


def test_a_translation_that_breaks_something_is_named_and_not_shown(preview, tree):
    """What would not be published is not shown as if it were."""
    replace(tree / CATALOGUE, "D’où il vient", "D’où il vient {raw}`x`")
    preview.says("fr", "agencies/birch", wrong(CATALOGUE))
    preview.shows("/fr/agencies/birch.html", 'data-state="refused"', ">Where it comes from</span>")


def test_the_pages_bear_the_script_and_only_what_it_needs(preview):
    """The security policy of the theme lets it ask what is new."""
    page = preview.shows("/fr/agencies/birch.html", "/_preview/preview.js")
    assert "connect-src 'self';" in page
    assert "unsafe" not in page
    for name in ("preview.js", "both.js", "preview.css"):
        assert preview.get(f"/_preview/{name}")[0] == 200


def test_both_languages_side_by_side(preview):
    """A frame for each."""
    status, page = preview.get("/both/agencies/birch.html")
    assert status == 200
    assert re.findall(r'<iframe src="([^"]+)"', page) == ["/en/agencies/birch.html", "/fr/agencies/birch.html"]


def test_it_says_what_it_says_in_the_language_of_the_page(preview):
    """Like the pages themselves."""
    assert preview.says("fr", "index", lambda news: news["words"]["preview"] != "Preview")
    assert preview.says("en", "index", well)["words"]["preview"] == "Preview"


@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1:1", "localhost.example.org", "127.0.0.1.nip.io:80", "", "[::1]"]
)
def test_another_name_is_not_answered(preview, host):
    """A page elsewhere could have its own name point to this machine, and read what is not published yet."""
    status, text = preview.get("/en/index.html", host=host or "-")
    assert status == 403
    assert "Birch" not in text


@pytest.mark.parametrize("path", ["/", "/en/index.html", "/en/_static/handbook.css", "/both/index.html", "/en/nothing"])
def test_a_page_of_another_site_gets_nothing(preview, path):
    """Neither as a picture, a script or a frame, nor by asking itself; not by its browser's word alone either."""
    for where in ("cross-site", "same-site"):
        for mode, kind in (("no-cors", "image"), ("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe")):
            asked = {"Sec_Fetch_Site": where, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": kind}
            answer, content = preview.answer(path, **asked)
            assert (answer.status, content) == (403, b"This preview is for its own pages only.\n")
    answer, _ = preview.answer(path)
    assert answer.status != 403
    assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"


@pytest.mark.parametrize(
    ("where", "mode", "kind"),
    [
        ("none", "navigate", "document"),
        ("cross-site", "navigate", "document"),
        ("same-origin", "no-cors", "image"),
        ("same-origin", "navigate", "iframe"),
    ],
)
def test_its_own_pages_and_links_from_elsewhere_are_answered(preview, where, mode, kind):
    """People type the address, follow a link in a mail, and look at two languages in frames."""
    asked = {"Sec_Fetch_Site": where, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": kind}
    assert preview.answer("/en/index.html", **asked)[0].status == 200


def test_a_picture_that_becomes_a_link_to_another_file_is_not_shown(preview, tree):
    """Nor is one that was such a link from the beginning."""
    secret = tree.parent / "secret.png"
    secret.write_bytes(b"secret")
    picture = tree / "source/agencies/leaf.png"
    picture.write_bytes(LEAF)
    append(tree / PAGE, "\n![A leaf](leaf.png)\n")
    preview.says("en", "agencies/birch", well)
    until(lambda: preview.answer("/en/_images/leaf.png")[1] == LEAF)
    picture.unlink()
    picture.symlink_to(secret)
    append(tree / PAGE, "\n![Another](other.png)\n")
    (tree / "source/agencies/other.png").symlink_to(secret)
    preview.says("en", "agencies/birch", wrong("source/agencies/leaf.png:1: the link leads out of its folder"))
    preview.says("en", "agencies/birch", wrong("source/agencies/other.png:1: the link leads out of its folder"))
    assert preview.answer("/en/_images/leaf.png")[1] == LEAF
    assert preview.answer("/en/_images/other.png")[0].status == 404


def test_localhost_is_answered(preview):
    """It is what people type."""
    assert preview.get("/en/index.html", host=f"localhost:{preview.port}")[0] == 200


def test_only_this_machine_is_answered(preview):
    """It listens on the loopback address and on no other."""
    listening = Path(f"/proc/{preview.process.pid}/net/tcp")
    if not listening.exists():
        pytest.skip("this system does not tell who listens where")
    rows = [line.split() for line in listening.read_text().splitlines()[1:]]
    ours = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{preview.port:04X}")]
    assert ours == [f"0100007F:{preview.port:04X}"]


@pytest.mark.parametrize(
    "path",
    [
        "/_preview/events?language=../x&page=index",
        "/../pyproject.toml",
        "/en/../../../tree/pyproject.toml",
        "/_preview/../pages.py",
        "/%2e%2e/x",
        "/en/%00",
    ],
)
def test_nothing_but_pages_is_served(preview, path):
    """No file beside the site can be asked for."""
    assert preview.get(path)[0] == 404


def test_the_tree_is_only_read(tmp_path):
    """From the start to Ctrl-C, which ends it in peace; the temporary folder goes with it."""
    root = write_small_handbook(tmp_path / "tree")
    before = fingerprint(root)
    with previewed(root) as running:
        running.shows("/fr/agencies/birch.html", "D’où il vient")
        assert "data-po" not in running.get("/fr/agencies/birch.html")[1]
        assert running.first == "/en/index.html"
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(PATIENCE) == 0
    assert fingerprint(root) == before


@pytest.mark.whole
def test_a_preview_that_is_killed_leaves_no_folder(tmp_path, monkeypatch):
    """Nor a process: what it was doing ends with it."""
    root = write_small_handbook(tmp_path / "tree")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with previewed(root) as running:
        running.shows("/fr/agencies/birch.html", "D’où il vient")
        assert len(list((tmp_path / "temporary").glob("handbook-preview-*"))) == 1
        workers = children_of(running.process.pid)
        assert len(workers) > 1
        running.process.kill()
        running.process.wait(PATIENCE)
        until(lambda: not list((tmp_path / "temporary").iterdir()))
        until(lambda: not any(map(is_alive, workers)))


@pytest.mark.whole
def test_a_language_that_has_broken_down_says_so(tmp_path):
    """As when the system ends a process for want of memory; Ctrl-C still ends the rest in peace."""
    root = write_small_handbook(tmp_path / "tree")
    with previewed(root) as running:
        running.shows("/fr/agencies/birch.html", "D’où il vient")
        os.kill(children_of(running.process.pid)[1], signal.SIGKILL)  # the first keeps the folder
        running.says("en", "index", wrong("has broken down"))
        append(root / PAGE, "\nMore.\n")
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(PATIENCE) == 0


@pytest.mark.whole
def test_a_saved_stylesheet_and_a_saved_template_are_served(tmp_path):
    """Without loading the page again, where that is enough."""
    root = write_small_handbook(tmp_path / "tree")
    scripts = tmp_path / "scripts"
    shutil.copytree(ROOT / "scripts/handbook", scripts / "handbook", ignore=shutil.ignore_patterns("__pycache__"))
    theme = scripts / "handbook/theme"
    with previewed(root, "--language", "en", scripts=scripts) as running:
        running.shows("/en/index.html", "<h1>")
        with running.opened("en", "index") as told:
            before = told_of(told, lambda news: news["version"])
            append(theme / "static/handbook.css", ".saved { color: red }\n")
            told_of(told, lambda news: news["theme"] > before["theme"])
            assert ".saved { color: red }" in running.get("/en/_static/handbook.css")[1]
            replace(theme / "layout.html", "</body>", "<p>saved</p></body>")
            running.shows("/en/index.html", "<p>saved</p></body>")


@pytest.mark.whole
def test_bad_files_at_the_start(tmp_path):
    """There is nothing yet that could be shown instead; the rest is."""
    root = write_small_handbook(tmp_path / "tree")
    (root / PAGE).write_text("```{raw} html\n```\n")
    append(root / CATALOGUE, "nonsense\n")
    with previewed(root, "--language", "fr") as running:
        running.says("fr", "index", lambda news: wrong("[directive]")(news) and wrong("[po-syntax]")(news))
        running.shows("/fr/agencies/maple.html", "<h1>")
        assert running.get("/en/index.html")[0] == 404


@pytest.mark.whole
def test_facts_that_cannot_be_read_at_the_start(tmp_path):
    """The page that stands in says so, and goes as soon as they can."""
    root = write_small_handbook(tmp_path / "tree")
    line = append(root / FACTS, "[[fact\n")
    with previewed(root, "--language", "en") as running:
        running.says("en", "index", wrong(f"{FACTS}:{line}:"))
        assert running.get("/en/index.html")[0] == 404
        text = (root / FACTS).read_text()
        (root / FACTS).write_text(text.replace("[[fact\n\n", "").removesuffix("[[fact\n"))
        running.shows("/en/index.html", "<h1>")


def test_a_taken_port_is_one_line(run, small):
    """And exit code 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        outcome = run(small, "serve", "--port", port)
    assert outcome.code == 2
    assert outcome.errors.count("\n") == 1
    assert port in outcome.errors
    assert "--port" in outcome.errors


@pytest.mark.parametrize("arguments", [["--language", "xx"], ["--language", "en", "--translate"]])
def test_wrong_use_is_one_line(run, small, arguments):
    """A language there is not, and nothing to translate."""
    outcome = run(small, "serve", *arguments)
    assert outcome.code == 2
    assert outcome.errors.count("\n") == 1


def test_the_theme_has_what_the_preview_puts_its_own_beside(small_tree):
    """Else pages would come without the script, or the script could not ask what is new."""
    page = (small_tree / "build/site/en/index.html").read_bytes()
    assert page.count(b"connect-src 'self'") == 1
    assert page.count(preview_pages._END) == 1
    assert not [path for path in (small_tree / "build/site").rglob("*.html") if b"data-po" in path.read_bytes()]
    assert b"preview" not in page
