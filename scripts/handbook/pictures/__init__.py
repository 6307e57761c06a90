"""Pictures drawn from the facts: maps of regions, and the timeline, as SVG with a text alternative."""
