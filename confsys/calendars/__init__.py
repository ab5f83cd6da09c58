"""Conferences as calendar entries: feeds by link, the public feed, single .ics files."""
