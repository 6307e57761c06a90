"""All that is known of a language, and the only room that names one.

``lookup`` gives what is written down here (``english``, ``french``); the translations of the program's own strings lie
in ``catalogues``.
"""
