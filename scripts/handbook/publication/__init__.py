"""Publishing as a transaction: a release is staged, listed, made durable and put in place by one rename, under a lock.

``build/site`` is a link to the release that readers get; the last few stay beside it. What is published is held to its
manifest by ``handbook verify`` on any machine, by ``handbook check``, and when parts of it go into the next release.
"""
