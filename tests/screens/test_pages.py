"""The office's pages of screens."""

import pytest

from confsys.extensions import db
from confsys.journal import Entry
from tests.build import a_conference, a_person, a_province, a_screen, a_site, signed_in_client
from tests.queries import counted_queries


@pytest.fixture
def body(app):
    return a_province()


@pytest.fixture
def office(fresh_app, body):
    return signed_in_client(fresh_app, a_person(role="secretariat", site=body))


def test_without_a_screen_the_page_says_what_to_do(office):
    page = office.get("/screens").text

    assert "http://localhost/screen" in page
    assert 'href="/screens/pair"' in page


def test_screens_are_found_without_tone_marks_by_site_and_by_room(body, office):
    site = a_site("Xã Đốc Binh Kiều", parent=body)
    a_screen(site, "Phòng họp lầu 2")
    a_screen(body, "Hội trường")
    a_screen(a_site(), "Của nơi khác")

    def shown(text):
        page = office.get(f"/screens?q={text}").text
        return [name for name in ("Phòng họp lầu 2", "Hội trường", "Của nơi khác") if name in page]

    assert shown("") == ["Phòng họp lầu 2", "Hội trường"]
    assert shown("doc binh") == ["Phòng họp lầu 2"]
    assert shown("hoi truong") == ["Hội trường"]
    assert shown("khong co") == []


def test_the_list_costs_the_same_for_few_and_for_many(fresh_app, body, office):
    def cost():
        with counted_queries(fresh_app) as sent:
            assert office.get("/screens").status_code == 200
        return len(sent)

    office.get("/screens")
    a_screen(body)
    assert cost() == 6
    site = a_site(parent=body)
    a_conference(state="issued", organiser=body, sites=[site])
    for number in range(12):
        a_screen(site, f"Phòng {number}")
    assert cost() == 6


def test_each_press_is_written_down_and_told(body, office):
    screen, _secret = a_screen(body, "Phòng A")
    conference = a_conference(state="issued", organiser=body)
    where = f"/screens/{screen.id}"

    presses = {
        "identify": {},
        "reload": {},
        "tell": {"text": "Chờ một chút", "minutes": ""},
        "take-away": {},
        "view": {"view": "stage", "conference": conference.id},
        "rename": {"name": "Phòng B"},
    }
    answers = [office.post(f"{where}/{name}", data=data).status_code for name, data in presses.items()]
    page = office.get(where).text
    office.post(f"{where}/revoke")

    assert answers == [303] * len(presses)
    kinds = [each.kind for each in db.session.query(Entry).filter_by(stream=screen.stream).order_by(Entry.version)]
    assert kinds == [
        f"screen.{each}" for each in ("paired", "identified", "reloaded", "told", "told", "shown", "named", "revoked")
    ]
    assert "Phòng B" in page
    assert all(word in page for word in ("Ghép màn hình", "Lời nhắn trên màn hình", "Đổi nội dung hiện trên màn hình"))


@pytest.mark.parametrize(
    ("press", "data", "field"),
    [
        ("tell", {"text": "", "minutes": "5"}, "text"),
        ("tell", {"text": "x" * 300, "minutes": "5"}, "text"),
        ("tell", {"text": "Chờ", "minutes": "vài"}, "minutes"),
        ("rename", {"name": " "}, "name"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(body, office, press, data, field):
    screen, _secret = a_screen(body)

    answer = office.post(f"/screens/{screen.id}/{press}", data=data)

    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text


def test_a_screen_is_not_sent_to_a_conference_its_site_is_not_in(body, office):
    screen, _secret = a_screen(a_site(parent=body))
    conference = a_conference(state="issued", organiser=body)

    answer = office.post(f"/screens/{screen.id}/view", data={"view": "screen", "conference": conference.id})

    assert answer.status_code == 409
    assert "không dự hội nghị đó" in answer.text
