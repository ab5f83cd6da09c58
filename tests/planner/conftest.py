"""The office before its calendar, on a Wednesday at 09:01."""

from datetime import UTC, datetime
from html import unescape

import pytest

from confsys import clock
from confsys.extensions import db
from confsys.people.models import Person
from confsys.people.sessions import COOKIE
from confsys.sites.models import Site
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.e2e.hall import Chair
from tests.planner.paper import Full
from tests.server import a_server, running

NOW = datetime(2026, 11, 25, 2, 1, tzinfo=UTC)


class House:
    """A secretariat in its browser, somebody of another province, and a commune."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            body, commune = a_province(), a_site("Xã Tân Thạnh")
            clerk = a_person(role="secretariat", site=body)
            self.body, self.commune, self.clerk = body.id, commune.id, clerk.id
            self.chair = a_person("Bà Chủ trì", role="chair", site=body).id
            people = {"clerk": clerk, "elsewhere": a_person(role="secretariat", site=a_province())}
            people["officer"] = a_person(role="officer", site=commune)
            self.browsers = {name: signed_in_client(app, person) for name, person in people.items()}
        for browser in self.browsers.values():
            browser.set_cookie("lang", "en", domain="localhost")

    def meeting(self, title: str, starts_at: datetime, *, minutes: int = 120, state: str = "issued") -> str:
        with self.app.app_context():
            people = {name: db.session.get(Person, getattr(self, name)) for name in ("clerk", "chair")}
            body, commune = (db.session.get(Site, each) for each in (self.body, self.commune))
            more = {"organiser": body, "by": people["clerk"], "chairs": [people["chair"]], "sites": [commune]}
            return a_conference(title=title, state=state, starts_at=starts_at, minutes=minutes, **more).id

    def see(self, address: str, who: str = "clerk") -> str:
        answer = self.browsers[who].get(address)
        assert answer.status_code == 200
        return unescape(answer.text).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def full(worlds):
    """An office with a full day and a full month."""
    return worlds(Full)


@pytest.fixture(scope="module")
def full_server(full, tmp_path_factory, worlds):
    yield from running(a_server(tmp_path_factory.mktemp("full"), worlds, Full))


@pytest.fixture
def chair(browser, full_server, full):
    """Its clerk in a browser, who hears no complaint."""
    chair = Chair(browser, full_server.url)
    name = full.browser.get_cookie(COOKIE, domain="localhost").value
    chair.context.add_cookies([{"name": COOKIE, "value": name, "url": chair.url}])
    yield chair
    assert chair.complaints == []


@pytest.fixture
def house(kept, monkeypatch):
    house = kept(House)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return house
