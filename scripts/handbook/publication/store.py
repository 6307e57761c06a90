"""What is kept between builds so as not to be made again: it is given back as it was made, or not at all."""

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
    """Files by a name and a key, below `folder`: of each name, what was kept last.

    The key says all that decides the bytes of the files; a manifest beside them says what they were. `mended` collects
    a notice for each that was no longer so, and is made again.
    """

    folder: Path
    root: Path
    mended: list[Finding] = field(default_factory=list)

    def take(self, name: str, key: str, target: Path) -> bool:
        """Copy into `target` what is kept by that name and key. Returns False where that is nothing, or is harmed."""
        kept = self.folder / name / key
        if not kept.is_dir():
            return False
        if self._took(kept, name, key, target):
            return True
        message = phrase("what was kept of the last build has been changed, so it is made again")
        self.mended.append(Finding(path=shown(kept, self.root), line=1, message=message, rule="kept"))
        shutil.rmtree(kept, ignore_errors=True)
        return False

    def keep(self, name: str, key: str, made: Path) -> None:
        """Keep the files in the folder `made`, and nothing else by that name."""
        data = {"files": file_list(made), "key": f"{name} {key}"}
        (made / MANIFEST).write_bytes(manifest_text(data))
        shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / name).mkdir(parents=True, exist_ok=True)
        made.replace(self.folder / name / key)

    def _took(self, kept: Path, name: str, key: str, target: Path) -> bool:
        """Copy what is kept, whole or not at all. Returns whether it is what was kept."""
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
        """Put into `target` the files that `make` writes into an empty folder, made anew unless they are kept.

        What `make` finds wrong is returned, and such files are neither kept nor put anywhere.
        """
        if self.take(name, key, target):
            return []
        self.folder.mkdir(parents=True, exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Beside the target, which is staged: a worker that is killed leaves nothing that would not go with the stage.
        with tempfile.TemporaryDirectory(prefix=STAGE, dir=target.parent, ignore_cleanup_errors=True) as fresh:
            made = Path(fresh, "made")
            made.mkdir()
            if findings := make(made):
                return findings
            shutil.copytree(made, target, dirs_exist_ok=True)
            self.keep(name, key, made)
        return []
