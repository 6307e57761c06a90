"""Asks the web for addresses, politely: a host one request at a time, and never the own network."""

import ipaddress
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urljoin

import urllib3
from urllib3 import exceptions
from urllib3.util import Url, parse_url

from handbook.findings.phrase import Phrase, phrase
from handbook.texts.links import web_address_fault

# Whether a machine may be asked, by its IP address and port.
MayAsk = Callable[[str, int], bool]

# The ports of the web; those below `_FIRST_FREE` that are others belong to mail and the like.
_WEB_PORTS, _FIRST_FREE = (80, 443), 1024
# What a translator of addresses takes for one of the old kind (RFC 6052), at its end.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(ip: str, port: int) -> bool:
    """Whether an IP address, in whatever form, is one of the open web, and the port may be that of a web server."""
    address = _plain(ipaddress.ip_address(ip.partition("%")[0]))
    is_open = address.is_global and not address.is_multicast
    return is_open and (port in _WEB_PORTS or port >= _FIRST_FREE)


def machines_of(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host. Raises OSError where it has none."""
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


def _plain(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the IPv4 address that one of IPv6 stands for, where it stands for one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    translated = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _TRANSLATED else None
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or translated or address


REACHED, MOVED, GONE, UNSURE, REFUSED = "reached", "moved", "gone", "unsure", "refused"

_PORTS = {"http": 80, "https": 443}
_FOUND = range(200, 300)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_FOR_GOOD = frozenset((301, 308))
_NO_PAGE = frozenset((404, 410))
_NO_HOST = frozenset((socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What became of an address: its state, where it has moved `to`, and why it is not reached.

    `was_heard` is whether any machine has answered at all.
    """

    state: str
    to: str | None = None
    reason: Phrase | None = None
    was_heard: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Manners:
    """How the web is asked: times in seconds, `at_once` addresses in parallel, `may_ask` for which machines."""

    agent: str
    timeout: float = 20
    pause: float = 1
    at_once: int = 8
    most_redirects: int = 5
    may_ask: MayAsk = is_public


@dataclass(slots=True)
class _Doors:
    """Lets one request at a time to each host, `pause` seconds behind the last."""

    pause: float
    _all: threading.Lock = field(default_factory=threading.Lock)
    _locks: dict[str, threading.Lock] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def through(self, host: str, request: Callable[[], Any]) -> Any:
        with self._all:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            time.sleep(max(0.0, self._last.get(host, -self.pause) + self.pause - time.monotonic()))
            try:
                return request()
            finally:
                self._last[host] = time.monotonic()


class _RefusedError(Exception):
    """An address that is not of the open web."""


def ask_all(addresses: Iterable[str], manners: Manners) -> Mapping[str, Answer]:
    """Return what became of each address."""
    wanted = _by_turns(dict.fromkeys(addresses))
    doors = _Doors(pause=manners.pause)
    with ThreadPoolExecutor(max_workers=manners.at_once) as pool:
        return dict(zip(wanted, pool.map(partial(ask, manners=manners, doors=doors), wanted), strict=True))


def _by_turns(addresses: Iterable[str]) -> list[str]:
    """Return the first address of each host, then the second: those that wait at one host hold up no others."""
    turns: Counter[str] = Counter()
    numbered = []
    for address in addresses:
        host = address.partition("://")[2].partition("/")[0].lower()
        turns[host] += 1
        numbered.append((turns[host], address))
    return [address for _, address in sorted(numbered)]


def ask(address: str, manners: Manners, doors: _Doors) -> Answer:
    """Return what became of an address, wherever it leads."""
    here, settled, is_for_good, was_heard = address, address, True, False
    try:
        for _ in range(manners.most_redirects + 1):
            status, location = _status(here, manners, doors)
            was_heard = True
            if status not in _REDIRECTS or not location:
                return _judged(status, settled if settled != address else None)
            here = parse_url(urljoin(here, location)).url  # with every character that is none of an address encoded
            is_for_good = is_for_good and status in _FOR_GOOD
            settled = here if is_for_good else settled
    except _RefusedError:
        reason = phrase("it leads to {address}, which is not on the open web", address=here)
        return Answer(state=REFUSED, reason=reason, was_heard=was_heard)
    except (OSError, exceptions.HTTPError, UnicodeError) as error:
        state, reason = _failure(error)
        return Answer(state=state, reason=reason, was_heard=was_heard)
    return Answer(state=GONE, reason=phrase("it is redirected again and again"), was_heard=True)


def _judged(status: int, to: str | None) -> Answer:
    if status in _FOUND:
        return Answer(state=MOVED if to else REACHED, to=to, was_heard=True)
    state = GONE if status in _NO_PAGE else UNSURE
    return Answer(state=state, reason=phrase("the host answers {status}", status=status), was_heard=True)


def _failure(error: Exception) -> tuple[str, Phrase]:
    """Return the state and the reason that an error stands for."""
    match error:
        case socket.gaierror() if error.errno in _NO_HOST:
            return GONE, phrase("there is no such host")
        case UnicodeError() | exceptions.LocationParseError():
            return GONE, phrase("it is no address")
        case exceptions.SSLError():
            return GONE, phrase("browsers do not trust its certificate")
        case exceptions.TimeoutError():
            return UNSURE, phrase("the host does not answer in time")
        case exceptions.NewConnectionError() if isinstance(error.__cause__, ConnectionRefusedError):
            return GONE, phrase("the host refuses the connection")
        case _:
            return UNSURE, phrase("the connection fails")


def _status(address: str, manners: Manners, doors: _Doors) -> tuple[int, str | None]:
    """Return what a host answers for an address: its status, and where it redirects to.

    Some hosts know no HEAD, or answer it otherwise than GET: what is not found by the one is asked for by the other.
    """
    if web_address_fault(address):
        raise _RefusedError
    url = parse_url(address)
    host, port = (url.host or "").strip("[]"), url.port or _PORTS[url.scheme or ""]
    machines = machines_of(host, port)
    if not all(manners.may_ask(machine, port) for machine in machines):
        raise _RefusedError
    status, location = 0, None
    for method in ("HEAD", "GET"):
        request = partial(_request, method, url, machines, port, manners)
        status, location = doors.through(host, request)
        if status in _FOUND or status in _REDIRECTS:
            break
    return status, location


def _request(method: str, url: Url, machines: list[str], port: int, manners: Manners) -> tuple[int, str | None]:
    """Ask the first of the machines of a host that can be connected to; of its answer the body is not read."""
    for number, machine in enumerate(machines, 1):
        with _pool(url, machine, port, manners.timeout) as pool:
            try:
                response = pool.request(
                    method,
                    url.request_uri,
                    headers={"Host": url.netloc or "", "User-Agent": manners.agent, "Accept": "*/*"},
                    redirect=False,
                    retries=False,
                    preload_content=False,
                )
            except exceptions.NewConnectionError:
                if number == len(machines):
                    raise
                continue
            response.close()
            return response.status, response.headers.get("Location")
    raise ConnectionError  # a host without machines is none


def _pool(url: Url, machine: str, port: int, timeout: float) -> urllib3.HTTPConnectionPool:
    """Return a pool of connections to a machine, whose certificate is that of the host."""
    if url.scheme == "http":
        return urllib3.HTTPConnectionPool(machine, port, timeout=timeout, maxsize=1)
    host = (url.host or "").strip("[]")
    return urllib3.HTTPSConnectionPool(
        machine, port, timeout=timeout, maxsize=1, server_hostname=host, assert_hostname=host
    )
