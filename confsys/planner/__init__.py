"""Calendars on screen, and moving a conference on them."""
