"""What a handbook is read with where its ``conf.py`` says nothing else, or where there is none."""

import ast
from collections.abc import Mapping

from sphinx.application import Sphinx
from sphinx.config import Config

from handbook.project.project import Project

CONF = "conf.py"
# The kit that tells machines of the organization that a page portrays.
KIT = "handbook.kits.agencies"

# Pages say what they mean in Markdown; raw HTML would be the same in no other output.
DEFAULTS: Mapping[str, object] = {
    "source_suffix": {".md": "markdown"},
    "myst_enable_extensions": ["colon_fence", "deflist"],
    "myst_heading_anchors": 6,
    "myst_disable_syntax": ["html_block", "html_inline"],
    "exclude_patterns": ["facts", "vocabulary.toml"],
    "nitpicky": True,
    # One catalogue per page, for Sphinx and sphinx-intl run by hand: `handbook build` reads the catalogues itself.
    "locale_dirs": ["../locales"],
    "gettext_compact": False,
    "gettext_uuid": False,
    "gettext_location": True,
    "html_theme": "handbook",
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_permalinks": False,
    "html_use_index": False,
    "html_domain_indices": False,
}


def extensions_without_conf(project: Project) -> dict[str, object]:
    """Return what Sphinx has to be told of a handbook without a ``conf.py``: nothing where there is one."""
    return {} if (project.source / CONF).exists() else {"extensions": ["handbook.sphinx"]}


def lists_extension(project: Project, name: str) -> bool:
    """Whether ``conf.py`` names an extension: what can be told without running it."""
    try:
        tree = ast.parse((project.source / CONF).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return False
    return any(isinstance(node, ast.Constant) and node.value == name for node in ast.walk(tree))


def on_config_inited(app: Sphinx, config: Config) -> None:
    for name, value in DEFAULTS.items():
        if name not in config._raw_config and name not in config._overrides:
            config[name] = value


def setup(app: Sphinx) -> None:
    app.setup_extension("myst_parser")
    app.connect("config-inited", on_config_inited, priority=1)  # before whatever reads one of them
