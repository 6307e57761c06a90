"""What a download is saved as says its title, year and language, and is a name of one file on every system."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_handbook import SMALL

from handbook.build.sizes import names_to_save, with_sizes
from handbook.facts.registry import load_registry
from handbook.project.page_names import is_device
from handbook.project.project import load_project
from handbook.project.saved_names import MOST_BYTES, saved_name

END = " 2026 (English).pdf"


@pytest.mark.parametrize(
    ("title", "saved"),
    [
        ("Canada’s Co-operatives in the World", "Canada’s Co-operatives in the World"),
        ("Les coopératives à l’étranger", "Les coopératives à l’étranger"),
        ("Cafe\u0301", "Café"),
        ("世界の協同組合", "世界の協同組合"),
        ("التعاونيات", "التعاونيات"),
        ("Guide\u00a0: la suite", "Guide – la suite"),
        ("Guide: the rest", "Guide – the rest"),
        ("12:30", "12-30"),
        ("AC/DC", "AC-DC"),
        ("In / out", "In-out"),
        (r"..\..\windows", "windows"),
        ("../../etc/passwd", "etc-passwd"),
        ('“Who?” <asks> "he" | *she*', "“Who” asks he-she"),
        ("What?", "What"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\u200bb\x00c\u2028d", "abc d"),
        ("two\nlines\tand  gaps", "two lines and gaps"),
        ("  .hidden", "hidden"),
        ("-rf", "rf"),
        ("~", ""),
        ("etc. ...", "etc"),
        ("CON", "CON"),
        ("100 %", "100 %"),
    ],
)
def test_odd_titles_are_names_of_files(title, saved):
    """Letters stay in whatever script; what is not seen and what Windows refuses does not."""
    assert saved_name(title, "2026", "English", ".pdf") == f"{saved}{END}".lstrip()


@pytest.mark.parametrize("title", ["aux.1", "Con. A guide", "nul . x"])
def test_a_device_of_windows_is_none_any_more(title):
    """It would be that, whatever follows its dot."""
    assert saved_name(title, "2026", "English", ".pdf").startswith("_")


def test_without_a_day_there_is_no_year():
    """It is not made up."""
    assert saved_name("Guide", "", "Français", ".zip") == "Guide (Français).zip"


@pytest.mark.parametrize(
    ("title", "saved"),
    [
        ("word " * 60, re.compile(r"(word )+2026 \(English\)\.pdf")),
        ("x" * 300, re.compile(r"x{90,} 2026 \(English\)\.pdf")),
        ("協" * 300, re.compile(r"協{30,} 2026 \(English\)\.pdf")),
        ("The first part of it, " * 9, re.compile(r".*(part|it|of|The|first) 2026 \(English\)\.pdf")),
    ],
    ids=["words", "one-word", "no-words", "comma"],
)
def test_a_long_title_is_cut_between_two_words(title, saved):
    """Year, language and ending stay."""
    name = saved_name(title, "2026", "English", ".pdf")
    assert saved.fullmatch(name)
    assert len(name.encode()) <= MOST_BYTES


@given(title=st.text(max_size=300), language=st.text(max_size=40))
def test_any_title_is_a_safe_name(title, language):
    """On every system, and the same once it is saved and read again."""
    name = saved_name(title, "2026", language, ".pdf")
    assert not set(name) & set('<>:"/\\|?*')
    assert all(unicodedata.category(sign)[0] != "C" for sign in name)
    assert name == unicodedata.normalize("NFC", name)
    assert name.endswith(".pdf") and name[0] not in " .-~"
    assert len(name.encode()) <= MOST_BYTES + 40 * 4
    assert not is_device(name.removeprefix("_")) or name.startswith("_")


def test_every_download_has_a_name_of_its_own():
    """Brochures, leaflets and copies, in each language; a leaflet begins with its subject."""
    project = load_project(SMALL)
    names = names_to_save(project, load_registry(project), date(2026, 5, 1))
    assert len(set(names.values())) == len(names) == 8
    assert names["brochure-en.pdf"] == f"{project.title['en']} 2026 (English).pdf"
    assert names["handbook-fr.zip"] == f"{project.title['fr']} 2026 (Français).zip"
    assert names["maple-fr.pdf"] == f"Érable – {project.title['fr']} 2026 (Français).pdf"


def test_a_link_says_the_name_until_it_says_another_or_none():
    """In whichever year a page was written; where the file is not there nothing is said."""
    page = '<a href="../downloads/brochure-en.pdf">Brochure<span class="size"></span></a>'
    sizes = {"brochure-en.pdf": 820_000}
    once = with_sizes(page, sizes, "en-CA", {"brochure-en.pdf": "A & B’s 2026 (English).pdf"})
    assert 'pdf" download="A &amp; B’s 2026 (English).pdf">Brochure<span class="size">, 0.8\u00a0MB<' in once
    again = with_sizes(once, sizes, "en-CA", {"brochure-en.pdf": "C 2027 (English).pdf"})
    assert again.count("download=") == 1 and "C 2027 (English).pdf" in again
    assert with_sizes(again, {}, "en-CA", {}) == page
