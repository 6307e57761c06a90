"""What a library files a PDF by stands in its metadata, as it was said and as data."""

import pytest
from lxml import etree

from handbook.print.tagging.structure_elements import LibraryEntry

DC = "{http://purl.org/dc/elements/1.1/}"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


def read(entry):
    """Return the words of an entry by the names of the Dublin Core."""
    tree = etree.fromstring(f"<r {RDF}>{entry.in_xmp().decode()}</r>")
    return {each.tag.removeprefix(DC): "".join(each.itertext()) for each in tree[0]}


@pytest.mark.parametrize("rights", ["CC BY 4.0", "© l’équipe & <nous>", ""])
def test_an_entry_says_all_that_is_known(rights):
    """And nothing of a licence that nobody has named."""
    entry = LibraryEntry(language="fr-CA", publisher="A & B", identifier="urn:uuid:1", rights=rights)
    known = {"language": "fr-CA", "publisher": "A & B", "identifier": "urn:uuid:1"}
    assert read(entry) == known | ({"rights": rights} if rights else {})
