"""In which language the program speaks with a translator: the one asked for, else that of the locale."""

from collections.abc import Collection, Mapping

from handbook.catalogs.strings import Translate, translator
from handbook.finding import Finding, HandbookError
from handbook.project import LANGUAGE_TAGS, SOURCE_LANGUAGE, Project

# POSIX: the first that is set decides.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def message_language(
    asked: str | None, environment: Mapping[str, str], languages: Collection[str] = tuple(LANGUAGE_TAGS)
) -> str:
    """Return the language of messages: `asked`, else that of the locale, if it is one of `languages`; else English.

    Raises HandbookError when another language is asked for.
    """
    if asked and asked not in languages:
        message = f"messages are written in {', '.join(languages)}, not in {asked!r}; ask for one of these"
        raise HandbookError([Finding(path="pyproject.toml", line=1, message=message, rule="language")])
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    language = asked or locale.partition("_")[0].partition(".")[0]
    return language if language in languages else SOURCE_LANGUAGE


def speaker(project: Project, language: str) -> Translate:
    """Return the function that says our strings in `language`; in English while their catalogue cannot be read."""
    try:
        return translator(project, language)
    except HandbookError:
        return str
