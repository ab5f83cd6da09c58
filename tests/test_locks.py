"""What is locked is enough: the product starts with what requirements.lock names, and with nothing else."""

import re
import subprocess
import sys

import pytest

from tests.forging import ROOT

# Imports what the server, its worker and the command line import, and refuses whatever another distribution brings.
START = """
import importlib.metadata, re, runpy, sys

def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()

names = re.findall(r"^([\\w.-]+)(?:\\[.*\\])?==", open("requirements.lock").read(), re.MULTILINE)
locked = {plain(name) for name in names}
owners = importlib.metadata.packages_distributions()

class Refuse:
    def find_spec(name, path=None, target=None):
        owner = {plain(each) for each in owners.get(name.partition(".")[0], [])}
        if owner and not owner & locked:
            raise ModuleNotFoundError(f"{name} comes from {owner}, which is not locked")

sys.meta_path.insert(0, Refuse)
runpy.run_path("deploy/gunicorn.py")
import wsgi, confsys.worker, confsys.live.worker
"""


def test_the_product_starts_with_what_is_locked_and_nothing_else(tmp_path):
    env = {"CONFSYS_INSTANCE": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    started = subprocess.run([sys.executable, "-c", START], cwd=ROOT, env=env, capture_output=True, text=True)
    assert started.returncode == 0, started.stderr[-2000:]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_line_has_hashes_and_names_no_host(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    pieces = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert [piece.partition("\n")[0] for piece in pieces if "--hash=sha256:" not in piece] == []
