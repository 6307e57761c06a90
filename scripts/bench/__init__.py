"""Measurements: the pipeline beside the stock commands, as ratios in one run (``make bench``)."""
