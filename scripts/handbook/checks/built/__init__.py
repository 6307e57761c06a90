"""What is looked at once it is built: one function per rule, listed here by the groups of ``handbook check``."""

from collections.abc import Iterable, Mapping, Sequence

from handbook.checks.artefacts import Artefacts, Check
from handbook.checks.built import (
    colours,
    fact_pages,
    harm,
    old_places,
    page_head,
    pdf_files,
    published_text,
    required_facts,
    site_pages,
    weight,
)
from handbook.findings.finding import Finding
from handbook.machine.spread import processes_for, spread

# So many pages one process looks at while another is still being started.
_MANY_PAGES = 100

CHECKS: Mapping[str, tuple[Check, ...]] = {
    "facts": (required_facts.check_fact_missing,),
    "site": (
        fact_pages.check_fact_listed,
        fact_pages.check_fact_claimed,
        fact_pages.check_fact_card,
        fact_pages.check_fact_sourced,
        harm.check_file_kind,
        harm.check_markup,
        harm.check_drawing,
        harm.check_style_sheet,
        page_head.check_data,
        page_head.check_open_graph,
        page_head.check_organization,
        site_pages.check_page_missing,
        site_pages.check_page_empty,
        site_pages.check_language,
        site_pages.check_language_link,
        site_pages.check_alternates,
        site_pages.check_dead_link,
        old_places.check_redirect,
        site_pages.check_third_party,
        site_pages.check_anchors,
        site_pages.check_source_left,
        site_pages.check_number,
        colours.check_contrast,
        published_text.check_typography,
        weight.check_page_weight,
    ),
    "pdf": (
        harm.check_pdf_action,
        pdf_files.check_brochure_identity,
        pdf_files.check_chapter_missing,
        pdf_files.check_blank_page,
        pdf_files.check_page_count,
        pdf_files.check_leaflet_missing,
        pdf_files.check_leaflet_length,
        pdf_files.check_text_outside,
        pdf_files.check_file_size,
    ),
}


def run_checks(artefacts: Artefacts, groups: Iterable[str], jobs: int | None = None) -> list[Finding]:
    """Run the checks of `groups`, in no more than `jobs` processes. Returns what they found, sorted."""
    checks = [check for group in groups for check in CHECKS[group]]

    def run(some: Sequence[Check]) -> list[Finding]:
        return [finding for check in some for finding in check(artefacts)]

    processes = processes_for(sum(1 for _ in artefacts.fresh_pages()), _MANY_PAGES, jobs)
    return sorted(set(spread(run, checks, "build/site", processes)))
