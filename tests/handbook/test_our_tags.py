"""The tags of the PDFs of this handbook are what any have to be."""

import pytest
from test_tags import (
    downloads,
    language,
    page,
    pages,
    path,
    test_every_header_cell_says_what_it_heads,
    test_every_item_has_one_label_and_one_body,
    test_every_link_is_one_link_and_says_where_it_leads,
    test_every_list_is_one_list,
    test_every_paragraph_is_one_paragraph,
    test_every_picture_has_its_alternative,
    test_every_table_is_one_table,
    test_headings_are_bookmarks_are_contents,
    test_leaflets_are_tagged_as_the_brochure_is,
    test_nothing_is_neither_read_nor_an_artifact,
    test_reading_order_is_source_order,
    test_running_heads_and_page_numbers_are_artifacts,
    test_what_is_in_the_other_language_is_spoken_in_it,
    tree,
)

pytestmark = pytest.mark.whole
