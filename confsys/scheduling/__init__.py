"""What can be occupied, by what and when: rooms, equipment, bridges, persons, sites; whom it serves is not its matter.

A booking has a holder ("conference:ID") and a subject ("room:ID", "person:ID"); `keep` makes a holder's bookings
what they should be. Rooms, units and bridges have a capacity that the database itself guarantees.
"""
