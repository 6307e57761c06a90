"""argparse in the language of whoever runs a command.

argparse takes its own words from ``gettext.gettext``, under the name ``_``, and ships no translations. Here they come
from our catalogue, for as long as arguments are read. (Python 3.11 to 3.14; a canary looks for the name.)
"""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from handbook.catalogs.message_language import OPTION
from handbook.findings.phrase import Translate, phrase

# Says a phrase in the language of whoever runs the command.
Say = Callable[[str], str]

# What argparse says of our commands, so that it is extracted; anything else stays English.
WORDS = (
    phrase("usage: "),
    phrase("options"),
    phrase("positional arguments"),
    phrase("show this help message and exit"),
    phrase("%(prog)s: error: %(message)s\n"),
    phrase("argument %(argument_name)s: %(message)s"),
    phrase("the following arguments are required: %s"),
    phrase("unrecognized arguments: %s"),
    phrase("expected one argument"),
    phrase("expected at least one argument"),
    phrase("invalid choice: %(value)r (choose from %(choices)s)"),
    phrase("invalid %(type)s value: %(value)r"),
    phrase("ambiguous option: %(option)s could match %(matches)s"),
    phrase("ignored explicit argument %r"),
)


@contextmanager
def speaking(translate: Translate) -> Iterator[None]:
    """Have argparse say what it says of arguments with `translate`."""
    names = vars(argparse)
    before = {name: names[name] for name in ("_", "ngettext")}
    names.update(_=translate, ngettext=lambda one, many, count: translate(one if count == 1 else many))
    try:
        yield
    finally:
        names.update(before)


class Commands:
    """The commands of a parser, described by `say`; each can be told in which language to speak."""

    def __init__(self, parser: argparse.ArgumentParser, say: Say) -> None:
        self._say = say
        self._group = parser.add_subparsers(
            title=say(phrase("commands")), required=True, metavar=say(phrase("COMMAND"))
        )

    def add(self, name: str, description: str) -> argparse.ArgumentParser:
        """Add a command, and return the parser of its arguments."""
        parser = self._group.add_parser(name, help=self._say(description))
        help_text = self._say(phrase("in which language to speak; that of the locale unless it is given"))
        parser.add_argument(OPTION, metavar=self._say(phrase("LANG")), help=help_text)
        return parser
