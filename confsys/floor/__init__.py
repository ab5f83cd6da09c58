"""Who asks to speak, whose turn it is, and how long each may: the floor of a conference.

A turn is asked for by a site, waits in the list, is called, speaks. Registered papers come on two ways, and neither is
kept twice: an item of the agenda that a site presents IS that site's turn, with the item's own clock, and has no row
here; a paper that a site registers by itself waits in the list, and is taken up when an item of that site begins. While
a turn has the floor, the item it came into stands still, and goes on when the floor is given back.

order      in which order turns come, and who yields to whom; pure
times      how long one may speak, and how long one has; pure
models     a turn, and what is set for a conference
rules      when one may ask, and what is refused
actions    every change                 steps      what the actions have in common: coming further, written down
running    whose the floor is           following  what follows from the agenda and from the conference's own steps
queries    the list, who speaks         spoken     who spoke and how long, who never did
"""
