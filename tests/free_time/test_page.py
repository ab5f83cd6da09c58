"""The page of finding a time: what it shows to whom, and where it leads."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from confsys import clock
from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling import actions as scheduling
from confsys.sites.models import Site
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.queries import counted_queries

NOW = datetime(2026, 11, 25, 2, 1, tzinfo=UTC)  # a Wednesday, 09:01


class House:
    """A secretariat in its browser, a chair, a guest of whom little is known, and communes."""

    def __init__(self, app, communes: int = 2) -> None:
        self.app = app
        with app.app_context():
            body = a_province()
            clerk = a_person(role="secretariat", site=body)
            self.body, self.clerk = body.id, clerk.id
            self.chair = a_person("Bà Chủ trì", role="chair", site=body).id
            self.guest = a_person("Ông Khách").id
            self.sites = [a_site(f"Xã Số {number}", parent=body).id for number in range(communes)]
            self.browser = signed_in_client(app, clerk)
            self.other = signed_in_client(app, a_person("Cán bộ xã khác", role="officer", site=a_site()))
        for browser in (self.browser, self.other):
            browser.set_cookie("lang", "en", domain="localhost")

    def meeting(self, day: date, hour: int, *, sites=(), state: str = "approved") -> None:
        with self.app.app_context():
            people = {name: db.session.get(Person, getattr(self, name)) for name in ("clerk", "chair")}
            places = [db.session.get(Site, each) for each in sites]
            starts_at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour - 7)
            more = {"organiser": db.session.get(Site, self.body), "by": people["clerk"], "chairs": [people["chair"]]}
            a_conference(state=state, title="Họp kín", starts_at=starts_at, sites=places, **more)

    def see(self, query: str, browser=None) -> str:
        answer = (browser or self.browser).get(f"/find-time?{query}")
        assert answer.status_code == 200
        return unescape(answer.text).replace("\u00a0", " ")


THURSDAY = date(2026, 11, 26)


@pytest.fixture
def house(fresh_app, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return House(fresh_app)


def starts(page: str) -> list[str]:
    return re.findall(r'<b class="start">([^<]*)', page)


def test_the_three_best_stand_on_top_with_their_reasons(house):
    house.meeting(THURSDAY, 7)
    page = house.see(f"people={house.chair}&sites={','.join(house.sites)}")

    assert starts(page) == ["09:00", "13:30", "07:00"]
    assert "Free: 1 / 1 required, 2 / 2 sites" in page
    assert "Only 1 working day of notice: a reason is needed" in page


def test_a_press_on_one_leads_to_the_plan_with_all_of_it_filled_in(house):
    query = f"people={house.chair},{house.guest}&sites={house.sites[0]}&minutes=90&title=Giao ban"
    [plan] = re.findall(r'class="button primary" href="(/conferences/new[^"]*)"', house.see(query))
    form = unescape(house.browser.get(plan).text)

    for name, value in {"title": "Giao ban", "day": "26/11/2026", "start": "07:00", "end": "08:30"}.items():
        assert re.search(f'name="{name}"[^>]* value="{value}"', form), name
    assert re.findall(r'name="(?:sites|chairs)" value="(\w+)" checked', form) == [house.chair, house.sites[0]]


def test_whoever_does_not_plan_finds_times_but_is_not_led_to_a_plan(house):
    page = house.see(f"people={house.chair}", house.other)
    assert (starts(page)[0], "/conferences/new" in page) == ("07:00", False)


def test_what_somebody_is_busy_with_is_told_to_those_who_may_know(house):
    house.meeting(THURSDAY, 7)
    query = f"people={house.chair}"

    assert "Bà Chủ trì: 07:00–09:00 Busy: Họp kín" in house.see(query)
    hidden = house.see(query, house.other)
    assert "Bà Chủ trì: 07:00–09:00 Busy" in hidden and "Họp kín" not in hidden


def test_asked_for_and_away_look_different_from_busy(house):
    house.meeting(THURSDAY, 7, state="requested")
    with house.app.app_context():
        person = db.session.get(Person, house.chair)
        scheduling.enter_absence(None, person, first_day=date(2026, 11, 27), last_day=date(2026, 11, 27))
    page = house.see(f"people={house.chair}")

    looks = re.findall(r'class="block is-(\w+)"><title>([^<]*)', page)
    assert looks == [("asked", "Bà Chủ trì: 07:00–09:00 Asked for: Họp kín"), ("away", "Bà Chủ trì: Away")]


def test_unknown_is_hatched_and_never_counted_as_free(house):
    page = house.see(f"optional={house.guest}")

    assert page.count('class="unknown"') == 3  # on each day
    assert "Free: 0 / 1 optional" in page and "Not known, ask first: Ông Khách" in page
    assert page.count("<td>Not known</td>") == 3


def test_sites_of_a_kind_are_one_row_until_it_is_opened(house):
    house.meeting(THURSDAY, 7, sites=house.sites[:1])
    query = f"sites={','.join(house.sites)}"
    closed, opened = house.see(query), house.see(f"{query}&open=xa")

    assert "2 commune: 07:00–09:00 1 busy" in closed
    rows = re.compile(r'<th scope="row">(Xã[^<]*)')
    assert (rows.findall(closed), rows.findall(opened)) == ([], ["Xã Số 0", "Xã Số 1"])
    assert "Xã Số 0: 07:00–09:00 Busy: Họp kín" in opened


def test_all_that_was_chosen_stands_in_every_address_of_the_page(house):
    query = f"people={house.chair}&optional={house.guest}&sites={house.sites[0]}&minutes=60&least=1&first=2026-11-26"
    page = house.see(f"{query}&days=30")
    [later] = re.findall(r'rel="next" href="/find-time\?([^"]*)#days"', page)

    assert house.see(later).count("checked") == page.count("checked") == 3
    assert starts(house.see(later)) == starts(page)
    assert "show=2026-12-01" in later


def test_a_holiday_is_named_and_a_plain_weekend_is_left_out(house):
    page = house.see(f"people={house.chair}&first=31/12/2026")
    days = re.findall(r'class="name"[^>]*>([^<]*)', page)

    assert [days[0].split()[-1], days[2].split()[1]] == ["31/12", "04/01"]
    assert days[1].startswith("Friday 01/01 · New Year")


def test_from_a_plan_its_day_length_sites_and_chairs_are_taken(house):
    query = f"title=Giao ban&day=01/12/2026&start=7h30&end=9h00&chairs={house.chair}&sites={house.sites[0]}"
    page = house.see(f"{query}&sites={house.sites[1]}&kind=giao-ban&main_site={house.body}")

    assert "Find a time: Giao ban" in page and "1 persons, 3 sites, 1 h 30 min, 14 days" in page
    assert re.search(r'name="first"[^>]* value="01/12/2026"', page)


@pytest.mark.parametrize(
    "query",
    [
        *("people=nobody&sites=nowhere", "people=,,!&sites=a,a", "least=x&days=x&minutes=x", "days=0&minutes=-5"),
        *("days=99999999999&minutes=999", "open=%3Cscript%3E&show=x&on=x", "least=999", "first=", "chairs=%27"),
        *("q=%F0%9F%99%82", "q=khongcoai", "title=%3Cb%3E", f"people={'x' * 5000}", "first=1/1/2100&days=30"),
    ],
)
def test_an_address_that_is_old_or_odd_shows_what_there_is(house, query):
    assert "<h1>Find a time" in house.see(query)


def test_a_day_that_cannot_be_read_says_so_at_the_field(house):
    page = house.see(f"people={house.chair}&first=31/2/2027")
    assert "There is no such day: “31/2/2027”." in page and "31/2/2027" in page


def test_a_person_is_found_without_tone_marks(house):
    page = house.see("q=ong khach&choose=1")
    assert re.findall(r'name="people" value="(\w+)"', page) == [house.guest]
    assert house.chair in house.see("")  # those who chair are offered at once


@pytest.mark.parametrize(("communes", "meetings"), [(2, 1), (103, 3)])
def test_it_costs_the_same_for_few_and_for_many(fresh_app, monkeypatch, communes, meetings):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    house = House(fresh_app, communes)
    for turn in range(meetings):
        house.meeting(THURSDAY + timedelta(days=turn), 7, sites=house.sites)
    with counted_queries(fresh_app) as sent:
        house.see(f"people={house.chair}&sites={','.join(house.sites)}&days=30")
    assert len(sent) == 14
