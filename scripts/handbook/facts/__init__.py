"""Facts: what they are (model), where they are read (registry), how they read (wording), that they are there (proof)."""
