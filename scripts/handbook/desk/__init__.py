"""The translators' desk: how far a translation is, its proof to read and sign, what goes out and comes in by mail."""
