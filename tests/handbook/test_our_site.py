"""Search, copies to be read without a network, and bytes of this handbook are what those of any have to be."""

import pytest
from test_determinism import (
    test_every_file_has_the_same_bytes,
)
from test_offline import (
    copies,
    test_a_copy_depends_on_its_content_and_day_alone,
    test_a_copy_has_every_page_and_pdf_of_its_language,
    test_a_language_that_does_not_stand_has_no_copy,
    test_a_page_of_a_copy_is_that_of_the_site,
    test_every_link_of_a_copy_leads_somewhere,
    test_its_first_page_leads_to_its_only_edition,
    test_with_an_address_what_a_copy_lacks_is_on_the_web,
)
from test_search import (
    test_every_page_asks_the_search_page,
    test_every_page_is_in_the_index,
    test_every_word_of_every_page_finds_it,
    test_nothing_is_found_where_nothing_is,
    test_search_page_keeps_the_budget,
    test_search_page_works_with_what_is_beside_it,
    test_the_script_is_in_one_piece,
    test_what_is_typed_never_becomes_markup,
)

pytestmark = pytest.mark.whole
