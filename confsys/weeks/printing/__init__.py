"""A sheet as a file. `python -m confsys.weeks.printing pdf` reads a pickled Sheet and writes the file.

The libraries are large and slow to load, so nothing of the server imports this: a process of its own draws each file.

typeset   words in lines of a width; pure           pages   which days go on which page; pure
pdf, xlsx, docx   `draw(sheet)` gives the bytes
"""
