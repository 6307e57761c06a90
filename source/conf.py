"""Sphinx reads the handbook as ``[tool.handbook]`` in pyproject.toml describes it; nothing is set here twice."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
handbook = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["handbook"]

language = handbook.get("source_language", handbook["languages"][0])
project = handbook["title"][language]
author = handbook["publisher"][language]

extensions = ["myst_parser", "handbook.sphinx", "handbook.kits.agencies"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
# Pages say what they mean in Markdown; raw HTML would be the same in no other output.
myst_disable_syntax = ["html_block", "html_inline"]
exclude_patterns = ["facts", "vocabulary.toml"]
nitpicky = True

# One catalogue per page. `handbook build` reads the catalogues itself; these serve Sphinx and sphinx-intl run by hand.
locale_dirs = ["../locales"]
gettext_compact = False
gettext_uuid = False
gettext_location = True

html_theme = "handbook"
html_copy_source = False
html_show_sourcelink = False
html_permalinks = False
html_use_index = False
html_domain_indices = False
