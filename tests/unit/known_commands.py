"""Which commands there are, for the tests of what shows commands: guides and workflows."""

import re
import shlex

from small_handbook import ROOT

from handbook.commands import cli

CALL = re.compile(r"(?:\.venv/bin/)?(?:python -m )?handbook (.+)")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def is_known(command):
    """Tell whether the program, or the Makefile, has a command with these options."""
    if call := CALL.fullmatch(command):
        try:
            cli._parser(str).parse_args(shlex.split(call[1], comments=True))
        except SystemExit:
            return False
        return True
    words = shlex.split(command, comments=True)
    return words[0] != "make" or {word for word in words[1:] if "=" not in word} <= TARGETS
