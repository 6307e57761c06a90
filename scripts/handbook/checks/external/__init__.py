"""Whether the addresses that readers are sent to can still be reached. Asks the web, when it is told to.

No build and no test does: what others have taken down must not stop an edition.
"""
