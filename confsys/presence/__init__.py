"""Who is connected now: a site with a screen of a conference open, a screen of a meeting room.

Each process that holds lines keeps leases on them, said again every few seconds in one write; what is not said again
runs out by itself, so a process that was killed lies to nobody for long. A line that drops and returns within seconds
makes no news; one that stays away, or comes, is an event of its conference.

rules    how long a lease is good; pure
models   a lease, and how long somebody has been here
queries  who is here, since when, last seen when
actions  keeping leases; who came and who was lost
"""
