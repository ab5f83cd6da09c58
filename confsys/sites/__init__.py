"""The directory of sites: one unit of the list is one organisation and one site, in a tree with dates."""
