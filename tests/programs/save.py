"""Makes the corpus again: each program opens ``before.po``, makes the edit of ``edits.py``, and saves.

python3 tests/programs/save.py            every program that is on this machine
python3 tests/programs/save.py poedit     one of them; --pictures FOLDER keeps what its windows showed

Nothing but Python and the programs is needed; those with windows run on a screen of their own (Xvfb, openbox, xdotool,
xclip, ImageMagick, dbus). README.md says which Debian packages they are. What is not on this machine is named, and its
files stay as they are.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import commands
import windows

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Program:
    """A program: what has to be on this machine, how it is asked its version, and how it makes the edit."""

    needs: str
    version: tuple[str, ...]
    edit: Callable[[Path, Path], None]


def _without_windows(edit: Callable[[Path], None]) -> Callable[[Path, Path], None]:
    return lambda catalogue, _pictures: edit(catalogue)


def _debian(package: str) -> tuple[str, ...]:
    return ("dpkg-query", "--show", "--showformat=${Version}", package)


PROGRAMS = {
    "poedit": Program(needs="poedit", version=_debian("poedit"), edit=windows.poedit),
    "lokalize": Program(needs="lokalize", version=_debian("lokalize"), edit=windows.lokalize),
    "gtranslator": Program(needs="gtranslator", version=_debian("gtranslator"), edit=windows.gtranslator),
    "omegat": Program(needs="omegat", version=_debian("omegat"), edit=windows.omegat),
    "omegat-by-sentences": Program(needs="omegat", version=_debian("omegat"), edit=windows.omegat_by_sentences),
    "po-mode": Program(needs="emacs", version=_debian("gettext-el"), edit=_without_windows(commands.po_mode)),
    "vim": Program(needs="vim", version=_debian("vim"), edit=_without_windows(commands.vim)),
    "msgcat": Program(needs="msgcat", version=_debian("gettext"), edit=_without_windows(commands.msgcat)),
    "msgattrib": Program(needs="msgattrib", version=_debian("gettext"), edit=_without_windows(commands.msgattrib)),
    "msgmerge": Program(needs="msgmerge", version=_debian("gettext"), edit=_without_windows(commands.msgmerge)),
    "powrap": Program(needs="powrap", version=("powrap", "--version"), edit=_without_windows(commands.powrap)),
    "spreadsheet": Program(
        needs="soffice", version=_debian("libreoffice-calc"), edit=_without_windows(commands.spreadsheet)
    ),
    "xliff": Program(needs="po2xliff", version=_debian("translate-toolkit"), edit=_without_windows(commands.xliff)),
    "weblate": Program(
        needs=commands.WEBLATE_PYTHON,
        version=(commands.WEBLATE_PYTHON, "-c", "from importlib.metadata import version as v; print(v('weblate'))"),
        edit=_without_windows(commands.weblate),
    ),
}


def save(name: str, pictures: Path) -> Path:
    """Have a program edit the catalogue, and return the file that it saved, named after the program and its version."""
    program = PROGRAMS[name]
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Path(folder, "visit.po")
        shutil.copy(HERE / "before.po", catalogue)
        program.edit(catalogue, pictures)
        saved = HERE / "saved" / f"{name}-{_version(program)}.po"
        saved.parent.mkdir(exist_ok=True)
        shutil.copy(catalogue, saved)
    return saved


def _version(program: Program) -> str:
    """Return the version in two numbers, as in 3.6 for Debian’s 4:3.6.3-2."""
    answer = subprocess.run(program.version, capture_output=True, text=True, check=True).stdout
    upstream = answer.split()[-1].rpartition(":")[2].partition("-")[0]
    return ".".join(upstream.split(".")[:2])


def main() -> int:
    """Run the programs that are named, or all that are here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="*", help=f"{', '.join(PROGRAMS)}; all of them unless said")
    parser.add_argument("--pictures", type=Path, default=Path(tempfile.gettempdir(), "programs"))
    options = parser.parse_args()
    if unheard_of := [name for name in options.program if name not in PROGRAMS]:
        parser.error(f"{unheard_of[0]} is none of {', '.join(PROGRAMS)}")
    code = 0
    for name in options.program or PROGRAMS:
        if not shutil.which(PROGRAMS[name].needs):
            print(f"{name}: not on this machine ({PROGRAMS[name].needs}); its files stay")
            code = 1 if options.program else code
            continue
        try:
            print(f"{name}: {save(name, options.pictures / name).relative_to(HERE)}")
        except (RuntimeError, TimeoutError, subprocess.CalledProcessError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
