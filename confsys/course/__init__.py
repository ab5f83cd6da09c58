"""The record of a conference: its course with times, attendance over time, and how it was at any moment.

All of it is read from the journal; nothing is kept beside it.
"""
