"""Damage that must be refused: what it does, and the report that it must get."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from small_handbook import fingerprint, left_in_build

Doing = Callable[[Path], int]


@dataclass(frozen=True, kw_only=True)
class Damage:
    """A way to break a handbook: `do` breaks it and returns the line; then the path, rule and remedy of the report."""

    do: Doing
    path: str
    rule: str
    remedy: str


class Damages:
    """The damages of a test module, each under its function's name."""

    def __init__(self) -> None:
        self._cases: dict[str, Damage] = {}

    def case(self, path: str, rule: str, remedy: str) -> Callable[[Doing], Doing]:
        """Register a damage."""

        def register(do: Doing) -> Doing:
            self._cases[do.__name__.replace("_", "-")] = Damage(do=do, path=path, rule=rule, remedy=remedy)
            return do

        return register

    def __iter__(self) -> Iterator[Damage]:
        return iter(self._cases.values())

    def parameters(self) -> pytest.MarkDecorator:
        """Return the mark that runs a test once for each damage."""
        return pytest.mark.parametrize("damage", self._cases.values(), ids=self._cases.keys())

    def one_of_a_rule(self) -> pytest.MarkDecorator:
        """Return the mark that runs a test once for each damage; `make test` takes the first of each rule."""
        firsts = {damage.rule: name for name, damage in reversed(self._cases.items())}
        return pytest.mark.parametrize(
            "damage",
            [
                pytest.param(damage, id=name, marks=[] if firsts[damage.rule] == name else pytest.mark.whole)
                for name, damage in self._cases.items()
            ],
        )


def assert_refused(root: Path, run: Callable, damage: Damage) -> None:
    """Assert: one line says where, what and how to mend it; exit code 1; no byte of the site changes; nothing left."""
    before = fingerprint(root / "build/site")
    line = damage.do(root)
    outcome = run(root, "build", "--output", "html")
    reported = [each for each in outcome.errors.splitlines() if each.endswith(f"[{damage.rule}]")]
    assert outcome.code == 1, outcome
    assert any(each.startswith(f"{damage.path}:{line}: ") and damage.remedy in each for each in reported), (
        outcome.errors
    )
    assert "Traceback" not in outcome.output + outcome.errors
    assert fingerprint(root / "build/site") == before
    assert left_in_build(root) == set(), "nothing is left of the attempt"
