"""Programs with windows: each opens the catalogue, makes the edit by keys, and saves."""

import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from desktop import Desktop, desktop
from edits import EDITS, FUZZY, MAIL, NAME, NEW


def poedit(catalogue: Path, pictures: Path) -> None:
    """Poedit: Ctrl+Down goes to the next entry; the first keystroke takes *needs work* away."""
    with desktop() as there:
        there.setting(".config/poedit/config", f"translator_name={NAME}\ntranslator_email={MAIL}\n")
        with there.program("poedit", str(catalogue)):
            there.click(400, 800)
            _make_edit(there, "ctrl+Down", pictures)
            _save(there, catalogue, pictures)


def lokalize(catalogue: Path, pictures: Path) -> None:
    """Lokalize: Page Down goes to the next entry; typing makes an entry ready, and a question is answered once."""
    with desktop() as there:
        there.setting(
            ".config/lokalizerc",
            f"[Identity]\nauthorEmail={MAIL}\nauthorLocalizedName={NAME}\nauthorName={NAME}\ndefaultLangCode=fr\n",
        )
        with there.program("lokalize", str(catalogue)):
            _make_edit(there, "Next", pictures, answer="Escape")
            _save(there, catalogue, pictures)


def gtranslator(catalogue: Path, pictures: Path) -> None:
    """Translation Editor of GNOME: Alt+Right goes to the next entry."""
    with desktop() as there:
        there.setting(".config/gtranslator/profiles.xml", _PROFILE)
        with there.program("gtranslator", str(catalogue)):
            there.close_dialogs("gtranslator")  # 42 says, twice, that it cannot reach l10n.gnome.org
            _make_edit(there, "alt+Right", pictures)
            _save(there, catalogue, pictures)


_PROFILE = f"""<?xml version="1.0"?>
<profiles>
  <profile active="TRUE">
    <profile_name>fr</profile_name>
    <auth_token></auth_token>
    <author_name>{NAME}</author_name>
    <author_email>{MAIL}</author_email>
    <language_name>French - Canada</language_name>
    <language_code>fr_CA</language_code>
    <charset>UTF-8</charset>
    <encoding>8bit</encoding>
    <group_email>team@example.org</group_email>
    <plural_forms>nplurals=2; plural=(n &gt; 1)</plural_forms>
  </profile>
</profiles>
"""


def omegat(catalogue: Path, pictures: Path) -> None:
    """OmegaT, by paragraphs: what is new begins as English, what is fuzzy is a match, and the header is segment 1."""
    _omegat(catalogue, pictures, by_sentences=False, segments={place: place + 1 for place in EDITS})


def omegat_by_sentences(catalogue: Path, pictures: Path) -> None:
    """OmegaT as it comes: by sentences. The third entry has two of them; only the new entry is translated."""
    _omegat(catalogue, pictures, by_sentences=True, segments={NEW: NEW + 2})


def _omegat(catalogue: Path, pictures: Path, *, by_sentences: bool, segments: Mapping[int, int]) -> None:
    with desktop() as there:
        project = there.home / "project"
        for folder in ("source", "target", "omegat", "tm", "glossary", "dictionary"):
            (project / folder).mkdir(parents=True)
        there.setting("project/omegat.project", _PROJECT.format(by_sentences=str(by_sentences).lower()))
        shutil.copy(catalogue, project / "source")
        with there.program("omegat", str(project)):
            there.keys("Escape")  # the list of files
            for place, segment in segments.items():
                there.click(100, 600)
                there.keys("ctrl+j", *str(segment), "Return")
                time.sleep(1)
                if place == FUZZY:
                    there.keys("ctrl+r")  # the match takes the place of the English
                there.keys("ctrl+a" if place == NEW else "ctrl+End")
                there.paste(EDITS[place])
                there.picture(pictures / f"{place}.png")
                there.keys("Return")
            there.keys("ctrl+d")
            time.sleep(4)
            there.picture(pictures / "saved.png")
        shutil.copy(project / "target" / catalogue.name, catalogue)


_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <export_tm_dir>__DEFAULT__</export_tm_dir>
    <source_lang>EN-CA</source_lang>
    <target_lang>FR-CA</target_lang>
    <source_tok>org.omegat.tokenizer.LuceneEnglishTokenizer</source_tok>
    <target_tok>org.omegat.tokenizer.LuceneFrenchTokenizer</target_tok>
    <sentence_seg>{by_sentences}</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""


def _make_edit(there: Desktop, next_entry: str, pictures: Path, *, answer: str = "") -> None:
    """Go to each entry of the edit, by the key that leads to the next one, and type at the end of its translation.

    `answer` is the key that answers what the program asks at the fuzzy one.
    """
    place = 1
    for wanted, text in EDITS.items():
        there.keys(*[next_entry] * (wanted - place))
        if answer and wanted == FUZZY:
            there.keys(answer)
        place = wanted
        time.sleep(1)
        there.keys("ctrl+End")
        there.paste(text)
        there.picture(pictures / f"{wanted}.png")


def _save(there: Desktop, catalogue: Path, pictures: Path) -> None:
    before = catalogue.stat().st_mtime_ns
    there.keys("ctrl+s")
    time.sleep(4)
    there.picture(pictures / "saved.png")
    if catalogue.stat().st_mtime_ns == before:
        raise RuntimeError(f"{catalogue.name} has not been saved; see {pictures}")
