"""The room and the equipment of a conference: chosen on the form and by programs, shown where the place is."""

import html
import re

import pytest

from confsys.conferences import actions, queries
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling import actions as scheduling
from confsys.scheduling.models import Resource
from confsys.sites.models import Site
from tests.build import a_conference, a_person, bearer


class Rooms:
    """An office at the form with rooms of its own, of a commune below it and of another body."""

    def __init__(self, office) -> None:
        self.office, self.browser = office, office.browser
        with office.app.app_context():
            self.hall = self._thing(office.province, "Hội trường", seats=300)
            self.small = self._thing(office.province, "Phòng họp số 2")
            self.unit = self._thing(office.province, "Bộ di động", kind="unit")
            self.below = self._thing(office.sites[0], "Phòng họp xã")
            self.foreign = self._thing(office.other_body, "Phòng của họ")
            self.old = self._thing(office.province, "Phòng cũ")
            scheduling.retire_resource(None, db.session.get_one(Resource, self.old))

    def _thing(self, site: str, name: str, *, kind: str = "room", **values) -> str:
        return scheduling.add_resource(None, db.session.get_one(Site, site), kind=kind, name=name, **values).id

    def planned(self, **changes) -> str:
        """The id of a conference planned on the form."""
        answer = self.office.plan(**changes)
        assert answer.status_code == 303, answer.text
        return answer.location.rpartition("/")[2]


@pytest.fixture
def rooms(office):
    return Rooms(office)


def equipment(conference_id: str) -> tuple[str | None, list[str]]:
    conference = db.session.get_one(Conference, conference_id)
    return conference.room_id, queries.units_of(conference)


def offered(answer) -> list[str]:
    select = answer.text.partition('<select class="control" id="room"')[2].partition("</select>")[0]
    return [html.unescape(name).replace("\xa0", " ") for name in re.findall(r"<option[^>]*>([^<]+)</option>", select)][
        1:
    ]


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


# -- the form ----------------------------------------------------------------------------------------------


def test_the_form_offers_what_is_in_use_at_the_main_site_and_the_organiser(rooms):
    assert offered(rooms.browser.get("/conferences/new")) == ["Hội trường (300 seats)", "Phòng họp số 2"]
    sent = rooms.office.form(main_site=rooms.office.sites[0], load="1")
    again = rooms.browser.post("/conferences/new", data=sent)
    assert sorted(offered(again)) == ["Hội trường (300 seats)", "Phòng họp số 2", "Phòng họp xã"]


def test_without_rooms_there_is_one_line_that_leads_to_them(office):
    page = office.browser.get("/conferences/new").text
    assert 'href="/rooms/new"' in page and 'name="room"' not in page


def test_what_is_chosen_is_kept_and_shown_under_the_place(rooms):
    conference = rooms.planned(room=rooms.hall, units=[rooms.unit])
    with rooms.office.app.app_context():
        assert equipment(conference) == (rooms.hall, [rooms.unit])
    for page in (f"/conferences/{conference}", f"/conferences/{conference}/papers/agenda"):
        assert "Room: Hội trường; Equipment: Bộ di động" in text_of(rooms.browser.get(page))


def test_the_change_page_shows_what_is_chosen_and_takes_another(rooms):
    conference = rooms.planned(room=rooms.hall, units=[rooms.unit])
    page = rooms.browser.get(f"/conferences/{conference}/edit").text
    assert f'value="{rooms.hall}" selected' in page and f'value="{rooms.unit}" checked' in page

    sent = rooms.office.form(room=rooms.small, revision="1")
    assert rooms.browser.post(f"/conferences/{conference}/edit", data=sent).status_code == 303
    with rooms.office.app.app_context():
        assert equipment(conference) == (rooms.small, [])


def test_a_room_that_was_retired_since_stays_until_another_is_chosen(rooms):
    conference = rooms.planned(room=rooms.hall)
    with rooms.office.app.app_context():
        scheduling.retire_resource(None, db.session.get_one(Resource, rooms.hall))
    edit = f"/conferences/{conference}/edit"
    assert offered(rooms.browser.get(edit)) == ["Hội trường (300 seats), no longer in use", "Phòng họp số 2"]
    assert rooms.browser.post(edit, data=rooms.office.form(room=rooms.hall, revision="1")).status_code == 303
    assert rooms.office.plan(room=rooms.hall).status_code == 422


@pytest.mark.parametrize(
    ("field", "name", "sentence"),
    [
        ("room", "nowhere", "There is no such thing to book: nowhere."),
        ("room", "foreign", "There is no such thing to book"),
        ("room", "unit", "There is no such thing to book"),
        ("room", "old", "Phòng cũ is no longer in use."),
        ("room", "'; DROP", "This is not an id."),
        ("units", "hall", "There is no such thing to book"),
        ("units", "foreign", "There is no such thing to book"),
    ],
)
def test_what_cannot_be_chosen_is_told_at_its_field(rooms, field, name, sentence):
    value = getattr(rooms, name, name)
    answer = rooms.office.plan(**{field: [value] if field == "units" else value})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert f'id="error-{field}"' in answer.text


# -- the rules ---------------------------------------------------------------------------------------------


def test_a_room_is_lent_by_the_main_site_and_by_units_above_and_below(rooms):
    with rooms.office.app.app_context():
        commune = db.session.get_one(Site, rooms.office.sites[0])
        clerk = a_person(role="secretariat", site=commune)
        assert a_conference(organiser=commune, by=clerk, sites=[], room=rooms.hall).room_id == rooms.hall
        assert rooms.planned(room=rooms.below)
        with pytest.raises(Invalid, match="no such thing to book"):
            a_conference(organiser=commune, by=clerk, sites=[], room=rooms.foreign)


def test_a_room_of_a_new_main_site_comes_with_it(rooms):
    with rooms.office.app.app_context():
        conference = a_conference(organiser=db.session.get_one(Site, rooms.office.province), sites=[])
        actions.edit(None, conference, main_site=rooms.office.other_body, sites=[], room=rooms.foreign)
        assert equipment(conference.id) == (rooms.foreign, [])


def test_a_room_that_another_holds_is_refused_in_words(rooms):
    with rooms.office.app.app_context():
        values = {"organiser": db.session.get_one(Site, rooms.office.province), "room": rooms.hall}
        a_conference(state="approved", **values)
        with pytest.raises(Refused, match="Hội trường"):
            a_conference(state="approved", **values)


# -- programs ----------------------------------------------------------------------------------------------


def test_programs_choose_and_see_room_and_equipment(rooms):
    app = rooms.office.app
    conference = rooms.planned(room=rooms.hall, units=[rooms.unit])
    with app.app_context():
        headers = bearer(app, db.session.get_one(Person, rooms.office.person.id))
    client, path = app.test_client(), f"/api/v1/conferences/{conference}"

    def seen(answer):
        return answer.status_code, answer.json.get("room"), answer.json.get("units")

    assert seen(client.get(path, headers=headers)) == (200, rooms.hall, [rooms.unit])
    assert seen(client.patch(path, headers=headers, json={"room": rooms.small})) == (200, rooms.small, [rooms.unit])
    assert seen(client.patch(path, headers=headers, json={"room": None, "units": []})) == (200, None, [])
    assert client.patch(path, headers=headers, json={"room": rooms.foreign}).status_code == 422


def test_the_history_calls_them_by_their_names(rooms):
    conference = rooms.planned(room=rooms.hall)
    rooms.browser.post(f"/conferences/{conference}/edit", data=rooms.office.form(room=rooms.small, revision="1"))
    page = text_of(rooms.browser.get(f"/conferences/{conference}/history"))
    assert "Hội trường" in page and "Phòng họp số 2" in page and rooms.hall not in page
