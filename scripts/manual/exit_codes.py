"""What a command says to the program that has called it: its exit code."""

import signal

from handbook.commands.starting import ENDED_BY
from handbook.findings.finding import CLEAN, FINDINGS, MISUSE
from manual.markdown import code, page, table

# code -> when a command ends with it
MEANINGS = {
    CLEAN: "all is well; advice and notes may have been printed",
    FINDINGS: "something was found wrong, each with its place, and nothing was published",
    MISUSE: "a command or an option that there is not, or a part of the system that is missing",
}


def exit_codes() -> str:
    """Return the page of the exit codes."""
    rows = [(code(str(number)), meaning) for number, meaning in MEANINGS.items()]
    stops = ", ".join(f"{ENDED_BY + number} for {number.name}" for number in (signal.SIGINT, signal.SIGTERM))
    rows.append((f"`{ENDED_BY}` and more", f"a signal has ended the command: {ENDED_BY} and its number ({stops})"))
    return page(
        "Exit codes",
        "Every command of `handbook` ends with one of these, for scripts and CI. make itself ends with 2 "
        "where a command did not end with 0.",
        table(("code", "when"), rows),
        "A finding is one line, `path:line: message [rule]`. `--report json` of the checks prints the same as data.",
    )
