"""The computers of meeting rooms: paired once by a code, they show the conference of their site by themselves.

codes      what stands on a screen that waits to be paired; pure
models     a screen that waits, one that is paired
choosing   which conference a screen shows; pure
access     from an id in a request to a screen this person looks after
queries    what is read
actions    every change: pairing, what a screen is told and shows, taking it off
holder     a screen as it comes to the doors of live: by the secret in its cookie
room       the page of the screen itself
routes     the pages of the office
floods     how many codes one network may ask for, and guess
"""
