"""What happened to a conference, a site or a person: told in words, taken back, and two editions compared."""
