import pytest

from tests.api.program import Program


@pytest.fixture
def program(fresh_app):
    return Program(fresh_app)
