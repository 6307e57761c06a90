"""What servers are told of the site: ``_headers``, and the lines of docs/publishing.md that are run."""

import re
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from small_handbook import ROOT

from conformance.serving import SERVERS, TYPES, Answer, answer_faults, fitted, lines_of
from conformance.tools import ConformanceError
from handbook.build.hosting import ANY_FILE, FOR_EVER, FRAMES, FRESH, PAGE_POLICY, write_headers
from handbook.sphinx.assets import asset_names
from handbook.sphinx.wall.limits import PICTURES

PAGE = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
BODY = b"<!DOCTYPE html>" * 100
GOOD = Answer(
    status=200,
    headers={
        **{name.lower(): value for name, value in ANY_FILE.items()},
        "content-security-policy": PAGE_POLICY,
        "cache-control": FRESH,
        "content-type": "text/html; charset=utf-8",
        "content-encoding": "gzip",
    },
    body=BODY,
)


def with_headers(**headers):
    """Return a good answer, but for some headers; those without a value are not sent."""
    changed = {**GOOD.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return replace(GOOD, headers={name: value for name, value in changed.items() if value})


def test_a_good_answer_has_no_fault():
    """So that the table below is of faults alone."""
    assert list(answer_faults(GOOD, "/en/a.html", 200, BODY)) == []


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (replace(GOOD, status=404), "the status is 404"),
        (replace(GOOD, body=BODY[:-1]), "another file"),
        (with_headers(content_security_policy=FRAMES), "content-security-policy"),
        (with_headers(content_security_policy=None), "content-security-policy"),
        (with_headers(x_content_type_options=None), "x-content-type-options"),
        (with_headers(referrer_policy="unsafe-url"), "referrer-policy"),
        (with_headers(cache_control=FOR_EVER), "cache-control"),
        (with_headers(content_type="text/plain; charset=utf-8"), "the type is “text/plain”"),
        (with_headers(content_type="text/html"), "charset"),
        (with_headers(content_type="text/html; charset=latin-1"), "charset"),
        (with_headers(content_encoding=None), "not compressed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_fault_of_an_answer_is_named(answer, fault):
    """And nothing else."""
    [told] = answer_faults(answer, "/en/a.html", 200, BODY)
    assert fault in told


@pytest.mark.parametrize(("name", "kind", "is_fit"), [("/a.csv", "text/csv", True), ("/a.csv", "text/html", False)])
def test_a_download_is_no_program(name, kind, is_fit):
    """Whatever else a server calls it."""
    answer = with_headers(content_type=kind, content_security_policy=FRAMES)
    assert (list(answer_faults(answer, name, 200, BODY)) == []) is is_fit


def test_what_is_named_by_its_content_stays():
    """And is no page."""
    answer = with_headers(
        content_type="text/css; charset=utf-8", content_security_policy=FRAMES, cache_control=FOR_EVER
    )
    assert list(answer_faults(answer, "/_static/a-12345678.css", 200, BODY)) == []
    assert len(list(answer_faults(answer, "/a.css", 200, BODY))) == 1


def test_each_kind_that_browsers_show_has_its_type():
    """Of pictures, and of what the theme is made of."""
    assert PICTURES | {f".{name.rpartition('.')[2]}" for name in asset_names()} <= TYPES.keys()


@pytest.mark.parametrize("program", SERVERS, ids=lambda program: program.name)
def test_the_lines_of_the_page_are_fitted(tmp_path, program):
    """To a folder, loopback and a path; all else is as the page has it."""
    lines = lines_of(PAGE, program.language)
    replaced = fitted(lines, tmp_path, 12345, "/guide", Path("/reports"))
    assert str(tmp_path) in replaced and ":12345" in replaced and "/guide/404.html" in replaced
    again = replaced.replace(str(tmp_path), "/srv/handbook/build/site").replace("/guide/404.html", "/404.html")
    again = again.replace("/reports/", "/srv/handbook/build/reports/")
    again = again.replace("listen 127.0.0.1:12345;", "listen 80;").replace(":12345 {", "handbook.example.org {")
    assert again == lines


@pytest.mark.parametrize("page", ["", "```nginx\na\n```\n```nginx\nb\n```\n"], ids=["none", "two"])
def test_a_page_without_lines_is_no_success(page):
    """Nothing would be run, or who knows what."""
    with pytest.raises(ConformanceError, match="blocks of nginx"):
        lines_of(page, "nginx")


def test_lines_that_cannot_be_fitted_are_not_run():
    """They would serve what they like, to anybody."""
    with pytest.raises(ConformanceError, match="name neither"):
        fitted("server { listen 0.0.0.0:80; }", Path("/x"), 1, "", Path("/reports"))


def rules(site):
    """Return the headers of each pattern, in their order."""
    found = {}
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            headers = found[line] = {}
        else:
            name, value = re.fullmatch("  ([A-Za-z-]+): (.+)", line).groups()
            headers[name] = value
    return found


@pytest.mark.parametrize(
    ("path", "policy", "cache"),
    [
        ("/", PAGE_POLICY, FRESH),
        ("/index.html", PAGE_POLICY, FRESH),
        ("/en/agencies/did.html", PAGE_POLICY, FRESH),
        ("/fr/", PAGE_POLICY, FRESH),
        ("/_static/handbook-12345678.css", FRAMES, FOR_EVER),
        ("/downloads/brochure-fr.pdf", FRAMES, FRESH),
        ("/sitemap.xml", FRAMES, None),
    ],
)
def test_headers_of_a_path(tmp_path, path, policy, cache):
    """Whether a host joins what two patterns say, or takes the last; only of policies, two say something."""
    write_headers(tmp_path, ("en", "fr"))
    matching = [headers for pattern, headers in rules(tmp_path).items() if fnmatchcase(path, pattern)]
    said = {name: [headers[name] for headers in matching if name in headers] for name in {*ANY_FILE, "Cache-Control"}}
    policies = said.pop("Content-Security-Policy")
    assert policies[-1] == policy and set(policies) <= {FRAMES, policy}
    assert said.pop("Cache-Control") == ([cache] if cache else [])
    assert said == {name: [value] for name, value in ANY_FILE.items() if name in said}
