"""The faces of the HTML handbook, made small for the web from the fonts of pinned packages."""
