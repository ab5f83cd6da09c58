"""GET /free-time: the times at which everybody is free, and what the caller may know of the others."""

from datetime import UTC, date, datetime, timedelta

import pytest

from confsys import clock
from confsys.scheduling import actions as scheduling
from tests.build import a_conference, a_person, a_province, a_site, bearer
from tests.queries import counted_queries

NOW = datetime(2026, 11, 25, 2, 1, tzinfo=UTC)  # a Wednesday, 09:01
DAY = "from=2026-11-26&to=2026-11-27"


class House:
    """A chair and two sites of one body, a person of another; what they do on Thursday, 26 November."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            self.body = a_province()
            clerk = a_person(role="secretariat", site=self.body)
            self.chair = a_person("Bà Chủ trì", role="chair", site=self.body).id
            self.guest = a_person("Ông Khách").id
            self.sites = [a_site(parent=self.body).id for _turn in range(2)]
            self.clerk, self.stranger = bearer(app, clerk), bearer(app, a_person(role="officer", site=a_site()))
            self.person = clerk.id
        self.client = app.test_client()

    def meeting(self, hour: int, minutes: int = 60, *, state: str = "approved", sites=(), chair: bool = False) -> str:
        with self.app.app_context():
            body = scheduling.db.session.merge(self.body)
            person = scheduling.db.session.get(scheduling.Person, self.person)
            chair = [scheduling.db.session.get(scheduling.Person, self.chair)] if chair else []
            places = [scheduling.db.session.get(scheduling.Site, each) for each in sites]
            starts_at = datetime(2026, 11, 26, hour - 7, tzinfo=UTC)
            more = {"starts_at": starts_at, "minutes": minutes, "sites": places, "chairs": chair}
            return a_conference(state=state, organiser=body, by=person, title="Họp kín", **more).id

    def ask(self, query: str, headers=None):
        answer = self.client.get(f"/api/v1/free-time?{query}", headers=headers or self.clerk)
        assert answer.status_code == 200, answer.text
        return answer.json


@pytest.fixture
def house(fresh_app, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return House(fresh_app)


def hours(slots) -> list[str]:
    return [each["starts_at"][11:16] for each in slots]


def test_a_time_is_offered_only_when_everybody_is_free(house):
    house.meeting(7, 120, chair=True)
    house.meeting(13, 180, sites=house.sites[:1])
    answer = house.ask(f"{DAY}&people={house.chair}&sites={','.join(house.sites)}&limit=500")

    assert sorted(hours(answer["times"])) == ["09:00", "09:15", "09:30", "09:45", "10:00", "10:15", "10:30", "16:00"]
    assert (hours(answer["best"]), answer["total"]) == (["09:00", "16:00"], 8)
    assert answer["times"][0]["required"] == {"free": 1, "of": 1, "busy": [], "unknown": []}
    assert (answer["times"][0]["sites"]["free"], answer["times"][0]["notice"]) == (2, 1)


def test_with_fewer_sites_more_times_are_offered_and_the_busy_ones_are_named(house):
    house.meeting(13, 240, sites=house.sites[:1])
    query = f"{DAY}&sites={','.join(house.sites)}&minutes=210"
    assert hours(house.ask(query)["times"]) == ["07:00", "07:15", "07:30", "07:45", "08:00"]

    last = house.ask(f"{query}&least=1")["times"][-1]
    assert (last["starts_at"][11:16], last["sites"]["busy"], last["sites"]["free"]) == ("13:30", house.sites[:1], 1)


def test_what_is_asked_for_counts_and_so_does_an_absence_but_a_draft_does_not(house):
    house.meeting(7, 30, state="draft", chair=True)
    house.meeting(8, 90, state="requested", chair=True)
    with house.app.app_context():
        person = scheduling.db.session.get(scheduling.Person, house.chair)
        day = date(2026, 11, 27)
        scheduling.enter_absence(None, person, first_day=day, last_day=day + timedelta(days=1))
    answer = house.ask(f"from=2026-11-26&to=2026-11-29&people={house.chair}&limit=500")

    assert {each["starts_at"][:10] for each in answer["times"]} == {"2026-11-26"}
    assert hours(answer["times"])[:2] == ["07:00", "09:30"]
    [row] = answer["rows"]
    assert [each["standing"] for each in row["busy"]] == ["asked", "away"]


def test_a_title_is_told_to_those_who_may_know_of_it(house):
    meeting = house.meeting(7, chair=True)
    seen = house.ask(f"{DAY}&people={house.chair}")["rows"][0]["busy"]
    hidden = house.ask(f"{DAY}&people={house.chair}", house.stranger)["rows"][0]["busy"]

    assert [(each["conference"], each["title"]) for each in seen] == [(meeting, "Họp kín")]
    assert [(each["conference"], each["title"]) for each in hidden] == [(None, None)]
    assert hidden[0]["starts_at"] == seen[0]["starts_at"] == "2026-11-26T07:00:00+07:00"


def test_whoever_is_not_known_here_is_never_counted_as_free(house):
    answer = house.ask(f"{DAY}&people={house.chair},{house.guest}&optional={house.person}")

    assert answer["best"][0]["required"] == {"free": 1, "of": 2, "busy": [], "unknown": [house.guest]}
    assert [(row["person"], row["known"]) for row in answer["rows"]][1] == (house.guest, False)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("from=2026-11-26&to=2026-11-26", "2026-11-26T07:00", "2026-11-26T16:00"),
        ("from=2026-11-26T08:10:00%2B07:00&to=2026-11-26T10:00:00%2B07:00", "2026-11-26T08:15", "2026-11-26T09:00"),
        ("to=2026-11-26", "2026-11-25T09:15", "2026-11-25T16:00"),
        ("from=2026-11-01&to=2026-11-26", "2026-11-25T09:15", "2026-11-25T16:00"),
        ("from=2026-12-30&to=2027-01-05", "2026-12-30T07:00", "2027-01-04T16:00"),
    ],
)
def test_nothing_lies_before_or_after_what_is_asked_for_nor_in_the_past(house, query, first, last):
    found = sorted(each["starts_at"][:16] for each in house.ask(f"{query}&limit=500")["times"])
    assert (found[0], found[-1]) == (first, last)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        *((f"sites={value}", "sites") for value in ("nowhere", "a,,b", "a,a", ",", "!", "%00", "x" * 41)),
        *((f"people={value}", "people") for value in ("nobody", "a,a", "Ông Ba", "'")),
        *((f"optional={value}", "optional") for value in ("a,a", "A")),
        *((f"minutes={value}", "minutes") for value in ("0", "14", "601", "-60", "1e3", "x", "9" * 5000)),
        *((f"from={value}", "from") for value in ("someday", "2026-13-01", "1999-01-01", "%00")),
        *((f"to={value}", "to") for value in ("someday", "2026-02-30", "2026-11-24", "2026-12-27")),
        ("from=2026-11-27&to=2026-11-26", "to"),
        *((f"least={value}", "least") for value in ("-1", "501", "x")),
        *((f"limit={value}", "limit") for value in ("0", "501")),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(house, query, name):
    answer = house.client.get(f"/api/v1/free-time?{query}", headers=house.clerk)
    assert (answer.status_code, list(answer.json["errors"])) == (422, [name])


def test_nobody_is_both_required_and_optional(house):
    answer = house.client.get(f"/api/v1/free-time?people={house.chair}&optional={house.chair}", headers=house.clerk)
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["optional"])


def test_a_stranger_learns_nothing(house):
    assert house.client.get(f"/api/v1/free-time?people={house.chair}").status_code == 401


@pytest.mark.parametrize("number", [1, 40])
def test_it_costs_the_same_for_few_and_for_many(house, number):
    with house.app.app_context():
        sites = ",".join([a_site().id for _turn in range(number)])
    for turn in range(min(number, 3)):
        house.meeting(7 + turn, sites=house.sites)
    with counted_queries(house.app) as sent:
        house.ask(f"{DAY}&people={house.chair}&sites={sites},{house.sites[0]}")
    assert (len(sent), sum("FROM bookings" in each for each in sent)) == (10, 1)
