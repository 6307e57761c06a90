"""The sheet: what the stylesheet lays out and the proof reads back."""

# Distances in millimetres. The text of a page stands inside these margins; running heads stand in them.
MARGIN_TOP, MARGIN_SIDE, MARGIN_BOTTOM = 20, 22, 18
POINTS_PER_MM = 72 / 25.4

# The sheet of a print shop, in millimetres: colour goes on over the edge by the bleed, so that no cut leaves a white
# line; outside the bleed, in the slug, stand the marks that tell where to cut.
BLEED, SLUG = 3, 6
CROP_MARK = 5
PAGE_HEIGHTS = {"letter": 279.4, "a4": 297}
