"""The brochures of this handbook are what any have to be, and of a size to hand out; and so are its leaflets."""

import pytest
from test_brochures import (
    brochure,
    language,
    pdf,
    test_an_agency_has_a_spread_of_its_own,
    test_contents_tell_the_pages_on_which_chapters_begin,
    test_cover_names_handbook_publisher_and_independence,
    test_cross_references_tell_the_page_they_lead_to,
    test_every_page_bears_its_number_at_its_outer_edge,
    test_every_page_is_a_chapter_in_reading_order,
    test_file_is_named_tagged_and_in_its_language,
    test_links_lead_to_pages_or_to_the_web,
    test_only_the_bundled_fonts_are_embedded,
    test_running_feet_name_the_chapter,
    test_sheets_are_us_letter,
    test_the_covers_bear_no_number,
)
from test_contrast import (
    test_no_text_is_too_faint,
)
from test_fonts import (
    covered,
    test_every_character_of_the_brochure_has_a_glyph,
    test_every_character_of_the_pages_has_a_glyph,
)
from test_leaflets import (
    leaflet,
    test_it_is_one_sheet_with_the_whole_chapter,
    test_it_says_what_it_belongs_to,
    test_there_is_one_for_each_agency_and_no_other_page,
    test_with_an_address_each_still_fits_on_one_sheet,
    test_without_an_address_no_link_leads_to_another_chapter,
)

pytestmark = pytest.mark.whole


def test_brochure_is_of_a_size_to_hand_out(real, pdf, brochure):
    """A dozen leaves, and a file that a mail can carry."""
    assert len(real.pages()) + 3 <= len(pdf) <= 40
    assert brochure.path.stat().st_size < 1_000_000
