"""What is done aside comes back as if it had been done here."""

import threading

import pytest

from confsys import aside as module
from confsys.aside import aside


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
