"""``handbook import FOLDER``: pages that were written elsewhere become pages of this handbook."""

import argparse
from pathlib import Path

from handbook.commands.arguments import Say
from handbook.findings.finding import CLEAN, Finding, HandbookError, report
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.machine.together import together
from handbook.project.project import Project


def add_import(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give `parser` the folder to import, and set ``run``."""
    parser.add_argument(
        "folder", metavar=say(phrase("FOLDER")), type=Path, help=say(phrase("a folder of Markdown pages"))
    )
    parser.set_defaults(run=_import, is_for_translators=True)


def _import(project: Project, options: argparse.Namespace, translate: Translate) -> int:
    from handbook.importing.folder import plan_import, write_import

    folder: Path = options.folder
    if not folder.is_dir():
        message = phrase("there is no such folder; name one with Markdown pages")
        raise HandbookError([Finding(path=folder.as_posix(), line=1, message=message, rule="import")])
    plan = plan_import(project, folder)
    with together() as files:
        write_import(project, plan, files)
        if plan.catalogues:
            from handbook.importing.translations_along import take_catalogues  # which starts Sphinx

            take_catalogues(project, plan, folder, files)
    print(report(sorted(plan.findings), "text", translate))
    print(spoken(phrase("Pages imported: {count}. Look at them with make serve.", count=len(plan.pages)), translate))
    return CLEAN
