import pytest
from flask.testing import FlaskClient

from tests.api.described import Described
from tests.api.program import Program
from tests.build import a_person, a_province, a_site, an_ordinary_morning, bearer


@pytest.fixture
def program(kept):
    return kept(Program)


@pytest.fixture
def office(kept):
    return kept(an_office)


def an_office(app) -> dict:
    """A province with two sites, a secretariat, an approver, and tokens for both and for a stranger."""
    with app.app_context():
        province = a_province()
        sites = [a_site(parent=province), a_site(parent=province)]
        people = {
            role: a_person(role=role, site=province) for role in ("secretariat", "approver", "chair", "administrator")
        }
        people["stranger"] = a_person()
        headers = {name: bearer(app, person) for name, person in people.items()}
        return {
            "province": province.id,
            "start": an_ordinary_morning(),
            "sites": [site.id for site in sites],
            "people": {name: person.id for name, person in people.items()},
            **headers,
        }


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
