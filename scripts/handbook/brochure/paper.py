"""The sheet: what the stylesheet lays out and the proof reads back."""

# Distances in millimetres. The text of a page stands inside these margins; running heads stand in them.
MARGIN_TOP, MARGIN_SIDE, MARGIN_BOTTOM = 20, 25, 18
POINTS_PER_MM = 72 / 25.4
