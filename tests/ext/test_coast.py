"""A handbook in Spanish, Arabic, Japanese and the pseudo-language: pages and PDFs as people who read them expect."""

import re
from io import BytesIO

import pikepdf
import pytest
from coast_handbook import write_coast
from conftest import built
from fontTools.ttLib import TTFont
from lxml import html

from handbook.build.pseudo import build_pseudo
from handbook.facts.normalise import normalise
from handbook.languages import writing
from handbook.languages.lookup import PSEUDO
from handbook.print import preflight
from handbook.project.project import load_project
from handbook.project.settings import SITE_OUTPUTS
from handbook.readback.pdf_text import read_brochure
from handbook.readback.right_to_left import page_text, tags_of

LANGUAGES = ("en", "es", "ar", "ja")
FONTS = {"ar": "IBMPlexSansArabic", "ja": "NotoSansCJKjp", "es": "HandbookSans", "en": "HandbookSans"}


@pytest.fixture(scope="module")
def coast(tmp_path_factory):
    """Build the pages of all languages once, with every check and proof, and return the project."""
    return load_project(built(write_coast(tmp_path_factory.mktemp("coast")), "--output", "html"))


@pytest.fixture(scope="module", params=[("ar",), pytest.param(LANGUAGES, marks=pytest.mark.whole)], ids="-".join)
def printed(request, tmp_path_factory):
    """Build the PDFs: in Arabic, and in all languages. Returns where the brochures lie, by language."""
    asked = [f"--language={each}" for each in request.param]
    project = load_project(built(write_coast(tmp_path_factory.mktemp("coast")), "--output", "pdf", *asked))
    return {each: project.site / "downloads" / project.brochure_name(each) for each in request.param}


def page_of(project, name):
    """Return a published page as elements."""
    return html.fromstring((project.site / name).read_bytes().decode("utf-8"))


@pytest.fixture(scope="module")
def brochures(printed):
    """Return the brochures, open, by language."""
    files = {language: pikepdf.open(path) for language, path in printed.items()}
    yield files
    for file in files.values():
        file.close()


@pytest.mark.parametrize(("language", "direction"), [("en", None), ("es", None), ("ar", "rtl"), ("ja", None)])
def test_every_page_says_its_language_and_direction(coast, language, direction):
    """And those of another script nothing else."""
    pages = sorted((coast.site / language).rglob("*.html"))
    assert len(pages) > 8
    for path in pages:
        root = html.fromstring(path.read_bytes().decode("utf-8"))
        assert (root.get("lang")[:2], root.get("dir")) == (language, direction), path
        assert root.get("class") == ("upright" if language in ("ar", "ja") else None)


@pytest.mark.parametrize("name", ["index.html", "404.html"])
def test_pages_in_all_languages_turn_round_one_of_them(coast, name):
    """The welcome page, and that for a wrong address."""
    sections = page_of(coast, name).xpath("//main/section")
    assert [(each.get("lang")[:2], each.get("dir")) for each in sections] == [
        *((each, None) for each in ("en", "es")),
        ("ar", "rtl"),
        ("ja", None),
    ]


def test_a_number_of_several_parts_keeps_its_order(coast):
    """A telephone number, and a month in digits; in no other direction is it set apart."""
    told = [each.text for each in page_of(coast, "ar/index.html").xpath("//*[@class='number']")]
    assert told == ["+1 555 0100"]
    assert page_of(coast, "ar/agencies/gull.html").xpath("string(//main//*[@class='number'])") == "2022-03"
    assert page_of(coast, "ja/index.html").xpath("//*[@class='number']") == []


def test_time_runs_as_the_text(coast):
    """The drawing of the timeline is mirrored, and says so."""
    pages = (page_of(coast, f"{each}/compare.html") for each in ("ar", "ja"))
    turned, plain = (page.xpath("//svg[contains(@class, 'timeline')]") for page in pages)
    assert "من اليمين إلى اليسار" in turned[0].get("aria-label")
    assert turned[0].xpath("g/@transform") == ["translate(1000 0) scale(-1 1)"]
    assert plain[0].xpath("g/@transform") == []


@pytest.mark.parametrize(
    ("language", "terms"),
    [
        ("es", ["farero", "nave de luz", "ñandutí de luz", "ópalo de aceite"]),
        ("ar", ["حارس المنارة", "شعاع", "مصباح زيت", "منارة"]),
        ("ja", ["光線", "灯台", "灯台守", "石油ランプ"]),
    ],
)
def test_the_glossary_is_in_the_order_of_its_language(coast, language, terms):
    """Accents are no letters of their own, and ñ is one."""
    found = page_of(coast, f"{language}/words.html").xpath("//main//dl[contains(@class, 'glossary')]/dt")
    assert [each.text_content().strip() for each in found] == terms


def test_every_fact_is_read_where_it_stands(printed):
    """In the brochure too, as its text is extracted: the builds prove all, and this one looks at the words."""
    evidence = {
        "en": "It is at work mainly in Africa and the Caribbean",
        "es": "Trabaja sobre todo en África y el Caribe",
        "ar": "تعمل في أفريقيا ومنطقة الكاريبي بالدرجة الأولى. يحق لكل حارس منارة أن يستعير واحدًا",
        "ja": "活動の場は主にアフリカ、カリブ海地域です。灯台守はだれでも一つ借りられます",
    }
    for language, path in printed.items():
        assert normalise(evidence[language]) in normalise(" ".join(read_brochure(path).texts))


def fonts_of(brochure):
    """Return the names of the families whose files are in a PDF."""
    names = set()
    for each in brochure.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            file = each.get("/FontFile2") or each.get("/FontFile3")
            names.add(TTFont(BytesIO(file.read_bytes()), lazy=True)["name"].getDebugName(6).partition("-")[0])
    return names


def test_the_fonts_of_a_script_are_embedded(brochures):
    """By the names in their files; no character is drawn as a box, or the build would have said so."""
    for language, brochure in brochures.items():
        names = fonts_of(brochure)
        assert FONTS[language] in names
        assert names <= {"HandbookSans", "HandbookSerif", "HandbookMono", *FONTS.values()}


def test_a_brochure_turns_its_pages(brochures):
    """Two pages side by side begin at the right; the others say nothing of it."""
    turned = {language: file.Root.ViewerPreferences.get("/Direction") for language, file in brochures.items()}
    assert turned == {language: "/R2L" if language == "ar" else None for language in brochures}
    assert str(brochures["ar"].Root.Lang) == "ar"


def test_text_from_right_to_left_is_extracted_in_its_order(brochures):
    """Signs stay with their letters, names and numbers run to the right, brackets are those that were written."""
    file = brochures["ar"]
    text = " ".join(" ".join(page_text(page, tags_of(file, page)) for page in file.pages).split())
    for words in (
        "تحرس أضواءَ هذا الساحل جمعيتان: البلشون والنورس.",
        "اسمها Red de la Gaviota، وعدد مكاتبها أربعة.",
        "يتصل بالرقم +1 555 0100.",
        "Lamp Manual 2.0",
    ):
        assert normalise(words) in normalise(text)


def test_no_cross_reference_speaks_english(brochures):
    """“p.” is an abbreviation of some languages only."""
    file = brochures["ar"]
    assert "p." not in " ".join(page_text(page, tags_of(file, page)) for page in file.pages)


@pytest.mark.whole
def test_the_pseudo_language_is_built_like_any_other(tmp_path):
    """With every check, pages and brochure."""
    project, _ = build_pseudo(load_project(write_coast(tmp_path)), SITE_OUTPUTS)
    assert (project.site / PSEUDO / "index.html").is_file()
    assert (project.site / "downloads" / project.brochure_name(PSEUDO)).is_file()


def test_fonts_that_are_missing_are_named(tmp_path, run, monkeypatch):
    """Once, with what brings them, and not character by character."""
    root = write_coast(tmp_path)
    monkeypatch.setattr(writing, "find_spec", lambda name: None if "arabic" in name else object())
    outcome = run(root, "build", "--language", "ar", "--output", "pdf")
    assert outcome.code == 1
    assert outcome.errors.splitlines()[0] == (
        "pyproject.toml:8: the PDFs need the fonts of fontpkg-ibm-plex-sans-arabic;"
        " install them: .venv/bin/python -m pip install fontpkg-ibm-plex-sans-arabic [font]"
    )
    assert "missing-glyph" not in outcome.errors


def test_missing_hyphenation_is_named(tmp_path, run, monkeypatch):
    """In a script that divides words; Arabic and Japanese need none."""
    monkeypatch.setattr(preflight.pyphen, "language_fallback", lambda tag: None)
    root = write_coast(tmp_path)
    outcome = run(root, "build", "--language", "es", "--output", "pdf")
    assert (outcome.code, "there are no hyphenation patterns for “es”" in outcome.errors) == (1, True)
    assert preflight.has_patterns("ja", "ja")
    assert preflight.has_patterns("ar-EG", "ar")


# A letter of the script, and a mark of ours behind it.
FOREIGN_MARKS = {"ar": "[\u0600-\u06ff],", "ja": "[\u3040-\u30ff\u4e00-\u9fff」）][.,]"}


@pytest.mark.parametrize(("language", "pattern"), FOREIGN_MARKS.items())
def test_what_templates_put_behind_a_word_is_of_its_script(coast, language, pattern):
    """A comma and a full stop are those of the language."""
    pages = [page_of(coast, path) for path in sorted((coast.site / language).rglob("*.html"))]
    texts = [page.find("body").text_content() for page in pages]
    assert any(writing.script_of(coast.tag(language)).comma.strip() in text for text in texts)
    assert [match[0] for text in texts for match in re.finditer(f".{{,20}}{pattern}", text)] == []


def test_a_date_keeps_its_order_wherever_it_stands(coast):
    """In cards and lists of facts, which templates write, as in the text of a page."""
    pages = sorted((coast.site / "ar").rglob("*.html"))
    dates = [each for path in pages for each in page_of(coast, path).xpath("//body//text()[contains(., '2022-03')]")]
    assert len(dates) > 8
    assert {each.getparent().get("class") for each in dates} == {"number"}


def test_what_the_brochure_puts_behind_a_word_is_of_its_script(printed):
    """As on the pages."""
    for language, path in printed.items():
        pattern = FOREIGN_MARKS.get(language)
        assert not pattern or re.findall(f".{{,20}}{pattern}", " ".join(read_brochure(path).texts)) == []
