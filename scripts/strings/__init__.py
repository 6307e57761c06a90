"""Keeps the program's own catalogues: ``python -m strings`` brings them up to date with what the program says."""
