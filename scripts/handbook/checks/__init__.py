"""What is looked at: the input before Sphinx reads it, what is built, and what the web says of it."""
