"""What a poll costs, as literal numbers: nothing is made for who knows it, and what changed is made alone."""

from collections import Counter

import pytest

from confsys import clock
from confsys.calendars import event, kept
from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.calendars.program import DAY, PUBLIC, a_feed, events
from tests.queries import counted_queries

KNOWN = {"feed": 4, "site": 4, "organisation": 4, "public": 2, "single": 2}  # link with person, roles, stand, epoch


class Cost:
    """What a program's poll takes: statements sent, entries made."""

    def __init__(self, app, monkeypatch):
        self.app, self.made = app, Counter()
        monkeypatch.setattr(event, "vevents", self._counting(event.vevents))

    def _counting(self, make):
        def vevents(shown):
            self.made[shown.summary] += 1
            return make(shown)

        return vevents

    def of(self, ask) -> tuple[int, int]:
        self.made.clear()
        with counted_queries(self.app) as sent:
            ask()
        return len(sent), self.made.total()


@pytest.fixture
def cost(app, monkeypatch):
    return Cost(app, monkeypatch)


def paths(office, conference) -> dict[str, str]:
    return {
        "feed": office.feed,
        "site": a_feed(office.officer, kind="site", site=office.site),
        "organisation": a_feed(office.secretariat, kind="organisation", site=office.province),
        "public": PUBLIC,
        "single": f"/conferences/{conference.id}.ics",
    }


@pytest.mark.parametrize("conferences", [1, 12])
@pytest.mark.parametrize("kind", KNOWN)
def test_a_poll_that_knows_it_costs_the_same_for_few_and_for_many(client, cost, office, kind, conferences):
    for number in range(conferences):
        last = office.conference(public=True, starts_at=clock.now() + number * DAY)
    path = paths(office, last)[kind]
    known = {"If-None-Match": client.get(path).headers["ETag"]}

    assert cost.of(lambda: client.get(path, headers=known)) == (KNOWN[kind], 0)


@pytest.mark.parametrize("conferences", [1, 12])
def test_a_poll_that_knows_only_a_date_costs_one_look_more(client, cost, office, conferences):
    for _turn in range(conferences):
        office.conference(public=True)
    known = {"If-Modified-Since": client.get(PUBLIC).headers["Last-Modified"]}

    assert cost.of(lambda: client.get(PUBLIC, headers=known)) == (3, 0)


@pytest.mark.parametrize("conferences", [1, 12])
def test_a_whole_reading_joins_what_is_kept(client, cost, office, conferences):
    for _turn in range(conferences):
        office.conference(public=True)
    client.get(PUBLIC)

    assert cost.of(lambda: client.get(PUBLIC)) == (4, 0)


@pytest.mark.parametrize("conferences", [1, 12])
def test_after_a_change_only_that_entry_is_made(client, cost, office, conferences):
    all_of_them = [office.conference(public=True, title=f"Họp {number}") for number in range(conferences)]
    known = {"If-None-Match": client.get(PUBLIC).headers["ETag"]}
    office.rename(all_of_them[0], "Tên mới")

    queries, made = cost.of(lambda: client.get(PUBLIC, headers=known))

    assert (made, dict(cost.made)) == (1, {"Tên mới": 1})
    assert queries == 9  # stand, epoch, since when (1 + 3), kept, the conference, keeping it (1)


def test_links_that_show_the_same_share_what_is_kept(client, cost, office):
    office.conference()
    client.get(office.feed)
    other = a_feed(office.officer)

    assert cost.of(lambda: client.get(other))[1] == 0


def test_another_language_or_a_bell_is_kept_apart(client, cost, office):
    office.conference()
    client.get(office.feed)

    for options in ({"language": "en"}, {"alarms": True}, {"busy_only": True}):
        path = a_feed(office.officer, **options)
        assert [cost.of(lambda: client.get(path))[1] for _turn in range(2)] == [1, 0]  # noqa: B023


def test_a_server_that_moves_makes_entries_with_its_new_address(app, client, cost, office, monkeypatch):
    office.conference()
    first = client.get(office.feed)
    monkeypatch.setitem(app.config, "BASE_URL", "https://hop.example.vn")

    again = client.get(office.feed, headers={"If-None-Match": first.headers["ETag"]})

    [before], [after] = events(first), events(again)
    assert after["URL"].startswith("https://hop.example.vn/conferences/")
    assert after["UID"] == before["UID"]


def test_another_format_makes_everything_anew(client, cost, office, monkeypatch):
    office.conference()
    known = {"If-None-Match": client.get(office.feed).headers["ETag"]}
    monkeypatch.setattr(event, "FORMAT", event.FORMAT + 1)

    assert cost.of(lambda: client.get(office.feed, headers=known))[1] == 1


def test_kept_bytes_are_those_of_the_revision(client, office):
    conference = office.conference(title="Một")
    first = client.get(office.feed).data
    office.rename(conference, "Hai")
    client.get(office.feed)
    office.rename(conference, "Một")

    [entry] = events(client.get(office.feed))

    assert client.get(office.feed).data != first  # SEQUENCE has grown, or Google would not look
    assert entry["SEQUENCE"] == db.session.get_one(Conference, conference.id).calendar_revision


def test_many_events_are_made_a_few_at_a_time_and_none_is_lost(client, cost, office, monkeypatch):
    monkeypatch.setattr(kept, "TOGETHER", 2)
    bites = []
    monkeypatch.setattr(
        kept, "_keep", lambda made, variant, keep=kept._keep: bites.append(len(made)) or keep(made, variant)
    )
    for number in range(5):
        office.conference(public=True, title=f"Hop {number}", starts_at=clock.now() + number * DAY)

    page = client.get(PUBLIC)

    assert [event["SUMMARY"] for event in events(page)] == [f"Hop {number}" for number in range(5)]
    assert bites == [2, 2, 1]
    assert cost.of(lambda: client.get(PUBLIC))[1] == 0
