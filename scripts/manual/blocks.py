"""Reads what a page of the documentation has its readers type and edit, in its order, from the parsed Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from markdown_it import MarkdownIt

from handbook.catalogs.entries import active
from handbook.catalogs.reader import read_entries
from handbook.catalogs.writer import write

# The one spelling of what is typed in a shell.
SHELL = "sh"
# What a catalogue begins with.
_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
_OTHER_SHELLS = ("bash", "console", "shell", "shell-session", "zsh")


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A fenced block: `kind` is the language that its fence names, `line` where the fence stands."""

    path: Path
    line: int
    kind: str
    text: str

    @property
    def commands(self) -> list[str]:
        """The commands of a shell block, one a line; a line that ends with a backslash goes on in the next."""
        lines = self.text.replace("\\\n", " ").splitlines()
        return [typed for line in lines if (typed := re.sub(r"(^|\s+)#\s.*", "", line).strip())]


def blocks(path: Path) -> Iterator[Block]:
    """Yield what a page has its readers type (``sh``), change in a file (``diff``) and translate (``po``)."""
    for token in MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8")):
        words = token.info.split()
        if token.type != "fence" or not words or token.map is None:
            continue
        if words[0] in (SHELL, "diff", "po", *_OTHER_SHELLS):
            yield Block(path=path, line=token.map[0] + 1, kind=words[0], text=token.content)


def misspelt(block: Block) -> list[str]:
    """Return the commands of a block that are not spelled as everywhere: ``sh``, ``.venv/bin/handbook``."""
    if block.kind in _OTHER_SHELLS:
        return block.commands
    return [command for command in block.commands if re.match(r"handbook |python -m |\$ ", command)]


def edit(root: Path, block: Block) -> None:
    """Make the change of a ``diff`` block. Raises ValueError where its file does not hold the old lines once."""
    head, *lines = block.text.splitlines()
    name = head.removeprefix("--- ")
    old = "\n".join(line[1:] for line in lines if line[:1] != "+")
    new = "\n".join(line[1:] for line in lines if line[:1] != "-")
    path = root / name
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{block.path.name}:{block.line}: {name} holds {text.count(old)} times: {old!r}")
    path.write_text(text.replace(old, new), encoding="utf-8")


def translate(root: Path, block: Block) -> None:
    """Finish the messages of a ``po`` block in their catalogue. Raises ValueError for one that is not there."""
    head, text = block.text.split("\n", 1)
    path = root / head.removeprefix("# ")
    with TemporaryDirectory() as folder:
        part = Path(folder, "part.po")
        part.write_text(f"{_HEADER}\n{text}", encoding="utf-8")
        done = {entry.msgid: entry.msgstr for entry in read_entries(part, part.parent) if entry.msgid}
    entries = read_entries(path, root)
    if unknown := done.keys() - active(entries).keys():
        raise ValueError(f"{block.path.name}:{block.line}: no message of {path.name}: {sorted(unknown)}")
    finished = [
        replace(entry, msgstr=done[entry.msgid], flags=entry.flags - {"fuzzy"}, previous=None)
        if entry.msgid in done and not entry.is_obsolete
        else entry
        for entry in entries
    ]
    path.write_bytes(write(finished))
