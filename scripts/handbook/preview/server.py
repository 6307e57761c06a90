"""Serves the preview to this machine only: the pages, news of their changes, and the languages side by side.

``http.server`` of the standard library; pages are told of what is new by Server-Sent Events (HTML Standard, 9.2).
"""

import json
import mimetypes
import socket
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from handbook.preview import preview_pages
from handbook.preview.state import State
from handbook.project.project import Project

HOST = "127.0.0.1"
# Seconds in which a browser has to say what it wants, and to take what it is sent.
PATIENCE = 10.0
# Seconds between signs of life to a browser for which there is no news: sending one fails once the browser has gone.
_PULSE = 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewedSite:
    """What the server shows: the pages below `site`, and the `state` of the preview.

    `project` has the preview's copy of the tree as its root; `look_at` is called when pages are opened or closed.
    """

    site: Path
    state: State
    project: Project
    languages: tuple[str, ...]
    look_at: Callable[[], None]


class Server(ThreadingHTTPServer):
    """A server that no other machine can reach."""

    daemon_threads = True

    def __init__(self, port: int, previewed: PreviewedSite) -> None:
        super().__init__((HOST, port), Handler)
        self.previewed = previewed
        number = self.server_address[1]
        self.address = f"http://{HOST}:{number}/"
        self.names = {f"{name}:{number}" for name in (HOST, "localhost")}

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that has gone."""


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    timeout = PATIENCE  # of each read and write

    def handle_one_request(self) -> None:
        """Answer, unless the request is still not whole when it should be: a byte now and then would go on for ever."""
        self.hurry = threading.Timer(PATIENCE, self._end_reading)
        self.hurry.daemon = True
        self.hurry.start()
        try:
            super().handle_one_request()
        finally:
            self.hurry.cancel()

    def _end_reading(self) -> None:
        with suppress(OSError):  # it has gone by itself
            self.connection.shutdown(socket.SHUT_RD)

    def do_GET(self) -> None:
        self.hurry.cancel()
        if refused := _refusal(self.headers, self.server.names):
            self._answer(refused, "text/plain", HTTPStatus.FORBIDDEN)
            return
        address = urlsplit(self.path)
        path = unquote(address.path)
        if path == "/":
            self._redirect(f"/{self.server.previewed.languages[0]}/index.html")
        elif path == "/favicon.ico":  # browsers ask for one by themselves
            self._answer(b"", "image/x-icon", HTTPStatus.NOT_FOUND)
        elif path == "/_preview/events":
            self._events(parse_qs(address.query))
        elif path.startswith("/_preview/"):
            self._file(preview_pages.STATIC, path.removeprefix("/_preview/"))
        elif path.startswith("/both/"):
            self._both(path.removeprefix("/both/"))
        elif path.endswith(".html"):
            self._page(path.removeprefix("/"))
        else:
            self._file(self.server.previewed.site, path.removeprefix("/"))

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: what matters is on the page."""

    def _page(self, path: str) -> None:
        previewed = self.server.previewed
        language, _, name = path.partition("/")
        docname = name.removesuffix(".html")
        if language not in previewed.languages:
            self._missing(path)
            return
        with previewed.state.changed:
            page = preview_pages.ShownPage(
                language=language, docname=docname, version=previewed.state.versions[language, docname]
            )
        content = _inside(previewed.site, path)
        if content is None:
            self._answer(preview_pages.notice(previewed.project, page), "text/html", HTTPStatus.NOT_FOUND)
        else:
            self._answer(preview_pages.with_preview(content, page, has_both=len(previewed.languages) > 1), "text/html")

    def _both(self, name: str) -> None:
        previewed = self.server.previewed
        self._answer(
            preview_pages.both(previewed.project, previewed.languages, name.removesuffix(".html")), "text/html"
        )

    def _file(self, folder: Path, name: str) -> None:
        content = _inside(folder, name)
        if content is None:
            self._missing(name)
        else:
            self._answer(content, mimetypes.guess_type(name)[0] or "application/octet-stream")

    def _missing(self, name: str) -> None:
        page = preview_pages.ShownPage(language=self.server.previewed.languages[0], docname=name, version=0)
        self._answer(preview_pages.notice(self.server.previewed.project, page), "text/html", HTTPStatus.NOT_FOUND)

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self._close_headers()

    def _answer(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        is_text = kind.startswith("text/")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(content)))
        self._close_headers()
        self.wfile.write(content)

    def _close_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()

    def _events(self, query: Mapping[str, list[str]]) -> None:
        """Tell the reader of a page what is new about it, for as long as it is open."""
        previewed = self.server.previewed
        language, docname = query.get("language", [""])[0], query.get("page", [""])[0]
        if language not in previewed.languages:
            self._missing(docname)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._close_headers()
        try:
            with previewed.state.reading(language, docname):
                previewed.look_at()
                for news in previewed.state.news(language, docname, _PULSE):
                    words = {} if news is None else {"words": preview_pages.words(previewed.project, language)}
                    event = ": still here" if news is None else f"data: {json.dumps({**news, **words})}"
                    self.wfile.write(f"{event}\n\n".encode())
                    self.wfile.flush()
        except OSError:
            previewed.look_at()  # the reader has gone


def _refusal(headers: Message, names: Collection[str]) -> bytes | None:
    """Return what is said to somebody who may not see the preview: a page of another site, by whatever way it asks."""
    # It may have its name point here, and would then be let in (DNS rebinding).
    if headers.get("Host", "") not in names:
        return b"This preview answers to 127.0.0.1 and localhost only.\n"
    # Its links may lead here; nothing else of it may (Fetch Metadata, W3C). Programs do not say where they ask from.
    is_elsewhere = headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
    is_link = headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
    if is_elsewhere and not is_link:
        return b"This preview is for its own pages only.\n"
    return None


def _inside(folder: Path, name: str) -> bytes | None:
    """Return a file of `folder`; nothing where there is none, or where it lies elsewhere."""
    try:
        path = (folder / name).resolve()
        return path.read_bytes() if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError):
        return None
