"""What befalls a process around its command: closed streams, readers who go away, a machine that lacks something."""

import signal
import sys
from pathlib import Path

from handbook.catalogs.message_language import language_of_messages
from handbook.catalogs.strings import speaker
from handbook.findings.finding import MISUSE
from handbook.findings.report import report
from handbook.machine.needs import machine_finding, open_streams, silence_streams
from handbook.machine.stopping import ENDED_BY


def run_program() -> int:
    """Run `cli.main`, and return its exit code; what the machine lacks is one line."""
    open_streams()
    try:
        from handbook.commands import cli

        try:
            return cli.main()
        except SystemExit as end:  # argparse has said what is wrong, or was asked for help
            sys.stdout.flush()
            return end.code if isinstance(end.code, int) else MISUSE
    except BrokenPipeError:
        silence_streams()
        return ENDED_BY + signal.SIGPIPE
    except (ImportError, MemoryError, OSError) as error:
        if not (finding := machine_finding(error, Path.cwd())):
            raise
        print(report([finding], "text", speaker(language_of_messages())), file=sys.stderr)
        silence_streams()
        return MISUSE
