"""A secretariat before the pages that show a change, with a conference of three sites, each with an item."""

import re
from datetime import date

import pytest

from confsys.agenda import actions as agenda
from confsys.agenda.queries import items_of
from confsys.conferences import queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.build import a_conference, a_person, a_province, a_site, local_time, signed_in_client

DAY = date(2030, 12, 3)


class Office:
    """What it shows is asked by `get` and `post`; how things stand by `conference()` and `sites()`."""

    def __init__(self, app, *, state: str = "issued", sites: int = 3) -> None:
        self.app = app
        with app.app_context():
            province = a_province()
            person = a_person(role="secretariat", site=province)
            chair = a_person("Bà Chủ trì", role="chair", site=province)
            places = [a_site(f"Xã Số {number}") for number in range(1, sites + 1)]
            start = local_time(DAY, 8)
            conference = a_conference(
                state=state, organiser=province, by=person, sites=places, starts_at=start, chairs=[chair]
            )
            if conference.state in ("draft", "approved", "issued"):
                for place in places[:3]:
                    agenda.add(None, conference, title=f"Mục của {place.name}", kind="khac", minutes=30, site=place.id)
            self.province, self.places = province.id, [place.id for place in places]
            self.id, self.path = conference.id, f"/conferences/{conference.id}"
            self.new_place = a_site("Xã Mới Thêm").id
            self.old_place = a_site("Huyện Cũ", valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30)).id
            self.browser, self.stranger = signed_in_client(app, person), signed_in_client(app, a_person())
            self.colleague = signed_in_client(app, a_person(role="chair", site=province))
        self.browser.set_cookie("lang", "en", domain="localhost")

    def get(self, change: str) -> str:
        answer = self.browser.get(f"{self.path}/{change}")
        assert answer.status_code == 200
        return words_of(answer.text)

    def post(self, change: str, **sent):
        return self.browser.post(f"{self.path}/{change}", data=sent)

    def conference(self, read=lambda conference: conference):
        with self.app.app_context():
            return read(db.session.get_one(Conference, self.id))

    def sites(self) -> set[str]:
        return self.conference(lambda it: {each.site_id for each in queries.participations_of(it) if not each.is_main})

    def sites_of_items(self) -> list[str | None]:
        return self.conference(lambda it: [item.site_id for item in items_of(it)])


def words_of(html: str) -> str:
    """What a person reads on the page: without marks of HTML, one space between words."""
    body = re.sub(r"<(script|style).*?</\1>", " ", html[html.index("<main") :], flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("\u00a0", " ").split())


def values_of(html: str, button: str) -> dict[str, list[str]]:
    """The hidden values of the form in which this button stands."""
    form = next(form for form in re.findall(r"<form.*?</form>", html, flags=re.S) if button in form)
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)"[^>]* value="([^"]*)"', form):
        found.setdefault(name, []).append(value)
    return found


@pytest.fixture
def office(kept):
    return kept(Office)
