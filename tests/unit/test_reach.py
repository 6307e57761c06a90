"""Addresses outside the handbook: reached, moved, gone, since when; politely, and nowhere but on the open web."""

import json
import threading
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from small_handbook import append, line_of, translate, write
from small_handbook import replace as replace_text

from handbook.checks.external import external_links
from handbook.checks.external.ask import Manners, ask_all, is_public, machines_of
from handbook.checks.external.cited import outside_addresses
from handbook.checks.external.external_links import NAME, read_record
from handbook.commands import cli
from handbook.facts.registry import load_registry
from handbook.findings.finding import HandbookError
from handbook.project.project import load_project

TODAY, LATER = date(2026, 11, 26), date(2026, 12, 3)
METADATA = "http://169.254.169.254/latest/meta-data/"
# What the server answers: by path, the status of HEAD, of GET, and where it leads.
ANSWERS = {
    "/page": (200, 200, None),
    "/no-head": (405, 200, None),
    "/wrong-head": (404, 200, None),
    "/gone": (404, 404, None),
    "/gone-for-good": (410, 410, None),
    "/members": (403, 403, None),
    "/broken": (500, 500, None),
    "/moved": (301, 301, "/page"),
    "/for-now": (302, 302, "/page"),
    "/moved-then-for-now": (308, 308, "/for-now"),
    "/moved-away": (301, 301, "/gone"),
    "/moved-with-signs": (301, 301, "/page?\x1b[31m"),
    "/round": (302, 302, "/round"),
    "/5": (302, 302, "/4"),
    "/6": (302, 302, "/5"),
    **{f"/{number}": (302, 302, f"/{number - 1}") for number in (4, 3, 2)},
    "/1": (302, 302, "/page"),
    "/inside": (302, 302, METADATA),
    "/to-a-file": (302, 302, "file:///etc/passwd"),
    "/to-another-port": (302, 302, "http://127.0.0.1:9/"),
    "/nowhere": (301, 301, None),
}
EXPECTED = {
    "/page": "reached",
    "/no-head": "reached",
    "/wrong-head": "reached",
    "/gone": "gone",
    "/gone-for-good": "gone",
    "/members": "unsure",
    "/broken": "unsure",
    "/moved": "moved",
    "/for-now": "reached",
    "/moved-then-for-now": "moved",
    "/moved-away": "gone",
    "/round": "gone",
    "/5": "reached",
    "/6": "gone",
    "/inside": "refused",
    "/to-a-file": "refused",
    "/to-another-port": "refused",
    "/nowhere": "unsure",
}


@dataclass
class Host:
    """A server of the test: where it is, and what it was asked."""

    url: str
    port: int
    asked: list
    most_at_once: int = 0
    now: int = 0


@pytest.fixture
def host():
    """Run a server that answers as `ANSWERS` says."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            with lock:
                known.now += 1
                known.most_at_once = max(known.most_at_once, known.now)
                known.asked.append((self.command, self.path, self.headers["User-Agent"], self.headers["Host"]))
            time.sleep(0.002)
            head, get, location = ANSWERS.get(self.path.partition("?")[0], (404, 404, None))
            self.send_response(head if self.command == "HEAD" else get)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()
            with lock:
                known.now -= 1

        do_HEAD = do_GET = answer

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = Host(url=f"http://127.0.0.1:{server.server_port}", port=server.server_port, asked=[])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield known
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def manners(host):
    """Return how a test asks: this one machine, without a pause."""
    return Manners(
        agent="handbook/test", timeout=2, pause=0, may_ask=lambda ip, port: (ip, port) == ("127.0.0.1", host.port)
    )


@pytest.mark.parametrize(("path", "state"), EXPECTED.items())
def test_an_address_is_what_its_host_says(host, manners, path, state):
    """Reached, moved, gone, or nobody can tell; never asked where it leads into a network of one’s own."""
    [answer] = ask_all([host.url + path], manners).values()
    assert answer.state == state
    assert answer.to == (f"{host.url}/{'page' if path == '/moved' else 'for-now'}" if state == "moved" else None)
    assert (answer.reason is None) == (state in ("reached", "moved"))


def test_get_is_asked_only_where_head_does_not_find(host, manners):
    """The head of a page is all that is wanted; and the program says who it is."""
    ask_all([f"{host.url}/page", f"{host.url}/no-head"], manners)
    asked = Counter(each[:2] for each in host.asked)
    assert asked == {("HEAD", "/page"): 1, ("HEAD", "/no-head"): 1, ("GET", "/no-head"): 1}
    assert {each[2:] for each in host.asked} == {("handbook/test", f"127.0.0.1:{host.port}")}


def test_a_host_is_asked_once_at_a_time(host, manners):
    """However many addresses of it there are, and with a pause between two."""
    start = time.monotonic()
    ask_all([f"{host.url}/page?{number}" for number in range(12)], replace(manners, pause=0.02))
    assert len(host.asked) == 12
    assert host.most_at_once == 1
    assert time.monotonic() - start >= 11 * 0.02


def test_what_a_host_says_cannot_write_to_a_terminal(host, manners):
    """An address that is moved to is shown with its signs encoded."""
    [answer] = ask_all([f"{host.url}/moved-with-signs"], manners).values()
    assert answer.state == "moved"
    assert answer.to.isprintable()


@pytest.mark.parametrize(
    "address",
    [
        METADATA,
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://8.8.8.8:22/",
        "ftp://192.0.2.1/",
        "https://user@8.8.8.8/",
    ],
)
def test_nothing_but_the_open_web_is_asked(monkeypatch, address):
    """By number or name, in whatever form."""

    def connect(*_, **__):
        raise AssertionError("a machine was asked")

    monkeypatch.setattr("handbook.checks.external.ask._request", connect)
    [answer] = ask_all([address], Manners(agent="handbook/test")).values()
    assert answer.state == "refused"


@pytest.mark.parametrize(
    ("ip", "port", "expected"),
    [
        ("8.8.8.8", 443, True),
        ("8.8.8.8", 8080, True),
        ("8.8.8.8", 25, False),
        ("2606:4700::1111", 443, True),
        ("::ffff:127.0.0.1", 80, False),
        ("::ffff:8.8.8.8", 80, True),
        ("64:ff9b::a9fe:a9fe", 80, False),
        ("2002:7f00:1::", 80, False),
        ("fe80::1%eth0", 80, False),
        ("fd00::1", 80, False),
        ("224.0.0.1", 80, False),
        ("ff0e::1", 80, False),
        ("169.254.169.254", 80, False),
    ],
)
def test_a_machine_is_of_the_open_web_or_not(ip, port, expected):
    """Addresses of the old kind that are written as new ones are judged as what they stand for."""
    assert is_public(ip, port) is expected


def test_the_machine_that_was_judged_is_the_one_that_is_asked(host, manners, monkeypatch):
    """A name that leads elsewhere a moment later does not lead there."""
    machines = iter([["127.0.0.1"], ["169.254.169.254"]])
    monkeypatch.setattr("handbook.checks.external.ask.machines_of", lambda *_: next(machines))
    [answer] = ask_all([f"http://pages.example:{host.port}/page"], manners).values()
    assert answer.state == "reached"
    assert host.asked[0][3] == f"pages.example:{host.port}"


@pytest.mark.parametrize("machines", [["127.0.0.1", "169.254.169.254"], ["169.254.169.254", "127.0.0.1"]])
def test_one_machine_of_a_network_of_ones_own_is_enough_to_refuse(host, manners, monkeypatch, machines):
    """A name with two machines is asked at neither."""
    monkeypatch.setattr("handbook.checks.external.ask.machines_of", lambda *_: machines)
    [answer] = ask_all([f"http://pages.example:{host.port}/page"], manners).values()
    assert (answer.state, host.asked) == ("refused", [])


def test_a_name_has_machines():
    """What `getaddrinfo` says is read as addresses."""
    assert "127.0.0.1" in machines_of("127.0.0.1", 80)


@pytest.fixture
def linked(tree, host):
    """Name addresses of the server in a page, its French, the vocabulary and the settings."""
    append(
        tree / "source/index.md",
        f"See [the page]({host.url}/page), and [what has\nmoved]({host.url}/moved).\n\n:::{{note}}\n[Lost][x]\n:::\n\n"
        f"[x]: {host.url}/gone\n\n`{host.url}/code`\n",
    )
    translate(tree, "index", {"[Lost][x]": f"[Perdu]({host.url}/gone-for-good)"})
    text = (tree / "source/vocabulary.toml").read_text(encoding="utf-8")
    old = next(part for part in text.split('"') if part.startswith("https://"))
    (tree / "source/vocabulary.toml").write_text(text.replace(f'"{old}"', f'"{host.url}/members"', 1), encoding="utf-8")
    replace_text(tree / "pyproject.toml", "editors@small.example", f"{host.url}/page?write")
    return load_project(tree)


def findings(project, manners, today=TODAY):
    """Return (rule, path, line, beginning of the message) of each finding of addresses of the server."""
    done = external_links.check_outside_links(project, manners, today)
    return {
        (each.rule, each.path, each.line): str(each.message) for each in done.findings if "127.0.0.1" in each.message
    }


def test_each_address_is_told_by_language_and_place(linked, host, manners):
    """In pages, boxes, definitions, catalogues, the vocabulary and the settings; not in code."""
    page, po = linked.page("index"), linked.catalogue("fr", "index")
    found = findings(linked, manners)
    line = line_of(page, "See [the page]")
    told = {
        ("link-reached", "source/index.md", line): f"{host.url}/page (en): reached, since 2026-11-26",
        ("link-moved", "source/index.md", line + 1): (
            f"{host.url}/moved (en): moved to {host.url}/page, since 2026-11-26; write that address"
        ),
        ("link-gone", "source/index.md", line_of(page, "[Lost][x]")): f"{host.url}/gone (en): gone, since 2026-11-26: ",
        (
            "link-gone",
            "locales/fr/LC_MESSAGES/index.po",
            line_of(po, "[Perdu]"),
        ): f"{host.url}/gone-for-good (fr): gone",
        ("link-unsure", "source/vocabulary.toml", line_of(linked.vocabulary, "/members")): f"{host.url}/members (",
        ("link-reached", "pyproject.toml", line_of(linked.root / "pyproject.toml", "?write")): f"{host.url}/page?write",
    }
    assert {key: text for key, text in told.items() if not found.get(key, "").startswith(text)} == {}
    assert found.keys() == told.keys()
    assert not any("/code" in each for each in found.values())


def test_the_day_stays_while_the_state_does(linked, manners, monkeypatch):
    """It is kept in a file that can be committed, which changes only when an address does."""
    findings(linked, manners)
    before = (linked.root / NAME).read_bytes()
    assert (
        "since 2026-11-26"
        in findings(linked, manners, LATER)["link-gone", "source/index.md", line_of(linked.page("index"), "[Lost]")]
    )
    assert (linked.root / NAME).read_bytes() == before
    monkeypatch.setitem(ANSWERS, "/gone", (200, 200, None))
    monkeypatch.setitem(ANSWERS, "/page", (404, 404, None))
    findings(linked, manners, LATER)
    record = read_record(linked)
    states = {address.partition("/")[2].partition("/")[2].partition("/")[2]: each for address, each in record.items()}
    assert (states["gone"].state, states["gone"].since) == ("reached", "2026-12-03")
    assert (states["page"].state, states["page"].since) == ("gone", "2026-12-03")
    assert (states["gone-for-good"].since, states["members"].since) == ("2026-11-26", "2026-11-26")


def test_what_no_page_names_any_more_is_forgotten(linked, host, manners):
    """The record holds the addresses of the handbook."""
    findings(linked, manners)
    replace_text(linked.page("index"), f"[x]: {host.url}/gone", f"[x]: {host.url}/page")
    findings(linked, manners)
    assert f"{host.url}/gone" not in read_record(linked)


@pytest.mark.parametrize(
    ("text", "line"),
    [("{\n<<<<<<< ours\n", 2), ('{"a": 3}', 1), ("[]", 1), ('{"a": {"state": "gone", "since": "long ago"}}', 1)],
)
def test_a_record_that_cannot_be_read_is_a_finding(linked, manners, host, text, line):
    """And nobody is asked."""
    write(linked.root / NAME, text)
    with pytest.raises(HandbookError) as raised:
        findings(linked, manners)
    assert next(str(each) for each in raised.value.findings).startswith(f"{NAME}:{line}: the days of the addresses")
    assert host.asked == []


def test_a_machine_that_reaches_nobody_notes_nothing(linked, manners, monkeypatch):
    """Whoever is offline must not find every address gone."""
    findings(linked, manners)
    before = (linked.root / NAME).read_bytes()

    def offline(*_):
        raise OSError("network is unreachable")

    monkeypatch.setattr("handbook.checks.external.ask.machines_of", offline)
    with pytest.raises(HandbookError, match="none of the addresses outside the handbook is reached"):
        findings(linked, manners, LATER)
    assert (linked.root / NAME).read_bytes() == before


def test_an_archived_copy_stands_beside_what_is_gone(linked, host, manners, monkeypatch):
    """And is asked for as well."""
    copy = f"{host.url}/page?copy"
    address = f'address = "{host.url}/members"\n'
    replace_text(linked.root / "source/vocabulary.toml", address, f'{address}archive = "{copy}"\n')
    monkeypatch.setitem(ANSWERS, "/members", (410, 410, None))
    found = [each for each in findings(linked, manners).values() if "/members" in each]
    assert found
    assert all(f"an archive has a copy: {copy}" in each for each in found)
    assert any(each[1] == "/page?copy" for each in host.asked)


def test_a_source_without_a_copy_is_read_as_it_is(linked):
    """No archive is made up."""
    assert all(each.archive is None for each in outside_addresses(linked, load_registry(linked)))


@pytest.mark.parametrize(
    ("form", "rules"), [("text", {"moved", "gone", "unsure"}), ("json", {"moved", "gone", "unsure", "reached"})]
)
def test_the_command_says_what_wants_a_hand(linked, manners, monkeypatch, capsys, form, rules):
    """A person gets that and a count, a program all; the exit code says whether anything is gone."""
    monkeypatch.setattr(external_links, "manners_of", lambda project: manners)
    monkeypatch.chdir(linked.root)
    assert cli.main(["check", "links", "--external", "--report", form]) == 1
    output = capsys.readouterr().out
    if form == "json":
        assert {each["rule"].removeprefix("link-") for each in json.loads(output)} >= rules
    else:
        *lines, last = output.splitlines()
        here = [line for line in lines if "127.0.0.1" in line]
        assert {line.rpartition("[link-")[2].rstrip("]") for line in here} == rules
        assert last.startswith("Addresses outside the handbook: ")


@pytest.mark.parametrize(
    "arguments", [["links"], ["--external"], ["site", "--external"], ["links", "site", "--external"]]
)
def test_the_web_is_asked_only_when_it_is_asked_for(project, monkeypatch, capsys, arguments):
    """Never beside other checks, and never by the name alone."""
    monkeypatch.chdir(project.root)
    monkeypatch.setattr("handbook.checks.external.ask._request", lambda *_: pytest.fail("a machine was asked"))
    assert cli.main(["check", *arguments]) == 2
    assert "handbook check links --external" in capsys.readouterr().err


def test_the_program_says_who_asks(project):
    """With where the handbook stands, once it stands somewhere."""
    assert external_links.manners_of(project).agent == "handbook-links"
    agent = external_links.manners_of(replace(project, base_url="https://guide.example/")).agent
    assert agent == "handbook-links (+https://guide.example/)"
