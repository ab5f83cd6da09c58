"""XLSX files, read and written by a process of its own: the library for them is large, and a file may be hostile."""
