"""Catalogues: reading and writing them, what they still lack, bringing them up to date with the pages."""
