"""Faults: what publishing survives (``make faults``), tried many times; the tests try each of them a few times."""
