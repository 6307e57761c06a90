"""One page more, or one subject with its facts: files to be written on, and their place in the contents."""

import os
import re
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import Phrase, phrase
from handbook.machine.together import together
from handbook.pictures.tones import free_tone, tone_of
from handbook.project.page_names import caseless, refusal, safe_name
from handbook.project.project import Project
from handbook.texts.located_toml import read_toml
from handbook.texts.text_files import read_text

# The first toctree of a page, with its options, and the pages that it lists.
_TOCTREE = re.compile(r"^(?P<fence>[`:]{3,})\{toctree\}[^\n]*\n(?P<body>.*?)^(?P=fence)", re.MULTILINE | re.DOTALL)

# What a subject may be called: it is the name of a file, of a table in TOML, and what its facts begin with.
_SUBJECT = "[a-z0-9][a-z0-9_-]*"


def add_page(project: Project, name: str) -> list[str]:
    """Write the page `name`, and list it last in the contents. Returns lines on what is left to do.

    Raises HandbookError, with nothing changed, where it cannot be called that, or there is one.
    """
    _place(project, name, {})
    return [
        phrase("{file}: write it; the build names what is left", file=f"source/{name}.md"),
        phrase("then make po, and translate it"),
    ]


def add_subject(project: Project, name: str) -> list[str]:
    """Write the page of a subject, listed like any other, and the file of its facts; lines and errors as there."""
    if project.portraits is None:
        message = phrase('no folder of subjects is set; add portraits = "subjects" to [tool.handbook]')
        raise HandbookError([Finding(path="pyproject.toml", line=1, message=message, rule="new")])
    if not re.fullmatch(_SUBJECT, name):
        message = phrase("facts are called after their subject: use the letters a to z, digits, “-” and “_” alone")
        _refuse(f"source/{project.portraits}/{name}.md", message)
    facts = project.facts / f"{name}.toml"
    page = f"{project.portraits}/{name}"
    _place(project, page, {facts: _facts(page, name, project)})
    return [
        phrase("{file}: write it; the build names what is left", file=f"source/{page}.md"),
        phrase(
            "{file}: its name and its facts; list each in {required}",
            file=shown(facts, project.root),
            required=shown(project.required_facts, project.root),
        ),
        phrase("then make po, and translate it"),
    ]


def _place(project: Project, page: str, others: dict[Path, str]) -> None:
    path, index = project.page(page), project.page("index")
    if reason := refusal(page):
        _refuse(
            f"source/{page}.md",
            phrase("{reason}; call the page “{name}.md”", reason=reason, name=safe_name(page, set())),
        )
    if taken := next((file for file in (path, *others) if os.path.lexists(file)), None):
        _refuse(shown(taken, project.root), phrase("it is there already; choose another name, or write on it"))
    if twin := next((other for other in project.pages() if caseless(other) == caseless(page)), None):
        message = phrase("Windows and macOS take it for “{page}.md”, which is there; choose another name", page=twin)
        _refuse(f"source/{page}.md", message)
    contents = read_text(index, project.root) if index.exists() else ""
    tree = _TOCTREE.search(contents)
    if not tree:
        _refuse("source/index.md", phrase("no toctree lists the pages; write one with {page} in it", page=page))
        return
    end = tree.end("body")
    line = "" if contents[:end].endswith("\n") else "\n"
    with together() as files:
        for file, text in {path: _page(page), **others}.items():
            files.put_new(file, text.encode())
        files.put(index, f"{contents[:end]}{line}{page}\n{contents[end:]}".encode())


def _page(page: str) -> str:
    """Return a page on which nothing stands but its title, which its name gives."""
    title = page.rpartition("/")[2].replace("-", " ")
    return f"# {title[:1].upper()}{title[1:]}\n"


def _facts(page: str, name: str, project: Project) -> str:
    """Return a file of facts that says what belongs into it; each name that is empty is one that the build asks for."""
    colour = free_tone(Path(name).name, _taken_tones(project))
    line = f'\ncolour = "{colour}"' if colour else ""
    names = "\n".join(f'{language} = {{ text = "" }}' for language in project.languages)
    evidence = "\n".join(f'# evidence.{language} = "…"' for language in project.languages)
    return (
        f'page = "{page}"{line}\n\n[names.{name}]\n{names}\n\n'
        f'# [[fact]]\n# id = "{name}.opened"\n# kind = "year"\n# value = {{ year = 2026 }}\n'
        f'# sources = ["…:1"]\n{evidence}\n'
    )


def _taken_tones(project: Project) -> set[str]:
    """Return the colours that the subjects have which are there; of a file that cannot be read, that of its name."""
    taken = set()
    for path in project.facts.glob("*.toml"):
        try:
            colour = read_toml(path, project.root).data.get("colour")
        except HandbookError:
            colour = None
        taken.add(tone_of(path.stem, {path.stem: colour} if isinstance(colour, str) else {}))
    return taken


def _refuse(path: str, message: Phrase) -> None:
    raise HandbookError([Finding(path=path, line=1, message=message, rule="new")])
