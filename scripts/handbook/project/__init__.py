"""A handbook as a project: its settings, its names and paths."""
