"""Lịch công tác tuần: what the leaders of a body do in a week, published edition by edition.

models    the week, its entries, its editions, the papers made of them, and what a reader has seen
rows      one line of the calendar as it is told and kept; pure
ordering  which lines begin together, and their order; pure
leaders   who is meant by what is typed of the leaders; pure
marks     what changed from one edition to a later one; pure
sheet     an edition as a sheet of paper; cells, short_forms: what stands in it; pure
papers    its files: which are missing, making and keeping them; press: the process that draws; printing: drawing
"""
