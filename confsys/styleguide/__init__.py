"""Every component of the pages in every state, in both themes: made from the very parts the pages are made of."""
