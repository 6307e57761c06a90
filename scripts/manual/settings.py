"""The page of the settings: what each is for is said in ``settings.toml``; what it may be is asked of the program."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any

from handbook.project.declarations import keys_of
from handbook.project.settings import Settings, complaints
from manual.markdown import code, page, typed

# key -> what it is for
SAYS: Mapping[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_NEEDED = {"languages": ["en"], "title": {"en": "A"}, "subtitle": {"en": "B"}, "publisher": {"en": "C"}}


def settings() -> str:
    """Return the page of ``[tool.handbook]``. Raises KeyError for a setting that nobody has said a word of."""
    return page(
        "Settings",
        "They stand in `pyproject.toml`, in the table `[tool.handbook]`. Four are needed; `handbook doctor` says what "
        'others would give readers. A text per language is a table, like `{ en = "…", fr = "…" }`. Below each stands '
        "what the program says to somebody who writes something else.",
        *(
            f"## `{key}`\n\n{SAYS[key]} {_default(key)}".rstrip() + f"\n\n> {typed(_how(key))}"
            for key in keys_of(Settings)
        ),
    )


def _default(key: str) -> str:
    name, how, is_needed = keys_of(Settings)[key]
    if is_needed:
        return "**Needed.**"
    [field] = [field for field in fields(Settings) if field.name == name]
    default: Any = None if how.usual or field.default_factory is MISSING else field.default_factory()
    # What is no text or list of TOML, like a palette, the sentence of the setting has to say.
    is_plain = isinstance(default, str | int | list | tuple) and default not in ("", ())
    return f"Unless set: {code(json.dumps(default))}." if is_plain else ""


def _how(key: str) -> str:
    """Return what the program says of a value that no setting can have: a day."""
    return next(str(message) for name, message in complaints({**_NEEDED, key: date(2026, 1, 1)}) if name == key)
