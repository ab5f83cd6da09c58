"""Templates are compiled once for all processes of a run: each would take three seconds of a processor for its own."""

import tempfile
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache


def once_for_all(folder: Path) -> None:
    """Every app that is made from here on finds there what another one has compiled, and leaves there what it has."""
    folder.mkdir(exist_ok=True)
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(folder))}


def folder() -> Path:
    """Where that is; a folder of its own for a program that is no run of tests, such as a bench."""
    if "bytecode_cache" not in Flask.jinja_options:
        once_for_all(Path(tempfile.mkdtemp(prefix="templates-")))
    return Path(Flask.jinja_options["bytecode_cache"].directory)
