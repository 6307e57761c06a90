"""What a handbook is begun with: what its editors have said, and what it is called until they do."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handbook.findings.finding import Finding, excerpt, printable
from handbook.findings.phrase import Phrase, phrase
from handbook.project.language_codes import languages_faults
from handbook.project.settings import PAPERS
from handbook.texts.links import text_fault
from handbook.texts.text_files import SPELLING, unseen

SPECIMEN = Path(__file__).parent / "specimen"
KITS = ("agencies", "none")
# Licences of texts: the name that SPDX gives each, and where it can be read.
LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "none": "",
}
# Characters of a title: the cover has no room for more, nor has the bar above a page.
MOST_OF_TITLE = 150
# Asks a person for an answer; "" where they leave it to the program.
Ask = Callable[[Phrase], str]


@cache
def specimens() -> Mapping[str, Mapping[str, str]]:
    """Return what a handbook is called until its editors say so, by the languages that the first pages are written in.

    In any other they are left to be translated.
    """
    return {path.parent.name: tomllib.loads(path.read_text("utf-8")) for path in sorted(SPECIMEN.glob("*/words.toml"))}


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What a handbook is begun with. `titles` are by language; those that are missing are the program's."""

    languages: tuple[str, ...]
    source_language: str
    titles: Mapping[str, str]
    paper: str = "letter"
    kit: str = KITS[0]
    licence: str = "CC-BY-4.0"

    @property
    def written(self) -> tuple[str, ...]:
        """The languages that readers get from the first day, that of the pages first."""
        others = (
            language for language in self.languages if language in specimens() and language != self.source_language
        )
        return (self.source_language, *others)

    @property
    def begun(self) -> tuple[str, ...]:
        """The languages that somebody has to translate the first pages into before readers get them."""
        return tuple(language for language in self.languages if language not in specimens())

    def title(self, language: str) -> str:
        return self.titles.get(language) or specimens()[language]["title"]


def answers_of(
    given: Mapping[str, str | Sequence[str] | None], ask: Ask | None = None
) -> tuple[Answers | None, list[Finding]]:
    """Return what was answered, or all that is wrong with it; `ask` asks a person for what is not `given`."""
    wanted = given.get("languages") or (ask and ask(_LANGUAGES)) or ",".join(specimens())
    languages = tuple(code.strip() for code in str(wanted).split(",") if code.strip())
    source = str(given.get("source_language") or next((code for code in languages if code in specimens()), ""))
    titles, faults = _titles(given.get("titles") or (), languages, source)
    faults = [*_language_faults(languages, source), *faults]
    if not faults and ask:
        for language in (code for code in languages if code in specimens() and code not in titles):
            titles[language] = ask(
                phrase("Title in {language} [{usual}]", language=language, usual=specimens()[language]["title"])
            )
            faults += filter(None, [_fault_of(titles[language])] if titles[language] else [])
    paper = str(given.get("paper") or (ask and ask(_PAPER)) or "letter")
    if paper not in PAPERS:
        faults.append(phrase("--paper is one of {choices}", choices=", ".join(PAPERS)))
    kit = str(given.get("kit") or (ask and ask(_KIT)) or KITS[0])
    if kit not in KITS:
        faults.append(phrase("--kit is one of {choices}", choices=", ".join(KITS)))
    if faults:
        return None, [Finding(path="handbook init", line=1, message=fault, rule="init") for fault in faults]
    licence = str(given.get("licence") or "CC-BY-4.0")
    answers = Answers(languages=languages, source_language=source, titles=titles, paper=paper, kit=kit, licence=licence)
    return answers, []


_LANGUAGES = phrase("Languages, the one that pages are written in first, like fr,en [en,fr]")
_PAPER = phrase("Paper, letter or a4 [letter]")
_KIT = phrase("Kit, agencies for panels, comparison and maps, or none [agencies]")


def _language_faults(languages: Sequence[str], source: str) -> Iterator[Phrase]:
    from handbook.project.language_names import is_known, language_fault  # which reads CLDR

    if faults := list(languages_faults(list(languages))):
        yield from faults
    elif fault := next(filter(None, (language_fault(code, languages) for code in languages)), None):
        yield fault
    elif unknown := next((code for code in languages if not is_known(code)), None):
        yield phrase(
            "nobody knows a language “{language}”; correct its code, or begin without it and add it to the settings",
            language=unknown,
        )
    elif source not in specimens() or source not in languages:
        yield phrase(
            "the first pages are written in one of {written}, and that has to be one of the languages; name it with "
            "--source-language, and write your own pages in any language once they stand",
            written=", ".join(specimens()),
        )


def _titles(given: Sequence[str] | str, languages: Sequence[str], source: str) -> tuple[dict[str, str], list[Phrase]]:
    """Return the titles by language: ``fr=Le guide``, or a text for the language of the pages."""
    titles: dict[str, str] = {}
    faults = []
    for text in given:
        code, is_one, title = text.partition("=")
        language = code if is_one and code in languages else source
        title = title if language == code and is_one else text
        if is_one and code not in languages and re.fullmatch("[a-z]{2,3}", code):
            message = phrase("--title names “{language}”, which --languages does not; name it in both", language=code)
            faults.append(message)
            continue
        if language in titles:
            faults.append(phrase("--title names “{language}” twice; name it once", language=language))
        elif fault := _fault_of(title):
            faults.append(fault)
        titles[language] = title.strip()
    return titles, faults


def title_fault(title: str) -> Phrase | None:
    """Return why a handbook cannot be called that, or None where it can, in whatever script."""
    if len(title) > MOST_OF_TITLE:
        return phrase("it has more than {most} characters; shorten it", most=MOST_OF_TITLE)
    if not any(unicodedata.category(sign)[0] in "LN" for sign in title):
        return phrase("it has neither a letter nor a digit; write what can be read aloud")
    if any(sign in title.strip() for sign in "\n\t"):
        return phrase("it goes over several lines, or holds a tab; write it on one line")
    return unseen(title, but=SPELLING) or text_fault(title)


def _fault_of(title: str) -> Phrase | None:
    fault = title_fault(title)
    return fault and phrase("--title “{title}”: {fault}", title=excerpt(printable(title), 30), fault=fault)
