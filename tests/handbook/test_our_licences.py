"""The licences of this handbook and of its program say what they say."""

from hashlib import sha256

from small_handbook import ROOT

LEGAL_CODE = "419896aea50c15d6e40c5b4baf4bd346f78223b9a354c7357ad00262afdc08ec"
FIRST_LINE = "Creative Commons Attribution 4.0 International Public License\n\nBy exercising"


def test_the_licences_are_those_of_the_publisher(sources):
    """Both name as holder whom the handbook names as its publisher; the legal text of Creative Commons is untouched."""
    code, content = ((ROOT / name).read_text(encoding="utf-8") for name in ("LICENSE", "LICENSE-CONTENT"))
    holder = sources.publisher["en"]
    assert code.startswith("MIT License\n")
    assert all(text.count(f"Copyright (c) 2026 {holder}\n") == 1 for text in (code, content))
    legal_code = content[content.index(FIRST_LINE) :]
    assert sha256(legal_code.encode()).hexdigest() == LEGAL_CODE
