"""The page of the commands, as argparse knows them, in the language of whoever reads it."""

import argparse
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from handbook.catalogs.message_language import OPTION
from handbook.catalogs.strings import speaker
from handbook.commands import cli
from handbook.commands.arguments import speaking
from handbook.findings.phrase import spoken
from manual.markdown import code, page, table

# What the page says beside the words of the program, by language.
WORDS: Mapping[str, Mapping[str, str]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)
# An option in a sentence, which would have its hyphens made into a dash.
_OPTION, _AS_CODE = re.compile(r"(?<!`)--[a-z][\w-]*"), r"`\g<0>`"


def commands(language: str) -> str:
    """Return the page of the commands in a language of the program."""
    words, translate = WORDS[language], speaker(language)
    with speaking(translate):
        parser = cli._parser(partial(spoken, translate=translate))
    parts, told = [], ""
    for name, what, command in leaves(parser, "handbook"):
        parts.append(f"## `{name}`\n\n{re.sub(_OPTION, _AS_CODE, _sentence(what))}")
        rows = [_row(action, words) for action in arguments(command)]
        if rows:
            parts.append(table((words["argument"], words["meaning"]), rows))
        told = next(action.help or "" for action in command._actions if OPTION in action.option_strings)
    return page(
        words["title"],
        words["twin"],
        words["lead"],
        words["everywhere"].format(option=OPTION, help=told),
        *parts,
        language=language,
    )


def leaves(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Yield each command that can be run: its name, what it does, and the parser of its arguments."""
    for group in [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]:
        for choice in group._choices_actions:
            command = group.choices[choice.dest]
            deeper = list(leaves(command, f"{name} {choice.dest}"))
            yield from deeper or [(f"{name} {choice.dest}", choice.help or "", command)]


def arguments(command: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return the arguments and options of a command, but for those that each command has."""
    return [action for action in command._actions if not {"--help", OPTION} & set(action.option_strings)]


def _row(action: argparse.Action, words: Mapping[str, str]) -> tuple[str, str]:
    value = str(action.metavar or "")
    if action.choices:
        value = "|".join(map(str, action.choices)) if action.option_strings else value
    typed = " ".join([", ".join(action.option_strings), value if action.nargs != 0 else ""]).strip() or action.dest
    if action.nargs in ("*", "+"):
        typed += " …"
    return code(typed), re.sub(_OPTION, _AS_CODE, (action.help or "").replace("%%", "%"))


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
