"""The files of a handbook on its first day, but for its catalogues: settings, pages, facts, commands."""

import json
import re
from collections.abc import Mapping

from handbook.findings.phrase import Translate, phrase, spoken
from handbook.founding.answers import LICENCES, SPECIMEN, Answers, specimens
from handbook.founding.wheel import Wheel
from handbook.founding.workshop import VENDOR, workshop

# A line of TOML that says something in one language: ``en = …``, ``evidence.fr = …``.
_IN_LANGUAGE = re.compile(r"(?:\w+\.)?(en|fr) = ")
_KIT = "handbook.kits.agencies"
# What the kit shows of a subject: behind the opening of its page, and at its end.
_PANEL = "\n```{key-facts} tool-library\n```\n"


def first_files(answers: Answers, wheel: Wheel, translate: Translate) -> Mapping[str, bytes]:
    """Return each file by its path: the pages in their language, facts and settings in those that readers get."""
    source = answers.source_language
    texts = {
        "pyproject.toml": _settings(answers),
        "source/conf.py": _conf(answers),
        **pages(source, has_kit=answers.kit != "none"),
        "source/facts/tool-library.toml": _in_languages((SPECIMEN / "facts.toml").read_text("utf-8"), answers),
        "source/facts/required.txt": "tool-library.opened\ntool-library.tools\n",
        "source/vocabulary.toml": _in_languages((SPECIMEN / "vocabulary.toml").read_text("utf-8"), answers),
        "README.md": _readme(answers, source),
        "LICENSE-CONTENT": _licence(answers, translate),
    }
    files = {path: text.encode() for path, text in texts.items()}
    return {**files, **workshop(wheel), f"{VENDOR}/{wheel.name}": wheel.data}


def pages(language: str, *, has_kit: bool) -> Mapping[str, str]:
    """Return the first pages in a language that they are written in."""
    folder = SPECIMEN / language
    texts = {f"source/{path.relative_to(folder).as_posix()}": path.read_text("utf-8") for path in folder.rglob("*.md")}
    if has_kit:
        page = "source/subjects/tool-library.md"
        opening, heading, rest = texts[page].partition("\n## ")
        texts[page] = f"{opening}{_PANEL}{heading}{rest}"
    return texts


def _settings(answers: Answers) -> str:
    def texts(key: str, of: Mapping[str, str]) -> str:
        return f"{key} = {{ " + ", ".join(f"{code} = {_quoted(of[code])}" for code in answers.written) + " }"

    def usual(key: str) -> str:
        return texts(key, {code: words[key] for code, words in specimens().items()})

    lines = [
        "[tool.handbook]",
        texts("title", {code: answers.title(code) for code in answers.written}),
        usual("subtitle"),
        usual("publisher"),
        f"languages = {json.dumps(answers.written)}",
        f"source_language = {_quoted(answers.source_language)}",
        'outputs = ["html", "pdf"]',
        f"paper = {_quoted(answers.paper)}",
        'portraits = "subjects"',
        '# base_url = "https://…"  # where the site is published',
        '# contact = "…"  # a mail address, or the address of a form',
    ]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _conf(answers: Answers) -> str:
    kit = f', "{_KIT}"' if answers.kit != "none" else ""
    return f'extensions = ["handbook.sphinx"{kit}]\nlocale_dirs = ["../locales"]  # for sphinx-intl run by hand\n'


def _in_languages(text: str, answers: Answers) -> str:
    """Return a file of facts in the languages that readers get."""
    lines = (line for line in text.splitlines(keepends=True))
    kept = (line for line in lines if not (says := _IN_LANGUAGE.match(line)) or says[1] in answers.written)
    return "".join(kept).replace("LANGUAGE", answers.source_language)


def _readme(answers: Answers, language: str) -> str:
    return (SPECIMEN / language / "README").read_text("utf-8").replace("TITLE", answers.title(language))


def _licence(answers: Answers, translate: Translate) -> str:
    name, address = answers.licence, LICENCES[answers.licence]
    if not address:
        message = phrase("All rights reserved; ask the editors before you use these texts elsewhere.")
    else:
        message = phrase("Texts and translations: {licence}, {address}", licence=name, address=address)
    return f"{spoken(message, translate)}\n"
