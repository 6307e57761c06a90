"""Writes the pieces of a page of reference: tables, code, the line that says who has written it."""

import re
from collections.abc import Iterable, Sequence

# TOML in a sentence; outside of code its quotation marks would be made round.
_TOML = re.compile(r'(?:[\w.-]+ = )?(?:\{ [^}]* \}|\[[^\]]*\]+|"[^"]*")|\{\}')
_NOTE = {
    "en": "*This page is written by `.venv/bin/python -m manual reference`, and a test holds it to the program.*",
    "fr": "*Cette page est produite par `.venv/bin/python -m manual reference`; un essai la compare au programme.*",
}


def code(text: str) -> str:
    """Return a text as code, whatever backticks it holds."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def typed(sentence: str) -> str:
    """Return a sentence of the program with the TOML in it as code."""
    return _TOML.sub(lambda match: code(match[0]), sentence)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the cells are Markdown."""
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page(title: str, *parts: str, language: str = "en") -> str:
    """Return a page of these parts, which says at its end that nobody writes it by hand."""
    return "\n\n".join([f"# {title}", *(part.strip() for part in parts), _NOTE[language]]) + "\n"
