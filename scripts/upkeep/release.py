"""``make release VERSION=1.2.3``: the version, its changelog, wheel, site, list of components, checksums and tag.

All of it is made from the very commit that is tagged, in a tree beside this one. Branch and tag move last:
where anything goes wrong before, nothing has changed.
"""

import os
import re
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from packaging.version import InvalidVersion, Version

from upkeep.artefacts import Release, write_checksums, write_components, write_site, write_wheel
from upkeep.changelog import CHANGELOG, released
from upkeep.running import Refusal, finish, output, run

Part = Callable[[Release], None]
PARTS: tuple[Part, ...] = (write_wheel, write_components, write_site)


def read_version(text: str) -> str:
    """Return the version that a pyproject.toml gives."""
    return tomllib.loads(text)["project"]["version"]


def with_version(text: str, version: str) -> str:
    """Return a pyproject.toml with another version and nothing else changed."""
    changed = re.sub(r'(?ms)(^\[project\]\n(?:(?!^\[).)*?^version = )"[^"\n]*"', rf'\g<1>"{version}"', text, count=1)
    parsed = tomllib.loads(text)
    parsed["project"]["version"] = version
    if tomllib.loads(changed) != parsed:
        raise Refusal('pyproject.toml:1: its version is not written as `version = "…"` in [project]; write it so')
    return changed


def refuse_version(version: str, today: str) -> None:
    """Raise Refusal where a version is none, or not newer than today's."""
    try:
        if not version or str(Version(version)) != version:
            raise InvalidVersion
    except InvalidVersion:
        raise Refusal(f"VERSION={version} is no version; write make release VERSION=1.2.3") from None
    if Version(version) <= Version(today):
        raise Refusal(f"VERSION={version} is not newer than {today}, the version in pyproject.toml")


def refuse_tree(root: Path, tag: str) -> None:
    """Raise Refusal where what is here is not what is committed, or the tag is taken."""
    changed = output("git", "status", "--porcelain", cwd=root).splitlines()
    if changed:
        raise Refusal(f"{changed[0][3:]}: not committed ({len(changed)} in all); commit or stash what has changed")
    if output("git", "tag", "--list", tag, cwd=root):
        raise Refusal(f"the tag {tag} exists; a release is never made twice")


def release_day() -> date:
    """Return the day of a release: that of SOURCE_DATE_EPOCH, or today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


@contextmanager
def tree_beside(root: Path, folder: Path) -> Iterator[Path]:
    """Give a work tree at the present commit, on no branch, which is gone afterwards."""
    shutil.rmtree(folder, ignore_errors=True)  # left by a release that was killed
    run("git", "worktree", "prune", cwd=root)
    run("git", "worktree", "add", "--quiet", "--detach", folder, "HEAD", cwd=root)
    try:
        yield folder
    finally:
        run("git", "worktree", "remove", "--force", "--force", folder, cwd=root)


def commit(tree: Path, version: str) -> str:
    """Commit version and changelog in a tree, on no branch, and return the commit."""
    for name, change in {
        "pyproject.toml": lambda text: with_version(text, version),
        CHANGELOG: lambda text: released(text, version, release_day()),
    }.items():
        path = tree / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    output("git", "commit", "--quiet", "--no-verify", "--all", "--message", f"Release {version}", cwd=tree)
    return output("git", "rev-parse", "HEAD", cwd=tree)


def publish(root: Path, tag: str, new: str) -> None:
    """Tag a commit and move the branch to it: both or neither."""
    run("git", "tag", "--annotate", "--message", f"Release {tag.removeprefix('v')}", tag, new, cwd=root)
    try:
        run("git", "merge", "--quiet", "--ff-only", new, cwd=root)
    except Refusal:
        run("git", "tag", "--delete", tag, cwd=root)
        raise


def release(root: Path, version: str, parts: tuple[Part, ...] = PARTS) -> Path:
    """Make a release of what is committed and return the folder of its files. Raises Refusal: nothing has changed."""
    refuse_version(version, read_version((root / "pyproject.toml").read_text(encoding="utf-8")))
    refuse_tree(root, f"v{version}")
    target = root / "build/release" / version
    # What a release that was stopped has left: no tag of it exists.
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    try:
        with tree_beside(root, root / "build/release/tree") as tree:
            new = commit(tree, version)
            epoch = int(output("git", "show", "--no-patch", "--format=%ct", new, cwd=tree))
            for write in parts:
                write(Release(root=root, tree=tree, folder=target, version=version, epoch=epoch))
            write_checksums(target)
            publish(root, f"v{version}", new)
    except BaseException:
        shutil.rmtree(target)
        raise
    return target


def main(arguments: list[str]) -> int:
    """Make the release that is asked for, and say what there is and what to do next."""

    def work() -> int:
        [version] = arguments or [""]
        folder = release(Path.cwd(), version)
        names = ", ".join(sorted(path.name for path in folder.iterdir()))
        print(f"release {version}: {folder.relative_to(Path.cwd())} holds {names}")
        print(f"Now hand it out: git push --follow-tags, and the files with the tag v{version}.")
        return 0

    return finish("release", work)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
