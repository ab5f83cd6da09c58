"""Finding a time: whoever is asked for side by side, busy and free, and the times at which a meeting could be.

asked    what is looked for, as an address says it       queries  when everybody is busy, and the best times
drawing  the same as places on a picture                 pages    what the page shows, in words
"""
