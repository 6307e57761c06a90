"""Kits: what one kind of handbook has and another has not, each a Sphinx extension."""
