"""Catalogues that come by mail: opened, known by their messages, and taken into the tree."""
