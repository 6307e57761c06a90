"""What the guide tells an administrator to type, read from its page."""

from collections.abc import Mapping
from pathlib import Path

from markdown_it import MarkdownIt


def shell_block(page: Path, word: str) -> str:
    """Return the one block of shell commands of a guide in which a word stands."""
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    [block] = [
        token.content for token in tokens if token.type == "fence" and token.info == "sh" and word in token.content
    ]
    return block


def filled(block: str, values: Mapping[str, str]) -> str:
    """Put values where the guide has words in capitals for the reader to replace."""
    for name, value in values.items():
        if name not in block:
            raise ValueError(f"the guide no longer says {name}")
        block = block.replace(name, value)
    return block
