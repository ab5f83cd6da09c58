"""The calendar on screen: days as columns of quarter hours, and moving a conference on them.

asked    what an address asks for       lanes    what overlaps, side by side      grid   a day in quarter hours
queries  the conferences of some days   narrow   what they may be narrowed by     drawn  a day as its column shows it
labels   a conference in words          moving   what stands against it where it is held, and the move itself
"""
