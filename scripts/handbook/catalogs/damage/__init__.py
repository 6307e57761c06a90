"""What programs and mail do to a catalogue: what has happened to it, and what to ask of whoever sent it."""
