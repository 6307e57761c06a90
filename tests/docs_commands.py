"""Types what the documentation says, page by page, in a handbook that `handbook init` has begun or in a copy of ours.

A command that no test can run is of a kind in `UNRUN`, with the reason; all others are typed as they stand there.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

from small_handbook import ROOT, replace

from handbook.commands import cli
from manual.blocks import Block, blocks, edit, translate

DOCS = ROOT / "docs"
# (pages, what they say) -> why no test types it
UNRUN: Mapping[tuple[str, str], str] = {
    ("README.md", r"make|make test"): "all tests stand on the first, and are the second",
    ("CONTRIBUTING.md", r"make|make test"): "as above",
    ("docs/howto/renew.md", r".*"): "asks registries; tests/unit/test_renew.py has some of its own",
    ("docs/howto/upgrade.md", r".* upgrade --wheel .*"): "names a newer program; tests/ext/test_begin.py makes one",
    ("docs/howto/work-offline.md", r".* pip download .*"): "asks a registry",
    ("docs/engineers.md", r"apt-get .*|.*pip install .*|python3 -m venv .*|uv .*|make weblate"): "asks registries",
    ("docs/translating/weblate.md", r".*"): "make weblate types this guide, with a Weblate",
    ("docs/cluster.md", r".*"): "needs machines; tests/ext/test_cluster.py starts workers on this one",
    ("docs/translating/programs.md", r"po2csv .*|csv2po .*|po2xliff .*"): "is about a file that came by mail",
    ("docs/*", r"make setup"): "asks a registry",
    ("docs/howto/import-pages.md", r".* import .*"): "names a folder of yours; tests/unit/test_import.py has one",
    ("docs/*", r"make serve.*"): "shows pages until somebody ends it; tests/ext/test_preview.py asks for them",
    ("docs/*", r"(rsync|ssh) .*"): "needs a server",
    ("docs/*", r"git (clone|push|pull|fetch)\b.*"): "needs another repository",
    ("docs/translating/text-editor.md", r"(cd handbook|git commit .*)"): "is about what somebody has cloned and edited",
    ("docs/publishing.md", r".*(--sign|signers).*"): "needs a key; tests/unit/test_verify.py makes one",
    ("docs/publishing.md", r".* check links --external"): "asks the web",
    ("docs/publishing.md", r".* rollback( 5)?"): "docs/howto/go-back.md has something to go back to",
}
# Pages that begin with nothing but a checkout, and those that are about this handbook.
FROM_NOTHING = ("docs/start.md", "docs/tutorials/first-change.md")
OF_OURS = ("docs/translators.md", "docs/translating/text-editor.md")
_SHIM = '#!/bin/sh\nexec "{python}" {module}"$@"\n'
# What `make` calls to set up an environment: the one that the tests have, under the names of .venv.
_SET_UP = '#!/bin/sh\nmkdir -p .venv/bin && cp "{shims}"/* .venv/bin/\n'


def pages() -> list[Path]:
    """Return the pages in English that have their readers type something; the French ones say the same."""
    named = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
    french = ("comment", "tutoriels", "traduire", "traduire.md")
    return [path for path in named if path.relative_to(ROOT).parts[1:2][:1] not in [(name,) for name in french]]


def reason_against(path: Path, command: str) -> str | None:
    """Return why no test types a command of a page, if so."""
    name = path.relative_to(ROOT).as_posix()
    return next(
        (why for (page, kind), why in UNRUN.items() if fnmatch(name, page) and re.fullmatch(kind, command)), None
    )


def typed(path: Path) -> Iterator[tuple[Block, list[str]]]:
    """Yield each block of a page with those of its commands that a test types."""
    for block in blocks(path):
        commands = [] if block.kind in ("diff", "po") else block.commands
        yield block, [command for command in commands if not reason_against(path, command)]


class Reader:
    """Somebody who does what a page says, in a home and a folder of their own."""

    def __init__(self, home: Path) -> None:
        self._home, shims = home, home / "shims"
        shims.mkdir(parents=True)
        for name, module in (("python", ""), ("handbook", "-m handbook ")):
            _executable(shims / name, _SHIM.format(python=sys.executable, module=module))
        _executable(home / "set-up", _SET_UP.format(shims=shims))
        git = "[user]\n\tname = A reader\n\temail = reader@example.org\n[init]\n\tdefaultBranch = main\n"
        (home / ".gitconfig").write_text(git, encoding="utf-8")

    def follow(self, path: Path, folder: Path) -> None:
        """Do all that a page says, from a folder on. Raises AssertionError with what a command that fails has said."""
        self.type(path, folder, [f'"{self._home}/set-up"'])
        for block, commands in typed(path):
            if block.kind in ("diff", "po"):
                (edit if block.kind == "diff" else translate)(folder, block)
            elif commands:
                folder = self.type(path, folder, commands, block.line)

    def type(self, path: Path, folder: Path, commands: list[str], line: int = 1) -> Path:
        """Type commands in a shell, and return the folder that they end in."""
        script = "\n".join(["set -e", *commands, 'pwd > "$HOME/pwd"'])
        done = subprocess.run(
            ["sh", "-c", script], cwd=folder, env=self._environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{path.name}:{line}: {commands}\n{done.stdout}{done.stderr}"
        return Path((self._home / "pwd").read_text(encoding="utf-8").strip())

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "GIT_", "MFLAGS"))}
        return {**kept, "HOME": str(self._home), "MAKEFLAGS": f"PYTHON={self._home}/set-up"}


def begin(folder: Path) -> None:
    """Begin the handbook in which readers practise."""
    options = ("--languages", "en,fr", "--title", "en=Practice", "--title", "fr=Essai")
    assert cli.main(["init", folder.as_posix(), *options]) == 0
    replace(folder / "pyproject.toml", 'outputs = ["html", "pdf"]', 'outputs = ["html"]')  # start.md prints as well


def copy_ours(folder: Path) -> None:
    """Copy what this handbook is made of, its commands too."""
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("pyproject.toml", "Makefile", ".gitignore", ".gitattributes"):
        shutil.copy(ROOT / name, folder / name)


def _executable(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
