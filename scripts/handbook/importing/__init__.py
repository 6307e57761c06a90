"""Takes pages that were written elsewhere into a handbook, and says what became of each file."""
