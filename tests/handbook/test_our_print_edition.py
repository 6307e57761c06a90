"""The print edition and the booklets of this handbook are what any have to be."""

import pytest
from test_booklets import (
    test_fonts_are_not_copied_per_page,
    test_the_bilingual_booklet_has_each_language_from_its_own_cover,
    test_the_booklet_has_each_page_in_its_half,
    test_turned_over_the_bilingual_booklet_is_the_same_in_the_other_language,
)
from test_print_edition import (
    test_a_print_edition_reads_as_the_brochure_does,
    test_bookmarks_lead_into_the_page,
    test_boxes_are_right_on_every_sheet,
    test_colour_goes_on_over_every_edge,
    test_crop_marks_stand_at_the_corners_of_every_sheet,
    test_everything_is_there_and_listed,
    test_files_are_named_and_in_their_language,
    test_links_still_lead_where_they_led,
    test_nothing_but_marks_is_outside_the_bleed,
    test_pages_fill_whole_sheets,
    test_text_is_of_black_ink_or_of_a_colour_of_the_handbook,
    test_the_site_stays_as_it_was,
)

pytestmark = pytest.mark.whole
