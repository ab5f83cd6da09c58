"""Merging, splitting, renaming and moving units on a day: new units with ids of their own, the old ones end before."""
