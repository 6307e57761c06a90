"""Makes the options of docutils once: Sphinx 9.0 and MyST-Parser 5.2 make some seventy of them anew for each page.

They are the same for all pages: what differs, the settings of an application, is given with each.
"""

import warnings
from collections.abc import Mapping
from functools import cache
from typing import Any

from docutils import Component
from docutils.frontend import OptionParser, Values
from myst_parser.mdit_to_docutils import base
from sphinx.application import Sphinx
from sphinx.util import docutils


def settings_of(
    *components: Component | type[Component], defaults: Mapping[str, Any] | None = None, read_config_files: bool = False
) -> Values:
    """Return the settings of components of docutils, `defaults` over their own; they may be changed.

    `read_config_files` means nothing here: the wall lets docutils read none.
    """
    kinds = tuple(component if isinstance(component, type) else type(component) for component in components)
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        return Values({**_options(kinds), **(defaults or {}), "_config_files": []})


@cache
def _options(kinds: tuple[type[Component], ...]) -> Mapping[str, Any]:
    """Return what each option of components is at first, by its name; cached: classes stay as they are."""
    return OptionParser(components=kinds).defaults


def setup(app: Sphinx) -> None:
    vars(docutils)["_get_settings"] = settings_of
    vars(base)["get_default_settings"] = settings_of
