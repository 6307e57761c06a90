"""The page that leads from a region or a field to an agency says what the source says, and merges nothing."""

from published_pages import page_of

REGIONS = {
    "In Africa": ["CDF", "Rooftops Canada"],
    "In Asia": ["CDF", "Rooftops Canada"],
    "In Eastern Europe": ["CDF", "Rooftops Canada"],
    "In the Caribbean": ["CDF", "Rooftops Canada"],
    "In Latin America": ["Rooftops Canada"],
    "In South America": ["CDF"],
    "Around the world, without a list of regions": ["SOCODEVI", "DID"],
}
# Savings and credit is none of them: the source names credit unions as partners only.
FIELDS = {
    "Co-operatives and the co-operative model": ["CDF", "SOCODEVI", "DID"],
    "Housing": ["Rooftops Canada"],
    "Sustainable communities": ["Rooftops Canada"],
    "Poverty": ["CDF"],
    "Local wealth": ["SOCODEVI"],
    "Knowledge and know-how": ["CDF", "SOCODEVI"],
    "Equitable development": ["Rooftops Canada"],
}


def tables(real, language):
    """Return the tables of the page: what heads a row, and the names in its cell with where they lead."""
    rows = [table.findall("tbody/tr") for table in page_of(real.site, language, "find").findall(".//table")]
    return [
        {
            " ".join(row.find("th").text_content().split()): {
                " ".join(link.text_content().split()): link.get("href") for link in row.findall("td//a")
            }
            for row in table
        }
        for table in rows
    ]


def test_regions_and_fields_are_those_of_the_source(real):
    """Latin America and South America stay apart, as do lists of regions and the whole world."""
    assert [{title: list(names) for title, names in table.items()} for table in tables(real, "en")] == [REGIONS, FIELDS]


def test_both_editions_lead_to_the_same_agencies(real):
    """Row by row, in the same order."""
    led = [[list(row.values()) for table in tables(real, each) for row in table.values()] for each in ("en", "fr")]
    assert led[0] == led[1]
    assert len(led[0]) == len(REGIONS) + len(FIELDS)
