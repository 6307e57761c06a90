"""Asks the Nu HTML checker, the W3C's own, about every published page, and reads its answer.

It gets them from a server on this machine: to the checker a file has no origin, and so no security policy allows it.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from conformance.tools import ConformanceError
from conformance.verdict import SiteVerdict
from handbook.findings.finding import Finding

# Where the package vnu-jar has the program.
JAR = Path("vnu-jar", "build", "dist", "vnu.jar")
NAME = "Nu HTML checker"


class Silent(SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of a request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on 127.0.0.1 as long as the context lasts, at the host and port that it gives."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def check_markup(modules: Path, site: Path, pages: Sequence[str], shown: str) -> SiteVerdict:
    """Run the checker once on `pages`, which lie below `site`. Raises ConformanceError unless it gives a report."""
    options = ("--stdout", "--format", "json", "--exit-zero-always")
    # The checker asks no server on its own machine unless it is told that it may.
    properties = ("-Djava.awt.headless=true", "-Dnu.validator.servlet.allow-forbidden-hosts=true")
    command = ["java", *properties, "-jar", str(modules / JAR), *options]
    try:
        with served(site) as host:
            addresses = [urlunsplit(("http", host, quote(page), "", "")) for page in pages]
            answer = subprocess.run([*command, *addresses], check=False, capture_output=True, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise ConformanceError(f"the {NAME} could not be started: {error}") from None
    try:
        if answer.returncode:
            raise ConformanceError(f"the {NAME} broke down")
        return read_markup(answer.stdout.decode("utf-8", errors="replace"), pages, shown)
    except ConformanceError as error:
        said = answer.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise ConformanceError("\n".join([f"{error} (exit code {answer.returncode})", *said[-5:]])) from None


def read_markup(report: str, pages: Sequence[str], shown: str) -> SiteVerdict:
    """Return the verdict from the checker's JSON: errors and warnings count, remarks do not."""
    try:
        messages = [each for each in json.loads(report)["messages"] if _counts(each)]
        broken = tuple(_finding(each, shown) for each in messages)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ConformanceError(f"the {NAME} gave no report that can be read: {error!r}") from None
    faulty = {finding.path for finding in broken}
    return SiteVerdict(name=NAME, pages=len(pages), passed=len(pages) - len(faulty), unit="pages", broken=broken)


def _counts(message: Mapping[str, Any]) -> bool:
    if message["type"] == "non-document-error":
        raise ConformanceError(f"the {NAME} could not look at {message.get('url')}: {message.get('message')}")
    return message["type"] == "error" or message.get("subType") == "warning"


def _finding(message: Mapping[str, Any], shown: str) -> Finding:
    page = unquote(urlsplit(message["url"]).path).lstrip("/")
    kind = message.get("subType", message["type"])
    text = " ".join(message["message"].split())
    return Finding(path=f"{shown}/{page}", line=message.get("lastLine", 1), message=text, rule=f"nu {kind}")
