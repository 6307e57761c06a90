"""A brochure from fragments: each chapter is laid out alone, and a linker makes the file, as with object files.

fragment_job (HTML -> a fragment, as bytes) -> linker (fragments -> a PDF). A fragment does not know where it will
stand: numbers of pages are holes in what it draws, and what counts over the whole file is left blank.
"""
