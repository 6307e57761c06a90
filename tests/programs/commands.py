"""Programs without windows: editors driven by their own language, and commands that convert or rewrite a catalogue.

Each changes the catalogue at a path in place. What a command cannot edit is edited by Vim first.
"""

import csv
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

from edits import EDITS

_HERE = Path(__file__).parent
# A Python that has Weblate, and needs nothing else of it.
WEBLATE_PYTHON = os.environ.get("WEBLATE_PYTHON", "python-with-weblate")
_XLIFF = "urn:oasis:names:tc:xliff:document:1.1"


def vim(catalogue: Path, line_ends: str = "dos") -> None:
    """Vim: text is put in where the cursor is, the mark is deleted, and ``:set ff=dos`` gives the lines CRLF."""
    script = [
        "set nocompatible encoding=utf-8",
        f"edit ++enc=utf-8 {catalogue}",
        *(f"call Edit({place}, {_vim_string(text)})" for place, text in EDITS.items()),
        f"set fileformat={line_ends}",
        "write",
        "quit",
    ]
    # The entry at a place is so many msgids below the header. Its mark goes, then its msgstr is continued at the end.
    edit = r"""
function Edit(place, text)
  call cursor(1, 1)
  for i in range(a:place + 1)
    call search('^msgid ', 'W')
  endfor
  silent! '{,.g/^#, fuzzy$\|^#| /d
  call search('^msgstr ', 'W')
  while getline(line('.') + 1) =~ '^"'
    normal! j
  endwhile
  call setline('.', getline('.')[:-2] . a:text . '"')
endfunction
"""
    path = catalogue.with_suffix(".vim")
    path.write_text(edit + "\n".join(script) + "\n", encoding="utf-8")
    _run("vim", "-Nu", "NONE", "-i", "NONE", "-n", "-es", "-S", str(path))
    path.unlink()


def po_mode(catalogue: Path) -> None:
    """Emacs po-mode: Return opens a translation, C-c C-c closes it, Tab takes the mark away."""
    path = catalogue.with_suffix(".el")
    edits = "\n".join(f"(edit {place} {_lisp_string(text)})" for place, text in EDITS.items())
    path.write_text(
        f"""(require 'po-mode)
(find-file {_lisp_string(str(catalogue))})
(po-mode)
(setq make-backup-files nil)
(defun edit (place text)
  (po-first-entry)
  (dotimes (_ place) (po-next-entry))
  (po-edit-msgstr)
  (goto-char (1- (point-max))) ; before the mark at the end
  (insert text)
  (po-subedit-exit)
  (po-current-entry)
  (when (eq po-entry-type 'fuzzy) (po-unfuzzy)))
{edits}
(save-buffer)
""",
        encoding="utf-8",
    )
    _run("emacs", "--batch", "--load", str(path))
    path.unlink()


def msgcat(catalogue: Path) -> None:
    """GNU gettext: msgcat writes the catalogue anew."""
    _rewritten(catalogue, "msgcat")


def msgattrib(catalogue: Path) -> None:
    """GNU gettext: msgattrib, asked to wrap nothing."""
    _rewritten(catalogue, "msgattrib", "--no-wrap")


def msgmerge(catalogue: Path) -> None:
    """GNU gettext: msgmerge brings the catalogue up to date with a template, with places as Sphinx writes them."""
    template = catalogue.with_suffix(".pot")
    _run("msgfilter", "--keep-header", "-i", str(catalogue), "-o", str(template), "sed", "d")
    _run("msgattrib", "--no-obsolete", "--clear-fuzzy", "--clear-previous", "-o", str(template), str(template))
    text = template.read_text(encoding="utf-8").replace("#: source/visit.md", "#: ../../source/visit.md:7")
    template.write_text(text, encoding="utf-8")
    vim(catalogue, "unix")
    _run("msgmerge", "--previous", "--update", "--backup=none", str(catalogue), str(template))
    template.unlink()


def powrap(catalogue: Path) -> None:
    """The wrapper of Python’s translators, which runs msgcat."""
    vim(catalogue, "unix")
    _run("powrap", str(catalogue))


def spreadsheet(catalogue: Path) -> None:
    """po2csv, LibreOffice Calc, csv2po. The cells are filled by Python; Calc opens the table and saves it, twice."""
    table, folder = catalogue.with_suffix(".csv"), catalogue.parent / "saved"
    _run("po2csv", "--progress=none", str(catalogue), str(table))
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for place, text in EDITS.items():
        rows[place][-1] += text
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    office = ("soffice", f"-env:UserInstallation=file://{catalogue.parent}/office", "--headless")
    _run(*office, "--infilter=CSV:44,34,76,1", "--convert-to", "ods", "--outdir", str(folder), str(table))
    sheet = folder / table.with_suffix(".ods").name
    _run(*office, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", str(folder), str(sheet))
    out = folder / catalogue.name
    _run("csv2po", "--progress=none", f"--template={catalogue}", str(folder / table.name), str(out))
    shutil.move(out, catalogue)
    for path in (folder, catalogue.parent / "office"):
        shutil.rmtree(path)
    table.unlink()


def xliff(catalogue: Path) -> None:
    """po2xliff and xliff2po. The targets are filled by Python as any program for XLIFF does it."""
    document = catalogue.with_suffix(".xlf")
    _run("po2xliff", "--progress=none", str(catalogue), str(document))
    tree = ET.parse(document)
    units = list(tree.iter(f"{{{_XLIFF}}}trans-unit"))
    for place, text in EDITS.items():
        unit = units[place]
        target = unit.find(f"{{{_XLIFF}}}target")
        target.text = (target.text or "") + text
        target.set("state", "translated")
        unit.set("approved", "yes")
    ET.register_namespace("", _XLIFF)
    tree.write(document, encoding="utf-8", xml_declaration=True)
    _run("xliff2po", "--progress=none", str(document), str(catalogue))
    document.unlink()


def weblate(catalogue: Path) -> None:
    """Weblate cannot be driven without a server: its own class for PO files is, by the Python in WEBLATE_PYTHON."""
    _run(WEBLATE_PYTHON, str(_HERE / "weblate_writer.py"), str(catalogue))


def _rewritten(catalogue: Path, *command: str) -> None:
    vim(catalogue, "unix")
    out = catalogue.with_suffix(".out")
    _run(*command, "-o", str(out), str(catalogue))
    shutil.move(out, catalogue)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()[-500:]}")


def _vim_string(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _lisp_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
