"""A handbook from nothing: what stands in it on its first day, the program it is kept with, and one page more."""
