"""What a calendar says of a conference in each state, and what it never says."""

from datetime import UTC, date, timedelta

import icalendar
import pytest

from confsys import changes, clock
from confsys.conferences import actions
from confsys.conferences.transitions import STATES
from tests.build import a_person, local_time
from tests.calendars.program import DAY, PUBLIC, a_feed, events, titles

TITLE = "Giao ban trực tuyến"
CONFIRMED = ("CONFIRMED", "OPAQUE", TITLE)
SAID = {
    "draft": None,
    "requested": None,
    "approved": ("TENTATIVE", "OPAQUE", TITLE),
    "issued": CONFIRMED,
    "open": CONFIRMED,
    "live": CONFIRMED,
    "recess": CONFIRMED,
    "closed": CONFIRMED,
    "archived": CONFIRMED,
    "postponed": ("CANCELLED", "TRANSPARENT", f"[HOÃN] {TITLE}"),
    "cancelled": ("CANCELLED", "TRANSPARENT", f"[HỦY] {TITLE}"),
}


def said(answer):
    if answer.status_code == 404:
        return None
    found = [(str(each["STATUS"]), str(each["TRANSP"]), str(each["SUMMARY"])) for each in events(answer)]
    return found[0] if found else None


@pytest.mark.parametrize("state", STATES)
def test_what_each_calendar_says_in_this_state(client, signed_in, office, state):
    conference = office.conference(state=state, public=True, chairs=[office.officer])
    path = f"/conferences/{conference.id}.ics"

    assert said(client.get(office.feed)) == SAID[state]
    assert said(client.get(a_feed(office.secretariat))) == SAID[state]
    assert said(signed_in(office.officer).get(path)) == SAID[state]
    told = None if state == "approved" else SAID[state]
    assert said(client.get(PUBLIC)) == told
    assert said(client.get(path)) == told


def test_what_was_called_off_before_anybody_knew_is_never_said(client, office):
    for state in ("draft", "requested"):
        conference = office.conference(state=state, public=True)
        office.step(conference, "cancel")

    assert titles(client.get(office.feed)) == titles(client.get(PUBLIC)) == []


def test_what_became_a_draft_again_is_no_longer_said(client, office):
    conference = office.conference(state="cancelled", public=True)
    assert len(titles(client.get(office.feed))) == 1
    office.step(conference, "restore")
    with changes.transaction([conference]):
        conference.state = "draft"  # its slot is no longer free

    assert titles(client.get(office.feed)) == titles(client.get(PUBLIC)) == []


def test_the_page_of_a_draft_offers_no_file(signed_in, office):
    draft, issued = office.conference(state="draft"), office.conference()
    browser = signed_in(office.secretariat)

    assert f"/conferences/{issued.id}.ics" in browser.get(f"/conferences/{issued.id}").text
    assert ".ics" not in browser.get(f"/conferences/{draft.id}").text


def test_an_entry_stays_the_same_entry_from_approval_to_its_end(client, office):
    conference = office.conference(state="requested")
    office.step(conference, "approve")
    seen = []
    for step in (None, "issue", "postpone", "restore", "cancel", "restore", "start", "close"):
        if step:
            office.step(conference, step)
        [event] = events(client.get(office.feed))
        seen.append((str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])))

    assert {uid for uid, _sequence, _status in seen} == {conference.uid}
    assert [sequence for _uid, sequence, _status in seen] == [1, 2, 3, 4, 5, 6, 6, 6]
    assert [status[:4] for _uid, _sequence, status in seen] == [
        "TENT", "CONF", "CANC", "CONF", "CANC", "CONF", "CONF", "CONF",
    ]  # fmt: skip


def test_the_time_of_the_revision_is_told(client, office, at):
    conference = office.conference()
    at(2 * DAY, tick=False)
    office.rename(conference, "Tên mới")
    at(3 * DAY)

    [event] = events(client.get(office.feed))

    assert event["DTSTAMP"].to_ical() == event["LAST-MODIFIED"].to_ical()
    assert conference.calendar_changed_at.replace(microsecond=0) == event.DTSTAMP
    assert event["CREATED"].dt == conference.created_at.replace(microsecond=0)


def test_why_it_was_called_off_is_said_first(client, office):
    office.conference(state="cancelled")

    assert events(client.get(office.feed))[0]["DESCRIPTION"].splitlines()[0] == "Lý do: Vì bão"


def test_no_personal_link_is_in_a_feed(client, office):
    conference = office.conference()
    [event] = events(client.get(office.feed))

    assert event["URL"] == f"http://localhost/conferences/{conference.id}"
    assert "/join/" not in client.get(office.feed).text.replace("\r\n ", "")


@pytest.mark.parametrize("hour", range(7))
def test_the_small_hours_stay_on_their_local_day(client, office, hour):
    day = date.today() + 10 * DAY  # noqa: DTZ011
    office.conference(starts_at=local_time(day, hour), minutes=30, public=True)

    for path in (office.feed, PUBLIC):
        [event] = events(client.get(path))
        assert event["DTSTART"].to_ical().decode() == f"{day:%Y%m%d}T{hour:02}0000"


def test_several_days_are_an_entry_each(client, office):
    day = date.today() + 10 * DAY  # noqa: DTZ011
    conference = office.conference(starts_at=local_time(day, 7, 30), minutes=2 * 24 * 60 + 9 * 60 + 30)

    found = events(client.get(office.feed))

    assert [each["DTSTART"].to_ical().decode()[6:] for each in found] == [
        f"{(day + number * DAY):%d}T073000" for number in range(3)
    ]
    assert str(found[0]["UID"]) == conference.uid and len({str(each["UID"]) for each in found}) == 3
    assert [each["DTEND"].dt.hour for each in found] == [17, 17, 17]


@pytest.mark.parametrize("title", ["a\x0bb", "dòng\r\nATTENDEE:mailto:x@y.vn", r"D:\Nội vụ; a, b", "Ộ" * 200])
def test_titles_as_people_paste_them(client, office, title):
    office.conference(title=title)
    answer = client.get(office.feed)

    assert len(titles(answer)) == 1
    assert "ATTENDEE" not in icalendar.Calendar.from_ical(answer.data).walk("VEVENT")[0]
    assert max(map(len, answer.data.split(b"\r\n"))) <= 75


def test_a_site_that_is_taken_out_keeps_no_entry(client, office):
    conference = office.conference()
    assert len(titles(client.get(office.feed))) == 1

    actions.edit(office.secretariat, conference, sites=[])

    assert titles(client.get(office.feed)) == []


def test_what_a_person_planned_or_chairs_is_his_meeting(client, office):
    chair = a_person()
    office.conference(chairs=[chair], sites=[])

    assert titles(client.get(a_feed(chair))) == [TITLE]
    assert titles(client.get(a_feed(office.secretariat))) == [TITLE]


def test_entries_come_by_time(client, office):
    for title, later in (("Sau", 3), ("Trước", 1), ("Giữa", 2)):
        office.conference(title=title, starts_at=clock.now() + later * DAY)

    assert titles(client.get(office.feed)) == ["Trước", "Giữa", "Sau"]


def test_past_meetings_stay_for_a_year(client, office):
    office.conference(title="Tháng trước", state="closed", starts_at=clock.now() - 30 * DAY)
    office.conference(title="Năm kia", state="closed", starts_at=clock.now() - 400 * DAY)

    assert titles(client.get(office.feed)) == ["Tháng trước"]
    assert events(client.get(office.feed))[0].end < clock.now().astimezone(UTC) - timedelta(days=29)
