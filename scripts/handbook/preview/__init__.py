"""The live preview, ``handbook serve``: save a page, a fact, a catalogue or a stylesheet, and the open page shows it.

A watcher tells of changes; a copy of the tree takes over what can be read; a process per language reads and writes the
pages that changed; a server on this machine only shows them, and says what is wrong on the page.
"""
