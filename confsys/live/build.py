"""A mark of the program: another one whenever a page that stays open for days may no longer fit what it is sent."""

import hashlib
from functools import cache

from confsys.config import ROOT

FOLDERS = {"confsys": ("*.py", "*.po"), "templates": ("*.html",), "static": ("*.js", "*.css", "*.svg")}


@cache
def build() -> str:
    mark = hashlib.sha256()
    for folder, patterns in FOLDERS.items():
        files = [file for pattern in patterns for file in (ROOT / folder).rglob(pattern)]
        for file in sorted(files):
            mark.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return mark.hexdigest()[:12]
