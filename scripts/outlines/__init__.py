"""Draws the outlines of the maps once, from open data; no build runs this: see ``python -m outlines --help``."""
