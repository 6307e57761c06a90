"""The structure of a brochure for those who hear it: a tag tree that follows the HTML, in a PDF/UA-1 and PDF/A-2a file.

gather (boxes of all pages -> one tag per element) -> tidy, links, problems -> structure (tags -> objects of the PDF).
WeasyPrint's own tree has a tag per box, so that a table over four pages is four tables; a page break is of no concern
to a reader who sees no pages. Standards: ISO 32000-1, 14.7 to 14.9; ISO 14289-1; ISO 19005-2.
"""
