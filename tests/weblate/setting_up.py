"""The first part of a walk: an administrator sets Weblate up as the guide says, in a shell and by the API."""

import json
from collections.abc import Mapping
from typing import Any

from desk import Desk, Stumble, wait_for
from guide import filled, shell_block
from services import Weblate
from sources import Clone

GUIDE = "docs/translating/weblate.md"
FIRST = "handbook/handbook"
# Each component has these from the first one, whichever way it came about.
SETTINGS = (
    "vcs",
    "vcs_params",
    "branch",
    "push_branch",
    "push_on_commit",
    "commit_pending_age",
    "merge_style",
    "file_format",
    "new_lang",
    "manage_units",
    "allow_translation_propagation",
    "check_flags",
    "commit_message",
    "pull_message",
)


def address_the_sources(editor: Clone, weblate: Weblate) -> None:
    """Write the address of the sources into the first component, as step 2 says, and what it says of older versions."""
    path = editor.root / "docs/weblate/components.json"
    [component] = json.loads(path.read_text(encoding="utf-8"))
    component["repo"] = component["push"] = f"{weblate.sources}/handbook.history.git"
    if is_before(weblate.version, (2026, 9)):
        component["vcs"] = "git-force-push"
        del component["vcs_params"], component["file_format_params"]
    path.write_text(json.dumps([component]), encoding="utf-8")


def is_before(version: str, other: tuple[int, ...]) -> bool:
    """Whether a version of Weblate is older than another."""
    return tuple(int(number) for number in version.split(".")[:2]) < other


def type_block(editor: Clone, weblate: Weblate, word: str, values: Mapping[str, str] | None = None) -> str:
    """Run a block of the guide in the editor's clone, where Weblate's commands and the token are at hand."""
    block = filled(shell_block(editor.root / GUIDE, word), values or {})
    environ = {**weblate.environ, "WEBLATE": weblate.address, "TOKEN": weblate.token}
    return editor.run("bash", "-euo", "pipefail", "-c", block, environ=environ).succeeded()


def components(desk: Desk, project: str, count: int) -> Mapping[str, Mapping[str, Any]]:
    """Wait for the components of a project, and for the French of each; return them by their slugs."""

    def look() -> Mapping[str, Mapping[str, Any]] | None:
        listed = {each["slug"]: each for each in desk.all(f"projects/{project}/components/") if not each["is_glossary"]}
        languages = [
            {each["language_code"] for each in desk.all(f"components/{project}/{slug}/translations/")}
            for slug in listed
        ]
        return listed if len(listed) == count and all(codes == {"en", "fr"} for codes in languages) else None

    return wait_for(look, f"{count} components of {project}, each in English and in French")


def check_components(editor: Clone, listed: Mapping[str, Mapping[str, Any]]) -> None:
    """Hold every component against its page and against the first one."""
    pages = {path.relative_to(editor.root).as_posix() for path in editor.root.glob("locales/fr/LC_MESSAGES/**/*.po")}
    masks = {each["filemask"].replace("*", "fr", 1): each for each in listed.values()}
    if masks.keys() != pages:
        raise Stumble(f"components without a page, or pages without a component: {sorted(masks.keys() ^ pages)}")
    for path, each in masks.items():
        page = path.removeprefix("locales/fr/LC_MESSAGES/").removesuffix(".po")
        if each["name"] != (name := f"Page {page}"):
            raise Stumble(f"the component of {page} is called {each['name']!r}, slug {each['slug']!r}, not {name!r}")
        other = {key: each[key] for key in SETTINGS if key in each and each[key] != listed["handbook"].get(key)}
        other = {key: value for key, value in other.items() if key not in ("branch", "push_branch")}
        if other:
            raise Stumble(f"the component of {page} has settings of its own: {other}")
