"""What the office and its sites tell each other while a conference is held, and how far it has come.

The journal keeps that something was said, to whom and by whom; the words stand in these rows and beside the journal,
where they can be erased.
"""
