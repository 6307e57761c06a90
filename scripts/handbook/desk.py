"""The translators' desk on the command line: ``handbook po COMMAND``, one function each."""

import argparse

from handbook.finding import CLEAN
from handbook.project import Project


def add_desk(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the commands of the desk; each sets ``run``, which returns an exit code."""
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    update = commands.add_parser("update", help="extract the messages of the pages and merge them into the catalogues")
    update.set_defaults(run=_update)


def _update(project: Project, options: argparse.Namespace) -> int:
    from handbook.catalogs.update import update_catalogues

    update_catalogues(project)
    return CLEAN
