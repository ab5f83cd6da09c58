"""What comes from others is what its README says it is, with its licence beside it."""

import hashlib
import re
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parent.parent / "static/vendor"
ROWS = dict(
    re.findall(r"^\| ([\w.-]+\.(?:js|woff2)) \|.*`([0-9a-f]{64})`", (VENDOR / "README.md").read_text(), re.MULTILINE)
)


def test_every_file_has_its_row():
    assert {path.name for path in VENDOR.iterdir() if path.suffix in (".js", ".woff2")} == ROWS.keys()


@pytest.mark.parametrize("name", ROWS)
def test_a_file_is_the_one_its_row_names(name):
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == ROWS[name]
