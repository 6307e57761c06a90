"""The colour of each subject that has a page of its own, on paper: its own affair, whoever stands beside it."""

from collections.abc import Collection, Mapping
from hashlib import sha256

# What is legible on white and on the paper's tint, and has white letters on it.
TONES = (
    *("#0f5a4c", "#8a3b12", "#24497a", "#5c2d56", "#7a1f35"),
    *("#5a5410", "#4b2e83", "#34601c", "#86265f", "#47545e"),
)


def tone_of(subject: str, colours: Mapping[str, str]) -> str:
    """Return the colour of a subject: the one of `colours` if it has one there, else one that its name alone decides.

    It is in capitals, which those of the program never are: what paints these in the colours of a handbook leaves it.
    """
    number = int.from_bytes(sha256(subject.encode()).digest()[:8], "big")
    return colours.get(subject, TONES[number % len(TONES)]).upper()


def free_tone(subject: str, taken: Collection[str]) -> str | None:
    """Return a colour to be given to a new subject, where another has its own; None where that is free, or none is."""
    if tone_of(subject, {}) not in taken:
        return None
    return next((tone for tone in TONES if tone.upper() not in taken), None)
