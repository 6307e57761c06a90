"""Weblate's API, as an administrator and a translator use it."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

PATIENCE = 240  # seconds that the worker may take for what was asked of it


class Stumble(Exception):
    """What is not as the guide says, in one line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Where the API is, and whose token opens it."""

    address: str
    token: str

    def ask(self, path: str, data: Mapping[str, Any] | None = None, method: str | None = None) -> Any:
        """Return what the API answers; `data` is sent as JSON, by POST unless another method is named."""
        request = urllib.request.Request(
            path if "://" in path else f"{self.address}/api/{path}",
            data=None if data is None else json.dumps(data).encode(),
            headers={"Authorization": f"Token {self.token}", "Content-Type": "application/json"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.loads(answer.read() or "null")
        except urllib.error.HTTPError as error:
            told = error.read().decode(errors="replace")[:500]
            raise Stumble(f"{request.get_method()} {path}: {error.code} {told}") from None

    def operate(self, component: str, operation: str) -> None:
        """Choose an operation of *Repository maintenance*, as soon as Weblate is at leisure."""

        def attempt() -> bool:
            try:
                self.ask(f"components/{component}/repository/", {"operation": operation})
            except Stumble as stumble:
                if ": 423 " in str(stumble):  # what was asked for before is still being done
                    return False
                raise
            return True

        wait_for(attempt, f"{operation} of {component}")

    def all(self, path: str) -> Iterator[Mapping[str, Any]]:
        """Return the results of a list, from all of its pages."""
        following: str | None = path
        while following:
            answer = self.ask(following)
            yield from answer["results"]
            following = answer["next"]

    def units(self, component: str, language: str) -> Mapping[str, Mapping[str, Any]]:
        """Return the strings of a translation, by their source."""
        units = self.all(f"translations/{component}/{language}/units/?page_size=500")
        return {unit["source"][0]: unit for unit in units}


def wait_for(look: Callable[[], Any], what: str) -> Any:
    """Look again until there is something, and return it."""
    end = time.monotonic() + PATIENCE
    while not (answer := look()):
        if time.monotonic() > end:
            raise Stumble(f"{what}: not within {PATIENCE} s")
        time.sleep(1)
    return answer
