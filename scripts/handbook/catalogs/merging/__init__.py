"""Merging: what a page says now, with every translation there ever was; nothing finished is lost."""
