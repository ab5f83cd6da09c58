"""The desk of a site: all it does in one conference on one page, for a thumb: answer, test, check in, report.

It only puts cards of other rooms side by side; each card belongs to the room it comes from.
"""
