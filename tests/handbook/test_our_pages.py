"""The pages of this handbook are what those of any handbook have to be."""

import pytest
from published_pages import LANGUAGES, page_of
from test_frame import (
    test_a_page_has_one_head,
    test_a_page_keeps_the_budget,
    test_a_page_lists_its_sections_once,
    test_a_page_says_where_it_is,
    test_a_search_that_cannot_be_loaded_has_words_for_it,
    test_nothing_is_published_that_no_page_asks_for,
    test_the_choice_of_colours_is_known_before_the_page_is_shown,
    test_the_welcome_page_can_greet_again,
    test_there_are_pages_with_and_without_a_list,
)
from test_head import (
    test_an_agency_offers_its_leaflet_and_no_other_page_does,
    test_open_graph_speaks_the_language_of_the_page,
)
from test_pages import (
    test_alternates_name_both_editions,
    test_anchors_are_the_same_in_both_languages,
    test_both_editions_have_the_same_pages,
    test_every_link_leads_somewhere,
    test_headings_go_down_one_level_at_a_time,
    test_language_link_leads_to_the_same_page,
    test_no_page_tells_where_it_was_built,
    test_only_what_readers_need_is_published,
    test_page_asks_nothing_of_other_hosts,
    test_page_describes_itself_in_its_language,
    test_page_names_its_language_title_and_parts,
    test_publisher_and_independence_are_told,
    test_root_page_welcomes_in_both_languages,
    test_stylesheets_ask_nothing_of_other_hosts,
)

pytestmark = pytest.mark.whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_the_handbook_tells_of_independence(real, language):
    """As the foot of every page does."""
    notice = {"en": "neither reviewed nor endorsed", "fr": "ni relu ni approuvé"}[language]
    assert notice in " ".join(page_of(real.site, language, "about").find(".//main").text_content().split())
