"""The fragments of a document between builds: one of each part, by all that decides its bytes, and of no other."""

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from handbook.print.linking.fragment import Fragment, read_fragment
from handbook.publication.store import Store
from handbook.publication.swap import STAGE

_FILE = "fragment"


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptFragments:
    """The fragments of the document `name` in a store; `beside` is a folder in which files may stand for a while."""

    store: Store
    name: str
    beside: Path

    def take(self, part: str, key: str) -> Fragment | None:
        """Return the fragment of a part and a key. Where it was changed there is none, and the store has a notice."""
        with self._folder() as folder:
            if not self.store.take(self._place(part), key, Path(folder)):
                return None
            try:
                return read_fragment(Path(folder, _FILE).read_bytes())
            except (ValueError, OSError):
                self.store.give_up(self._place(part), key)
                return None

    def keep(self, part: str, key: str, data: bytes) -> None:
        """Keep the bytes of a fragment, in place of what was kept of that part."""
        self.store.folder.mkdir(parents=True, exist_ok=True)
        with self._folder() as folder:
            made = Path(folder, "made")
            made.mkdir()
            (made / _FILE).write_bytes(data)
            self.store.keep(self._place(part), key, made)

    def forget_others(self, parts: Iterable[str]) -> None:
        """Forget the fragments of parts that the document has no more."""
        names = {Path(self._place(part)).name for part in parts}
        folder = self.store.folder / self._whole
        for path in list(folder.iterdir()) if folder.is_dir() else ():
            if path.name not in names:
                shutil.rmtree(path, ignore_errors=True)

    @property
    def _whole(self) -> str:
        return f"fragments-of-{self.name}"

    def _place(self, part: str) -> str:
        # A docname may be longer than a name of a file.
        return f"{self._whole}/{sha256(part.encode()).hexdigest()[:32]}"

    def _folder(self) -> "tempfile.TemporaryDirectory[str]":
        self.beside.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(prefix=STAGE, dir=self.beside, ignore_cleanup_errors=True)
