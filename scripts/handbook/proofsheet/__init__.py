"""The bilingual proof: each page, paragraph beside paragraph, as HTML to look through and as a PDF to sign."""
