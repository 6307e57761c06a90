"""The command that brings a handbook to a newer program: ``upgrade``, of the running program or of a wheel of it."""

import argparse
import difflib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZipFile

from handbook.catalogs.message_language import OPTION
from handbook.commands.arguments import Commands, Say
from handbook.findings.finding import CLEAN, FINDINGS, Finding, printable, report
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.machine.needs import working_folder
from handbook.project.project import find_root

if TYPE_CHECKING:
    from handbook.founding.upgrade import FileChange, Upgrade


def add_upgrade(commands: Commands, say: Say) -> None:
    """Add the command, which reads no settings: a newer program may refuse them, and says so once it is there."""
    upgrade = commands.add("upgrade", phrase("bring the handbook to this program, or to that of a wheel"))
    wheel = phrase("a newer program, like handbook-1.2.0-py3-none-any.whl; the running one unless it is given")
    upgrade.add_argument("--wheel", metavar=say(phrase("FILE")), type=Path, help=say(wheel))
    upgrade.add_argument("--yes", action="store_true", help=say(phrase("make the changes without asking")))
    upgrade.set_defaults(run_anywhere=_upgrade)


def _upgrade(options: argparse.Namespace, translate: Translate) -> int:
    from handbook.founding.replacing import carry_out
    from handbook.founding.upgrade import planned

    if options.wheel:
        return _run_wheel(options)
    root = find_root(working_folder())
    upgrade = planned(root)
    for line in _shown(upgrade, translate):
        print(line)
    if not upgrade.is_needed:
        print(spoken(phrase("The handbook has this program already."), translate))
        return CLEAN
    if not options.yes and not _is_wanted(translate):
        print(spoken(phrase("Nothing is changed; with --yes these changes are made."), translate))
        return FINDINGS
    carry_out(root, upgrade)
    print(spoken(phrase("Upgraded; now: make && make test"), translate))
    return CLEAN


def _is_wanted(translate: Translate) -> bool:
    """Ask whoever sits at the terminal; nobody else wants it."""
    if not sys.stdin.isatty():
        return False
    question = spoken(phrase("Make these changes? [y/N]"), translate)
    print(f"{question} ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", spoken(_YES, translate), spoken(_Y, translate)}


_YES, _Y = phrase("yes"), phrase("y")


def _shown(upgrade: "Upgrade", translate: Translate) -> Iterator[str]:
    """Yield the lines by which somebody can tell what would become of which file."""
    from handbook.founding.upgrade import RULE, version_of

    if upgrade.before != upgrade.after:
        yield spoken(
            phrase(
                "vendor/: handbook {old} becomes handbook {new} ({file})",
                old=version_of(upgrade.before.name),
                new=version_of(upgrade.after.name),
                file=upgrade.after.name,
            ),
            translate,
        )
    for change in upgrade.changes:
        yield from _diff(change)
    for path in upgrade.going:
        yield spoken(phrase("{file} goes", file=path), translate)
    for change in upgrade.left:
        message = phrase("you have changed it, so it stays as it is; the newer program changes in it what follows")
        yield report([Finding(path=change.path, line=1, message=message, rule=RULE)], "text", translate)
        yield from _diff(change)


def _diff(change: "FileChange") -> Iterator[str]:
    """Yield a unified diff, without the hashes of packages, whose versions tell more."""
    before, after = (_lines(text) for text in (change.before, change.after))
    lines = difflib.unified_diff(before, after, change.path if before else "/dev/null", change.path, lineterm="", n=2)
    return ("\t".join(map(printable, line.split("\t"))) for line in lines)


def _lines(text: bytes) -> list[str]:
    lines: Iterable[str] = text.decode(errors="replace").splitlines()
    return [line.removesuffix(" \\") for line in lines if not line.lstrip().startswith("--hash=")]


def _run_wheel(options: argparse.Namespace) -> int:
    """Have the program of a wheel do it, with the packages of this one: what it writes, it alone knows."""
    from handbook.founding.needed_python import lacking_python
    from handbook.founding.upgrade import refused
    from handbook.founding.wheel import Wheel
    from handbook.founding.workshop import BROKEN

    name = options.wheel.as_posix()
    if not options.wheel.is_file():
        raise refused(name, phrase("there is no such file; name a wheel of this program"))
    with TemporaryDirectory(prefix="handbook-") as folder:
        try:
            with ZipFile(options.wheel) as archive:
                archive.extractall(folder)
        except BROKEN as error:
            message = phrase("it is no wheel ({reason}); get it again", reason=str(error))
            raise refused(name, message) from None
        if not Path(folder, "handbook/__main__.py").is_file():
            raise refused(name, phrase("it is another program; name a wheel of handbook"))
        wheel = Wheel(name=options.wheel.name, data=options.wheel.read_bytes())
        if lacking := lacking_python(find_root(working_folder()), wheel):  # it might not even begin
            raise refused(name, lacking)
        spoken_in = [OPTION, options.language_of_messages] if options.language_of_messages else []
        command = [sys.executable, "-P", "-m", "handbook", "upgrade", *(["--yes"] if options.yes else []), *spoken_in]
        return subprocess.run(command, env={**os.environ, "PYTHONPATH": folder}, check=False).returncode
