"""Serves the site as docs/publishing.md says, by nginx and by Caddy, and asks for every file: on loopback alone.

What is run are the lines of the page, but for where they listen and what they serve.
"""

import gzip
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

from conformance.tools import ConformanceError, require
from conformance.verdict import SiteVerdict
from handbook.build.hosting import ANY_FILE, FOR_EVER, FRESH, PAGE_POLICY
from handbook.build.moved_lines import write_server_lines
from handbook.findings.finding import Finding, shown
from handbook.project.addresses import page_path
from handbook.project.project import Project
from handbook.project.redirects import Redirects
from handbook.publication.release import published_at
from handbook.sphinx.wall.limits import DOWNLOADS

PAGE = Path("docs", "publishing.md")
# What the page says of a server that the reader does not have yet.
HOST, ROOT, LISTEN = "handbook.example.org", "/srv/handbook/build/site", "listen 80;"
# An old address, and where the page says that lines for them are.
OLD = "agencies/no longer here"
REPORTS = "/srv/handbook/build/reports"
NOT_FOUND = "/404.html"
# Seconds in which a server has to answer.
PATIENCE = 20.0
# Addresses that there are not.
MISSING = ("/nothing", "/en/nothing.html", "/en/no/thing/", "/_static/handbook-00000000.css", "/_static/nothing/x.html")
# What browsers show or run, by what a file ends in: the types that servers may give it. All else may have any other.
_SCRIPTS = ("text/javascript", "application/javascript")
_XML = ("text/xml", "application/xml")
TYPES: Mapping[str, tuple[str, ...]] = {
    ".html": ("text/html",),
    ".css": ("text/css",),
    ".js": _SCRIPTS,
    ".json": ("application/json",),
    ".txt": ("text/plain",),
    ".xml": _XML,
    ".svg": ("image/svg+xml",),
    ".png": ("image/png",),
    ".gif": ("image/gif",),
    ".jpg": ("image/jpeg",),
    ".jpeg": ("image/jpeg",),
    ".webp": ("image/webp",),
    ".ico": ("image/x-icon", "image/vnd.microsoft.icon"),
    ".pdf": ("application/pdf",),
    ".woff2": ("font/woff2", "application/font-woff2"),
}
_RUN = {"text/html", "image/svg+xml", *_SCRIPTS, *_XML}
# What is compressed, from so many bytes on, and says how it is coded.
_TEXTS, _LEAST = (".html", ".css", ".js", ".svg"), 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a server answers: `headers` by their names in small letters, `body` as it was before it was compressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class ServerProgram:
    """A program that serves: `name`, and the language of its lines in the page.

    `configuration` makes a whole file of these lines for a folder, `command` starts the program with it.
    """

    name: str
    language: str
    configuration: Callable[[str, Path], str]
    command: Callable[[Path, Path], list[str]]


def _for_nginx(lines: str, folder: Path) -> str:
    options = subprocess.run(["nginx", "-V"], check=True, capture_output=True, text=True).stderr
    match = re.search(r"--conf-path=(\S+)", options)
    if not match:
        raise ConformanceError("nginx does not say where its types of files are listed (nginx -V)")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    types = Path(match[1]).with_name("mime.types")
    return (
        f"daemon off; master_process off; pid {folder}/pid; error_log stderr; events {{}}\n"
        f"http {{ include {types}; access_log off; {temporary}\n{lines}\n}}\n"
    )


SERVERS = (
    ServerProgram(
        name="nginx",
        language="nginx",
        configuration=_for_nginx,
        command=lambda file, folder: ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(file)],
    ),
    ServerProgram(
        name="caddy",
        language="caddyfile",
        configuration=lambda lines, _: f"{{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}}\n{lines}\n",
        command=lambda file, _: ["caddy", "run", "--adapter", "caddyfile", "--config", str(file)],
    ),
)


def check_servers(project: Project, environ: Mapping[str, str]) -> list[SiteVerdict]:
    """Return what each server makes of the published site, at the root of a host and below a path."""
    page = (project.root / PAGE).read_text(encoding="utf-8")
    verdicts = []
    with tempfile.TemporaryDirectory(prefix="handbook-served-") as name:
        folder = Path(name).resolve()
        site = folder / "served" / "guide"
        shutil.copytree(published_at(project.site).resolve(), site)
        _add_each_kind(site / "en" / "_downloads" / "0a")
        for program in SERVERS:
            require(program.name, environ)
            lines = lines_of(page, program.language)
            for root, path in ((site, ""), (site.parent, "/guide")):
                reports = _tell_of_moved_page(project, folder, site, path)
                with running(program, lines, root, path, reports) as port:
                    broken = [*_faults(site, port, path), *_moved_faults(project, port, path)]
                pages = len(list(site.rglob("*.html")))
                files = sum(each.is_file() for each in site.rglob("*"))
                where = f"below {path}" if path else "at the root"
                at = shown(project.site, project.root)
                findings = tuple(
                    Finding(path=f"{at}{name}", line=1, message=message, rule=program.name) for name, message in broken
                )
                passed = files + len(MISSING) - len({name for name, _ in broken})
                verdicts.append(
                    SiteVerdict(
                        name=f"served by {program.name} {where}",
                        pages=pages,
                        passed=passed,
                        unit="addresses",
                        broken=findings,
                    )
                )
    return verdicts


def lines_of(page: str, language: str) -> str:
    """Return the lines for a server that a page has, in the one block of a language."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    if len(blocks) != 1:
        raise ConformanceError(f"{PAGE.as_posix()} has {len(blocks)} blocks of {language}, and one is wanted")
    lines: str = blocks[0]
    return lines


def _tell_of_moved_page(project: Project, folder: Path, site: Path, path: str) -> Path:
    """Have lines for servers written, of an old address that leads to the first page; return their folder."""
    elsewhere = replace(project, root=folder, base_url=f"https://{HOST}{path}/")
    write_server_lines(elsewhere, site, Redirects(targets={OLD: "index"}))
    return elsewhere.reports


def _moved_faults(project: Project, port: int, path: str) -> Iterator[tuple[str, str]]:
    """Yield (address, what is wrong) of the old address in each language."""
    for language in project.languages:
        old, new = (f"/{page_path(language, page)}" for page in (OLD, "index"))
        answer = ask(port, path + old)
        if answer.status != 301 or not answer.headers.get("location", "").endswith(path + new):
            yield old, f"{answer.status} leads to “{answer.headers.get('location', '')}”, and should be 301, to {new}"


def fitted(lines: str, root: Path, port: int, path: str, reports: Path) -> str:
    """Return the lines of the page for a folder, on loopback; with a `path`, the site is below that folder."""
    replaced = (
        lines.replace(ROOT, str(root)).replace(REPORTS, str(reports)).replace(LISTEN, f"listen 127.0.0.1:{port};")
    )
    # Caddy is told the host and the port in one, and below, where it listens; to nginx the host is another matter.
    replaced = replaced.replace(f"{HOST} {{", f":{port} {{").replace(NOT_FOUND, f"{path}{NOT_FOUND}")
    if str(root) not in replaced or f":{port}" not in replaced:
        raise ConformanceError(f"the lines of {PAGE.as_posix()} name neither {ROOT} nor {HOST}")
    return replaced


@contextmanager
def running(program: ServerProgram, lines: str, root: Path, path: str, reports: Path) -> Iterator[int]:
    """Run a server as long as the context lasts, at the port of loopback that it gives."""
    with tempfile.TemporaryDirectory(prefix="handbook-server-") as name:
        folder = Path(name).resolve()
        port = _free_port()
        file = folder / "configuration"
        file.write_text(program.configuration(fitted(lines, root, port, path, reports), folder), encoding="utf-8")
        environ = os.environ | {"HOME": name, "XDG_CONFIG_HOME": name, "XDG_DATA_HOME": name}
        with (folder / "said").open("w+b") as said:
            process = subprocess.Popen(
                program.command(file, folder), stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environ
            )
            try:
                if not _is_answering(process, port):
                    said.seek(0)
                    words = said.read().decode("utf-8", errors="replace").strip()[-1500:]
                    raise ConformanceError(f"{program.name} does not start with the lines of the page\n{words}")
                yield port
            finally:
                process.terminate()
                process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _is_answering(process: subprocess.Popen[bytes], port: int) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return True
        except OSError:
            time.sleep(0.05)
    return False


def _add_each_kind(folder: Path) -> None:
    """Write a file of each kind that a page may offer; nobody looks into it."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix in DOWNLOADS:
        (folder / f"file{suffix}").write_bytes(b"a file of this kind\n" * 100)


def ask(port: int, path: str) -> Answer:
    """Ask a server on loopback for a path, as a browser does that takes what is compressed."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", quote(path), headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        body = response.read()
    except (OSError, HTTPException) as error:
        raise ConformanceError(f"the server does not answer when it is asked for {path}: {error}") from None
    finally:
        connection.close()
    headers = {name.lower(): value for name, value in response.getheaders()}
    is_coded = headers.get("content-encoding") == "gzip"
    return Answer(status=response.status, headers=headers, body=gzip.decompress(body) if is_coded else body)


def _faults(site: Path, port: int, path: str) -> Iterator[tuple[str, str]]:
    """Yield (address, what is wrong) of a site that is served below `path`."""
    for file in sorted(each for each in site.rglob("*") if each.is_file()):
        name = f"/{file.relative_to(site).as_posix()}"
        yield from ((name, fault) for fault in answer_faults(ask(port, path + name), name, 200, file.read_bytes()))
        if name.endswith("/index.html"):
            folder = name.removesuffix("index.html")
            yield from (
                (name, fault) for fault in answer_faults(ask(port, path + folder), name, 200, file.read_bytes())
            )
    page = (site / "404.html").read_bytes()
    for name in MISSING:
        yield from ((name, fault) for fault in answer_faults(ask(port, path + name), NOT_FOUND, 404, page))


def answer_faults(answer: Answer, name: str, status: int, body: bytes) -> Iterator[str]:
    """Yield what is wrong with the answer of a server that is to give the file `name` with this `body`."""
    suffix = Path(name).suffix
    wanted = {key.lower(): value for key, value in ANY_FILE.items()}
    wanted["cache-control"] = FOR_EVER if name.startswith("/_static/") else FRESH
    if suffix == ".html":
        wanted["content-security-policy"] = PAGE_POLICY
    if answer.status != status:
        yield f"the status is {answer.status}, and should be {status}"
    if answer.body != body:
        yield "what is served is another file"
    for header, value in wanted.items():
        if answer.headers.get(header) != value:
            yield f"{header} is “{answer.headers.get(header)}”, and should be “{value}”"
    kind, _, parameters = answer.headers.get("content-type", "").partition(";")
    if kind not in TYPES[suffix] if suffix in TYPES else kind in _RUN:
        yield f"the type is “{kind}”"
    if suffix in _TEXTS and parameters.strip().lower() != "charset=utf-8" and suffix != ".svg":
        yield f"the type does not say charset=utf-8, but “{parameters.strip()}”"
    if suffix in _TEXTS and len(body) >= _LEAST and answer.headers.get("content-encoding") != "gzip":
        yield "it is not compressed"
