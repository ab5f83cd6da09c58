"""What is done aside comes back as if it had been done here; what gives way lets others have their turn."""

import subprocess
import sys
import threading

import pytest

from confsys import aside as module
from confsys.aside import aside, giving_way
from confsys.config import ROOT


@pytest.fixture(autouse=True)
def as_in_the_server(monkeypatch):
    monkeypatch.setattr(module, "is_module_patched", lambda _name: True)


def test_it_is_done_in_a_thread_of_its_own():
    assert aside(threading.get_ident) != threading.get_ident()
    assert aside(divmod, 7, 2) == (3, 1)


def test_a_refusal_comes_back_and_is_not_written_into_the_log(capfd):
    with pytest.raises(ZeroDivisionError):
        aside(divmod, 7, 0)

    assert capfd.readouterr().err == ""


IN_THE_SERVER = """
from gevent import monkey; monkey.patch_all()
import gevent, socket
from confsys import aside

def answer():
    while line := theirs.recv(1): theirs.sendall(line)

def ask():
    while True:
        ours.sendall(b"?"); ours.recv(1); asked.append(1)

ours, theirs = socket.socketpair()
asked = []
aside.BITE = 0
gevent.spawn(answer), gevent.spawn(ask)
for _each in aside.giving_way(range(200)): pass
print(len(asked))
"""


def test_after_every_bite_of_long_work_what_came_in_is_answered():
    done = subprocess.run([sys.executable, "-c", IN_THE_SERVER], cwd=ROOT, capture_output=True, text=True, check=True)

    assert int(done.stdout) >= 100


def test_what_gives_way_comes_whole_and_in_order():
    assert list(giving_way(range(5))) == [0, 1, 2, 3, 4]


def test_a_pause_of_nothing_is_made_only_where_another_greenlet_is_meant():
    makers = [path.name for path in sorted((ROOT / "confsys").rglob("*.py")) if "sleep(0)" in path.read_text()]

    assert makers == ["service.py"]
