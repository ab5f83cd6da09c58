"""Rooms, equipment and bridges: entered, found, changed, retired, and what holds them."""

import html
import re

import pytest
from sqlalchemy import select

from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling import actions
from confsys.scheduling.models import Resource
from confsys.sites.models import Site
from tests.queries import counted_queries


def shown(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))).replace("\xa0", " ")


def names_in(answer) -> list[str]:
    found = re.findall(r'<td><a href="/rooms/[0-9a-z]+">([^<]+)</a>', answer.text)
    return [name.replace("\xa0", " ") for name in found]


def enter(office, *names: str, site: str = "", **values) -> None:
    with office.app.app_context():
        place = db.session.get_one(Site, site or office.province)
        for name in names:
            actions.add_resource(None, place, **{"kind": "room", "name": name, **values})


def named(name: str) -> Resource:
    return db.session.scalars(select(Resource).where(Resource.name == name)).one()


def moment(office) -> str:
    """What the list says of its last row now."""
    return re.sub(r"<[^>]+>", " ", office.browser.get("/rooms").text.split('class="when">')[-1].split("</td>")[0])


# -- the list ----------------------------------------------------------------------------------------------


def test_rooms_stand_in_the_order_of_the_vietnamese_alphabet(office):
    enter(office, "Đông", "Dương", "Ân", "An")
    assert names_in(office.browser.get("/rooms")) == ["An", "Ân", "Dương", "Đông", "Phòng họp số 1"]


@pytest.mark.parametrize(
    ("asked", "found"),
    {
        "q=phong+hop": ["Phòng họp số 1"],
        "q=binh+thanh": ["Hội trường"],  # by its unit
        "kind=bridge": ["MCU"],
        "kind=nothing": ["Hội trường", "MCU", "Phòng họp số 1"],
        "state=retired": ["Phòng cũ"],
        "state=all&kind=room": ["Hội trường", "Phòng cũ", "Phòng họp số 1"],
    }.items(),
)
def test_the_address_narrows_the_list(office, asked, found):
    enter(office, "Hội trường", site=office.commune)
    enter(office, "MCU", kind="bridge", capacity=40)
    enter(office, "Phòng cũ")
    with office.app.app_context():
        actions.retire_resource(None, named("Phòng cũ"))
    assert names_in(office.browser.get(f"/rooms?{asked}")) == found


def test_an_office_sees_its_own_rooms_and_those_below(office):
    enter(office, "Hội trường xã", site=office.commune)
    enter(office, "Phòng của họ", site=office.other)
    assert names_in(office.technicians.get("/rooms")) == ["Hội trường xã", "Phòng họp số 1"]
    assert names_in(office.elsewhere.get("/rooms")) == ["Phòng của họ"]


def test_an_empty_list_says_what_to_do(office):
    assert "No room is entered yet" in office.elsewhere.get("/rooms").text
    assert "Show all in use" in office.browser.get("/rooms?q=khongco").text


def test_long_lists_have_pages_that_keep_what_they_are_narrowed_by(office):
    enter(office, *(f"Phòng {number}" for number in range(60)))
    first = office.browser.get("/rooms?kind=room")
    assert (len(names_in(first)), "kind=room&amp;state=in_use&amp;page=2" in first.text) == (50, True)
    assert len(names_in(office.browser.get("/rooms?kind=room&page=2"))) == 11


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_few_and_for_many(office, rows):
    enter(office, *(f"Phòng {number}" for number in range(rows - 1)))
    with office.app.app_context():
        for room in list(db.session.scalars(select(Resource))):
            office.hold(room.id, starts_in=60, organiser=room.site, by=db.session.get_one(Person, office.clerk))
    office.app.extensions["forget_everything"]()
    with counted_queries(office.app) as sent:
        answer = office.browser.get("/rooms")
    assert (len(names_in(answer)), len(sent)) == (rows, 7)


# -- what holds it -----------------------------------------------------------------------------------------


def test_a_free_room_says_until_when_and_for_what(office):
    assert "free for the next 30 days" in moment(office)
    with office.app.app_context():
        office.hold(office.room, starts_in=60, organiser=_site(office.province))
    assert re.search(r"free until \d\d:\d\d.*then:\s+Giao ban", moment(office), re.S)


def test_a_room_that_is_held_says_by_what_and_until_when(office):
    with office.app.app_context():
        office.hold(office.room, starts_in=-60, organiser=_site(office.province))
    assert re.search(r"Held.*Giao ban.*until \d\d:\d\d", moment(office), re.S)


def test_a_bridge_says_how_many_ports_are_used(office):
    enter(office, "Z MCU", kind="bridge", capacity=40)
    with office.app.app_context():
        office.hold(office.room, starts_in=-60, organiser=_site(office.province))
    assert "3 of 40 ports until" in re.sub(r"\s+", " ", moment(office))


def test_the_title_is_told_only_to_those_who_may_see_the_conference(office):
    with office.app.app_context():
        other, ours = _site(office.other), _site(office.province)
        office.hold(office.room, starts_in=60, title="Chuyện riêng", organiser=other, main_site=ours)
    for page in ("/rooms", f"/rooms/{office.room}"):
        assert "Chuyện riêng" not in office.technicians.get(page).text
        assert "a conference of another unit" in office.technicians.get(page).text


def _site(site_id: str) -> Site:
    return db.session.get_one(Site, site_id)


def test_its_page_lists_what_holds_it_and_what_asks_for_it(office):
    with office.app.app_context():
        office.hold(office.room, starts_in=60 * 24 * 3, organiser=_site(office.province))
        office.hold(office.room, starts_in=60 * 24 * 40, title="Sau này", organiser=_site(office.province))
    page = shown(office.technicians.get(f"/rooms/{office.room}"))
    assert "Giao ban Booked" in page
    assert "Sau này" not in page


# -- entering and changing ---------------------------------------------------------------------------------


def test_a_room_is_added_and_may_be_taken_back(office):
    answer = office.add()
    with office.app.app_context():
        added = named("Phòng họp số 2")
        assert (added.kind, added.seats, added.capacity, added.site_id) == ("room", 30, 1, office.province)
        assert answer.location == f"/rooms/{added.id}"
    assert office.browser.post(f"/undo/resource:{added.id}/1").status_code == 303
    with office.app.app_context():
        assert named("Phòng họp số 2").retired_at is not None


def test_a_bridge_has_ports_and_a_unit_has_neither(office):
    office.add(kind="bridge", name="MCU", capacity="130", seats="5")
    office.add(kind="unit", name="Bộ di động", capacity="9", seats="5")
    with office.app.app_context():
        assert (named("MCU").capacity, named("MCU").seats) == (130, None)
        assert (named("Bộ di động").capacity, named("Bộ di động").seats) == (1, None)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "This must not be empty."),
        ({"name": "x" * 201}, "At most 200 characters"),
        ({"seats": "nhiều"}, "A whole number from 1 to 100000 is needed."),
        ({"kind": "xe"}, "Choose one of:"),
        ({"kind": ...}, "Choose one of:"),
        ({"kind": "bridge"}, "Say how many ports it has."),
        ({"kind": "bridge", "capacity": "0"}, "A whole number from 1 to 10000 is needed."),
        ({"site": "nowhere"}, "Choose one of the units you look after."),
        ({"site": "other"}, "Choose one of the units you look after."),
    ],
)
def test_what_cannot_be_is_told_at_its_field(office, changes, sentence):
    site = {"site": getattr(office, changes["site"], changes["site"])} if "site" in changes else {}
    answer = office.add(**changes | site)
    assert answer.status_code == 422
    assert sentence in shown(answer)
    with office.app.app_context():
        assert db.session.query(Resource).count() == 1


def test_it_is_changed_as_it_was_seen(office):
    sent = {"revision": "1", "name": "Phòng lớn", "seats": "", "note": "có camera"}
    assert office.technicians.post(f"/rooms/{office.room}/edit", data=sent).status_code == 303
    assert office.browser.post(f"/rooms/{office.room}/edit", data=sent | {"name": "Khác"}).status_code == 409
    with office.app.app_context():
        room = db.session.get_one(Resource, office.room)
        assert (room.name, room.seats, room.note, room.kind) == ("Phòng lớn", None, "có camera", "room")


def test_it_is_retired_and_brought_back_and_each_may_be_undone(office):
    assert office.browser.post(f"/rooms/{office.room}/retire").status_code == 303
    assert names_in(office.browser.get("/rooms")) == []
    assert office.browser.post(f"/undo/resource:{office.room}/2").status_code == 303
    assert names_in(office.browser.get("/rooms")) == ["Phòng họp số 1"]
    office.browser.post(f"/rooms/{office.room}/retire")
    assert office.browser.post(f"/rooms/{office.room}/bring-back").status_code == 303
    assert names_in(office.browser.get("/rooms")) == ["Phòng họp số 1"]


def test_its_history_says_what_changed(office):
    office.browser.post(f"/rooms/{office.room}/edit", data={"revision": "1", "name": "Phòng lớn", "seats": "80"})
    page = shown(office.technicians.get(f"/rooms/{office.room}/history"))
    assert "Phòng họp số 1" in page and "Phòng lớn" in page and "80" in page


def test_a_technician_takes_back_what_he_may_change(office):
    office.browser.post(f"/rooms/{office.room}/edit", data={"revision": "1", "name": "Phòng lớn", "seats": "60"})
    assert office.technicians.post(f"/rooms/{office.room}/history/2").status_code == 303
    with office.app.app_context():
        assert db.session.get_one(Resource, office.room).name == "Phòng họp số 1"
