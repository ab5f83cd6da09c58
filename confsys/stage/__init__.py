"""What the hall sees: which scene stands on its screen, until when a break lasts, and the strip under a picture.

scenes     which scenes there are, and which one is shown when nobody chooses; pure
models     what was chosen for a conference
queries    what is read
actions    the one change: choosing
following  what follows from a break that ends
forms      what was sent, as values
parts      what stands in live parts
routes     the buttons of the operator
"""
