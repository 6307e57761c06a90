"""What is copied from the PDFs is what pages say, paragraph by paragraph."""

from conformance.copies import read_with, texts_of_files
from conformance.copying import Reader, mupdf


def test_every_paragraph_is_copied_whole(published):
    """With MuPDF, from brochures and leaflets."""
    texts = texts_of_files(published, published.site.resolve())
    assert len(texts) > len(published.languages)
    assert min(map(len, texts.values())) > 5
    verdict = read_with(Reader(name="MuPDF", read=mupdf), texts, published.root)
    assert [str(each) for each in verdict.broken] == []
