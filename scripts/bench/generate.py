"""``python -m bench.generate N FOLDER``: a handbook of N agencies with every construct, complete in French.

The same N gives the same bytes. It builds with ``handbook build`` without a finding, and with plain ``sphinx-build``.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.pofile import read_po
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from bench import pages
from bench.pseudo import pseudo_french
from handbook.project.project import load_project

ROOT = Path(__file__).parent.parent.parent
SOURCE = "en"
# One black dot.
LEAF = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'

PROJECT = """\
[project]
name = "generated"

[tool.handbook]
title = {{ en = "A generated handbook", fr = "Un guide fait à la machine" }}
subtitle = {{ en = "{count} agencies", fr = "{count} organismes" }}
publisher = {{ en = "Nobody", fr = "Personne" }}
contact = "editors@example.org"
languages = [{languages}]
leaflets = false
"""

VOCABULARY = """\
[sources.report]
publisher.en = "The league of agencies"
publisher.fr = "La ligue des organismes"
title.en = "The report of the agencies"
title.fr = "Le rapport des organismes"
address = "https://example.org/report"
language = "en"
as_of = "undated"
consulted = "archived"

[topics.dates]
en = "Dates and figures"
fr = "Dates et chiffres"

[topics.where]
en = "Where"
fr = "Où"

[regions."002"]
en = "Africa"
fr = "en Afrique"

[regions."142"]
en = "Asia"
fr = "en Asie"
"""

# The second wording of each fact is what the pseudo-French of its sentence reads like.
FACTS = """\
page = "agencies/{key}"

[names.{key}]
en = {{ text = "{name}" }}
fr = {{ text = "{name}" }}

[[fact]]
id = "{key}.founded"
kind = "year"
value = {{ year = {year}, role = "founded" }}
sources = ["report"]
topic = "dates"
text.en = "created in {{value}}"
text.fr = "création en {{value}}"
evidence.en = "{name} was created in {year}"
evidence.fr = "{name} {created} {year}"

[[fact]]
id = "{key}.projects"
kind = "count"
value = {{ n = {count}, op = ">", unit = "project" }}
sources = ["report"]
topic = "dates"
text.en = "{{value}} projects"
text.fr = "{{value}} projets"
evidence.en = "{name} has carried out more than {count} projects"
evidence.fr = "{name} {carried} plus de {count} {projects}"

[[fact]]
id = "{key}.regions"
kind = "region-list"
value = {{ regions = ["002", "142"] }}
sources = ["report"]
topic = "where"
evidence.en = "It works in Africa and Asia, with"
evidence.fr = "{works} en Afrique et en Asie, {along}"
"""


def main() -> None:
    """Write a handbook into a new folder."""
    parser = argparse.ArgumentParser(prog="bench.generate", description=__doc__)
    parser.add_argument("agencies", type=int, metavar="N")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="fr", choices=["en", "fr"], help="en: no catalogues (default: fr)")
    arguments = parser.parse_args()
    if arguments.agencies < 1:
        parser.error("a handbook has one agency or more")
    if arguments.folder.exists():
        sys.exit(f"bench: {arguments.folder} is there already; remove it, or name another folder")
    messages = generate(arguments.agencies, arguments.folder, arguments.language)
    print(f"{arguments.folder}: {arguments.agencies + 2} pages, {messages} messages")


def generate(agencies: int, root: Path, language: str = "fr") -> int:
    """Write a handbook below `root`, with catalogues of `language`. Returns the number of their messages."""
    languages = list(dict.fromkeys([SOURCE, language]))
    for path, text in _files(agencies, languages):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "source/leaf.png").write_bytes(LEAF)
    shutil.copy(ROOT / "source/conf.py", root / "source")
    if language == SOURCE:
        return 0
    return _translate(root, language)


def _files(agencies: int, languages: list[str]) -> Iterator[tuple[str, str]]:
    yield "pyproject.toml", PROJECT.format(count=agencies, languages=json.dumps(languages).strip("[]"))
    yield "source/vocabulary.toml", VOCABULARY
    yield "source/index.md", pages.index(agencies)
    yield "source/words.md", pages.words()
    for number in range(1, agencies + 1):
        yield f"source/agencies/{pages.slug(number)}.md", pages.agency(number, agencies)
        yield f"source/facts/{pages.slug(number)}.toml", _facts(number)
    keys = [pages.slug(number) for number in range(1, agencies + 1)]
    yield "source/facts/required.txt", "".join(f"{key}.founded\n{key}.projects\n{key}.regions\n" for key in keys)


def _facts(number: int) -> str:
    return FACTS.format(
        key=pages.slug(number),
        name=pages.name(number),
        year=1900 + number % 100,
        count=100 + number % 800,
        created=pseudo_french("was created in"),
        carried=pseudo_french("has carried out"),
        projects=pseudo_french("projects"),
        works=pseudo_french("It works"),
        along=pseudo_french("with"),
    )


def _translate(root: Path, language: str) -> int:
    """Write a catalogue for each template that Sphinx extracts."""
    project, count = load_project(root), 0
    with tempfile.TemporaryDirectory() as folder:
        templates = Path(folder) / "templates"
        _extract(project.source, templates)
        for template in sorted(templates.rglob("*.pot")):
            messages = {msgid: pseudo_french(msgid) for msgid in _msgids(template)}
            path = project.catalogue(language, template.relative_to(templates).with_suffix("").as_posix())
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_catalogue(messages, language), encoding="utf-8")
            count += len(messages)
    return count


def _extract(source: Path, templates: Path) -> None:
    doctrees = templates.with_name("doctrees")
    with docutils_namespace():  # whoever builds something else in this process finds nothing registered
        app = Sphinx(source, source, templates, doctrees, "gettext", status=None, freshenv=True)
        app.build(force_all=True)


def _msgids(template: Path) -> list[str]:
    with template.open("rb") as file:
        return [str(message.id) for message in read_po(file) if message.id]


def _catalogue(messages: Mapping[str, str], language: str) -> str:
    entries = (f"msgid {_quoted(msgid)}\nmsgstr {_quoted(msgstr)}\n" for msgid, msgstr in messages.items())
    return "\n".join([HEADER.format(language), *entries])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


if __name__ == "__main__":
    main()
