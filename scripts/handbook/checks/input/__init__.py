"""What is looked at before Sphinx reads it."""
