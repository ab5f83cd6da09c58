"""Who is here: which sites of a conference are there, how many people at each, and who of those named.

models     how a site is there, and whom one saw there
rules      from when to when it is noted, and what may be noted; pure
actions    every change
roll       how all of them stand, counted; the quorum; pure
"""
