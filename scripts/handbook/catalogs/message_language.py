"""In which language the program speaks with whoever runs it: the one asked for, else that of the locale."""

import os
from collections.abc import Collection, Mapping, Sequence

from handbook.catalogs.strings import shipped_languages
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
from handbook.languages.lookup import OWN_LANGUAGE

OPTION = "--language-of-messages"
# POSIX: the first that is set decides.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
# GNU gettext: languages by preference, heeded where the locale speaks any.
_PREFERENCES = "LANGUAGE"
_SPEECHLESS = ("", "C", "POSIX")


def asked_language(arguments: Sequence[str]) -> str | None:
    """Return the language that `arguments` ask for, however else they are to be read."""
    for position, argument in enumerate(arguments):
        if argument == OPTION:
            return arguments[position + 1] if position + 1 < len(arguments) else None
        if argument.startswith(f"{OPTION}="):
            return argument.partition("=")[2]
    return None


def language_of_messages(asked: str | None = None) -> str:
    """Return the language in which to speak with whoever runs this process: `asked`, else that of the locale.

    Raises HandbookError when we do not speak what is asked for.
    """
    return message_language(asked, os.environ, shipped_languages())


def message_language(asked: str | None, environment: Mapping[str, str], languages: Collection[str]) -> str:
    """Return the language of messages: `asked`, else that of the locale, if it is one of `languages`; else English.

    Raises HandbookError when another language is asked for.
    """
    if asked and asked not in languages:
        message = phrase(
            "messages are written in {languages}, not in “{language}”; ask for one of these",
            languages=", ".join(languages),
            language=asked,
        )
        raise HandbookError([Finding(path="pyproject.toml", line=1, message=message, rule="language")])
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    preferred = "" if locale.partition(".")[0] in _SPEECHLESS else environment.get(_PREFERENCES, "")
    wanted = [asked] if asked else [_language_of(name) for name in (*preferred.split(":"), locale)]
    return next((language for language in wanted if language in languages), OWN_LANGUAGE)


def _language_of(locale: str) -> str:
    return locale.partition(".")[0].partition("_")[0]
