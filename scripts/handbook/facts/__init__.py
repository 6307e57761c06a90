"""Facts: what they are (model), where they stand (registry), how they read (wording, placeholders), that they are there
(proof), and that what is written by hand says what they do (stated, held).
"""
