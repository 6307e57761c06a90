"""Rows of a table of which ``make test`` takes some, and ``make whole`` all."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest


def sampled(values: Mapping[str, Any] | Iterable[Any], every: int) -> list[Any]:
    """Return a parameter for each value, with its key for a name; only each `every`-th is for ``make test``."""
    rows = values.items() if isinstance(values, Mapping) else ((None, value) for value in values)
    return [
        pytest.param(value, id=key, marks=[] if number % every == 0 else pytest.mark.whole)
        for number, (key, value) in enumerate(rows)
    ]
