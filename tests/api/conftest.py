import pytest
from flask.testing import FlaskClient

from tests.api.described import Described
from tests.api.program import Program


@pytest.fixture
def program(fresh_app):
    return Program(fresh_app)


@pytest.fixture(scope="session")
def described(whole_app):
    return Described(whole_app)


@pytest.fixture(autouse=True)
def nothing_undescribed(described, monkeypatch):
    """Each real answer in these tests is held against the description."""
    ask = FlaskClient.open

    def open(self, *args, **sent):
        answer = ask(self, *args, **sent)
        described.check(answer)
        return answer

    monkeypatch.setattr(FlaskClient, "open", open)
