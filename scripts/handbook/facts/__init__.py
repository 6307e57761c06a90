"""Facts: what they are (model), where they stand (registry), how they read (wording), that they are there (proof)."""
