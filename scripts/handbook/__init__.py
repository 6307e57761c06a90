"""Turn pages, facts and translations into a proven bilingual handbook: an HTML site and PDF brochures."""
