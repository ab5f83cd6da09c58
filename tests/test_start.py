"""The command from its first line on, and what stops a start: demo accounts on an open address, unreadable settings."""

import os
import subprocess
import sys
import urllib.request

import pytest

from tests.forging import ROOT
from tests.server import ByCommand, a_server, the_demo


@pytest.fixture(scope="module")
def server(tmp_path_factory, worlds):
    return a_server(tmp_path_factory.mktemp("server"), worlds, the_demo)


def test_the_command_serves_until_it_is_stopped(server):
    started = ByCommand(server.folder, server.settings["DATABASE_URL"])
    started.start()
    with urllib.request.urlopen(f"{started.url}/sign-in", timeout=10) as answer:
        assert answer.status == 200
    started.stop()

    assert started.child.wait() == 0
    assert "Traceback" not in started.log.read_text()


@pytest.mark.parametrize(
    "changed",
    [
        {"HOST": "0.0.0.0"},
        {"CONFSYS_BASE_URL": "https://hop.example.vn"},
        {"CONFSYS_DEMO": "0", "CONFSYS_CLOCK_AHEAD": "0"},
    ],
)
def test_demo_accounts_are_never_served_to_others(server, changed):
    env = os.environ | {f"CONFSYS_{name}": value for name, value in server.settings.items()}
    env |= {"HOST": "127.0.0.1", "PORT": str(server.port)} | changed
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "deploy/gunicorn.py"), "wsgi:app"]

    ended = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=100)

    assert ended.returncode != 0
    assert "demo accounts" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "command", [("gunicorn", "-c", str(ROOT / "deploy/gunicorn.py"), "wsgi:app"), ("flask", "--app", "wsgi", "worker")]
)
def test_only_a_demo_shows_another_hour(server, command):
    env = os.environ | {f"CONFSYS_{name}": value for name, value in server.settings.items()}
    env |= {"HOST": "127.0.0.1", "PORT": str(server.port), "CONFSYS_DEMO": "0", "CONFSYS_CLOCK_AHEAD": "60"}

    ended = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=100
    )

    assert ended.returncode != 0
    assert "CONFSYS_CLOCK_AHEAD" in ended.stderr and "Traceback" not in ended.stderr


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
        [sys.executable, "-m", *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=100
    )

    assert ended.returncode != 0
    assert "CONFSYS_SMTP_URL must look like smtp://user:password@host:587" in ended.stderr
    assert "Traceback" not in ended.stderr and "bimat" not in ended.stderr
