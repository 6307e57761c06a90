"""Keeps files between builds, so that they need not be made again; files that were changed meanwhile are not used."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import phrase
from handbook.publication.carry_over import carry
from handbook.publication.manifest import MANIFEST, file_list, manifest_text, read_manifest
from handbook.publication.swap import STAGE


@dataclass(frozen=True, kw_only=True, slots=True)
class Store:
    """Files below `folder` by a name and a key; of each name, only those of one key are kept.

    The key is made of all that the bytes of the files depend on; a manifest beside them tells whether they have been
    changed. `mended` collects a notice for each name whose files were, so that they are made again.
    """

    folder: Path
    root: Path
    mended: list[Finding] = field(default_factory=list)

    def take(self, name: str, key: str, target: Path) -> bool:
        """Copy into `target` the files of a name and key. Returns False where there are none, or they were changed."""
        kept = self.folder / name / key
        if not kept.is_dir():
            return False
        if self._copy(kept, name, key, target):
            return True
        self.give_up(name, key)
        return False

    def give_up(self, name: str, key: str) -> None:
        """Remove files of a name and key that are not what was kept, and note that."""
        kept = self.folder / name / key
        message = phrase("what was kept of the last build has been changed, so it is made again")
        self.mended.append(Finding(path=shown(kept, self.root), line=1, message=message, rule="kept"))
        shutil.rmtree(kept, ignore_errors=True)

    def keep(self, name: str, key: str, made: Path) -> None:
        """Keep the files in the folder `made`, in place of what was kept by that name."""
        data = {"files": file_list(made), "key": f"{name} {key}"}
        (made / MANIFEST).write_bytes(manifest_text(data))
        shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / name).mkdir(parents=True, exist_ok=True)
        made.replace(self.folder / name / key)

    def _copy(self, kept: Path, name: str, key: str, target: Path) -> bool:
        """Copy all that is kept, or nothing. Returns whether it was copied: it is not where a file was changed."""
        try:
            manifest = read_manifest(kept, self.root)
        except HandbookError:
            return False
        if manifest.data.get("key") != f"{name} {key}":
            return False
        if differing := carry(kept, manifest, sorted(manifest.files), target):
            for file in manifest.files.keys() - set(differing):
                (target / file).unlink()
            return False
        return True

    def once(self, name: str, key: str, target: Path, make: Callable[[Path], list[Finding]]) -> list[Finding]:
        """Put into `target` the files of a name and key: those that are kept, or those that `make` writes.

        `make` is given an empty folder, and returns what is wrong; this returns it too, and then keeps and copies
        nothing.
        """
        if self.take(name, key, target):
            return []
        self.folder.mkdir(parents=True, exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Beside the target, which is staged: what a killed worker leaves there is removed with the stage.
        with tempfile.TemporaryDirectory(prefix=STAGE, dir=target.parent, ignore_cleanup_errors=True) as fresh:
            made = Path(fresh, "made")
            made.mkdir()
            if findings := make(made):
                return findings
            shutil.copytree(made, target, dirs_exist_ok=True)
            self.keep(name, key, made)
        return []
