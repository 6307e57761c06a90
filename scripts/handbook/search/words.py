"""Words that tell nothing of what a reader is looking for, folded: without accents, in lower case.

They are left out of a query that has other words. “did” is none of them: DID is an agency.
"""

_ENGLISH = """
a about an and are as at be been by can do does for from had has have how in into is it its not of on or
our so than that the their them then there these they this those to was we were what when where which who
whom whose why will with you your
"""
_FRENCH = """
a au aux avec c ce ces cette comment d dans de des du elle elles en est et eux il ils j l la le les leur
leurs lui m n ne nos notre nous on ont ou par pas pour qu quand que quel quelle quelles quels qui quoi s sa
se ses son sont sur t un une vos votre vous y
"""

STOP_WORDS = {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split())}
