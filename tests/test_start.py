"""What stops a start: accounts whose password everybody knows, on an open address; a setting that cannot be read."""

import os
import subprocess
import sys

import pytest

from tests.server import ROOT, a_server, the_demo


@pytest.fixture(scope="module")
def server(tmp_path_factory, worlds):
    return a_server(tmp_path_factory.mktemp("server"), worlds, the_demo)


@pytest.mark.parametrize(
    "changed",
    [
        {"HOST": "0.0.0.0"},
        {"CONFSYS_BASE_URL": "https://hop.example.vn"},
        {"CONFSYS_DEMO": "0"},
    ],
)
def test_demo_accounts_are_never_served_to_others(server, changed):
    env = os.environ | {f"CONFSYS_{name}": value for name, value in server.settings.items()}
    env |= {"HOST": "127.0.0.1", "PORT": str(server.port)} | changed
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "deploy/gunicorn.py"), "wsgi:app"]

    ended = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=20)

    assert ended.returncode != 0
    assert "demo accounts" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("gunicorn", "-c", str(ROOT / "deploy/gunicorn.py"), "wsgi:app"),
        ("flask", "--app", "wsgi", "worker"),
        ("flask", "--app", "wsgi", "prepare"),
    ],
    ids=lambda command: f"{command[0]} {command[-1]}",
)
def test_a_mail_server_that_cannot_be_read_stops_the_start_with_a_sentence(server, command):
    env = os.environ | {f"CONFSYS_{name}": value for name, value in server.settings.items()}
    env |= {"HOST": "127.0.0.1", "PORT": str(server.port), "CONFSYS_SMTP_URL": "smpt://van:bimat@mail.example.vn"}

    ended = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=20
    )

    assert ended.returncode != 0
    assert "CONFSYS_SMTP_URL must look like smtp://user:password@host:587" in ended.stderr
    assert "Traceback" not in ended.stderr and "bimat" not in ended.stderr
