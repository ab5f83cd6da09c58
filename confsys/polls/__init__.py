"""Asking people outside when they can come: one link, three answers a slot, and it ends in a slot.

tally      which slot suits most, and why                links     the addresses that need no account
actions    the poll, from opening to its slot            answering what guests say, and what is said for them
following  what is planned at the chosen time            floods    how often one address may answer
pages      what the office's page shows                  guests    the guests' own pages
"""
