"""Bringing a whole agenda: pasted or copied, seen before it is kept, and kept whole or not at all."""

from datetime import date

import pytest

from confsys.agenda import actions
from confsys.agenda.queries import items_of
from confsys.conferences.models import Conference
from confsys.errors import Refused
from confsys.extensions import db
from tests.build import a_conference, a_person, a_province, a_site, an_agenda, local_time, signed_in_client

TEXT = "7h30 Khai mạc (10')\n7h40 Tham luận: Một cửa – xã Tân Thạnh 20p\n25h Nghỉ\n14h00 Bế mạc"
TUESDAY = date(2030, 12, 3)


class Desk:
    """A secretariat before an empty agenda of a day from 07:30 to 17:30."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            body, site = a_province(), a_site("Xã Tân Thạnh")
            clerk = a_person(role="secretariat", site=body)
            values = {"organiser": body, "by": clerk, "sites": [site], "minutes": 600}
            self.id = a_conference(starts_at=local_time(TUESDAY, 7, 30), **values).id
            self.source = a_conference(starts_at=local_time(TUESDAY, 8), title="Giao ban tháng trước", **values).id
            self.site, self.other_site = site.id, a_site("Xã Khác").id
            self.client = signed_in_client(app, clerk)
            self.stranger = signed_in_client(app, a_person(role="secretariat", site=a_province()))
        self.address = f"/conferences/{self.id}/agenda"

    def paste(self, **form):
        return self.client.post(f"{self.address}/paste", data={"text": TEXT, "command": "c1"} | form)

    @property
    def items(self):
        with self.app.app_context():
            found = items_of(db.session.get_one(Conference, self.id))
            return [(item.title, item.minutes, item.site_id, item.fixed_start) for item in found]


@pytest.fixture
def desk(kept):
    return kept(Desk)


@pytest.fixture
def with_a_source(desk):
    with desk.app.app_context():
        source = db.session.get_one(Conference, desk.source)
        actions.add(None, source, title="Báo cáo", kind="bao-cao", minutes=30, site=desk.site)
        actions.add(None, source, title="Bế mạc", kind="be-mac", minutes=5, fixed_start=local_time(TUESDAY, 14))
    return desk


def test_reading_keeps_nothing(desk):
    page = desk.paste(do="read")
    assert page.status_code == 200
    assert "3 dòng đọc được" in page.text
    assert "Dòng 3: Chưa đọc được giờ “25h”" in page.text
    assert desk.items == []


def test_what_was_read_is_kept_and_the_rest_stays_to_be_mended(desk):
    page = desk.paste(do="keep")
    assert [title for title, *_rest in desk.items] == ["Khai mạc", "Một cửa", "Bế mạc"]
    assert desk.items[1][1:3] == (20, desk.site)
    assert desk.items[2][3] == local_time(TUESDAY, 14)
    assert "25h Nghỉ</textarea>" in page.text
    assert "Khai mạc (10" not in page.text


def test_loading_the_answer_again_writes_nothing_twice(desk):
    desk.paste(do="keep")
    desk.paste(do="keep")
    assert len(desk.items) == 3


def test_all_lines_may_be_kept_as_typed(desk):
    answer = desk.paste(do="keep-all")
    assert answer.location == desk.address
    assert [title for title, *_rest in desk.items] == ["Khai mạc", "Một cửa", "Nghỉ", "Bế mạc"]


def test_a_choice_mends_its_line(desk):
    page = desk.paste(choose="3:0")
    assert "8h00 Nghỉ" in page.text
    assert "4 dòng đọc được" in page.text


@pytest.mark.parametrize(("choose", "left"), [("3:x", False), ("3:9", True), ("99:0", True), ("x", True), ("3:", True)])
def test_only_what_was_offered_can_be_chosen(desk, choose, left):
    page = desk.paste(choose=choose)
    assert page.status_code == 200
    assert ("25h Nghỉ" in page.text) == left


def test_what_stands_there_is_replaced_only_when_asked(desk):
    desk.paste(do="keep", text="Cũ 5p")
    desk.paste(do="keep", text="Thêm 5p", command="c2")
    assert [title for title, *_rest in desk.items] == ["Cũ", "Thêm"]
    desk.paste(do="keep", text="Mới 5p", command="c3", replacing="1")
    assert [title for title, *_rest in desk.items] == ["Mới"]


def test_what_has_begun_is_not_replaced(fresh_app):
    with fresh_app.app_context():
        conference = a_conference(state="live")
        begun, waiting = an_agenda(conference, 2)
        actions.start(None, begun)
        values = {"kind": "khac", "minutes": 5, "presenter": "", "site": None, "fixed_start": None}
        actions.write(None, conference, items=[{"title": "Mới", **values}], without=[waiting])
        assert [(item.title, item.position) for item in items_of(conference)] == [("Mục 1", 1), ("Mới", 2)]
        with pytest.raises(Refused, match="has already begun"):
            actions.write(None, conference, items=[], without=[begun])


def test_nothing_is_kept_if_one_item_cannot_be(desk):
    page = desk.paste(do="keep", text="Mục 5p\n" * 150)
    page = desk.paste(do="keep", text="Mục 5p\n" * 151, command="c2")
    assert page.status_code == 409
    assert "Chương trình có tối đa 300 mục." in page.text
    assert len(desk.items) == 150


def test_ten_thousand_lines_are_refused_and_stay_as_typed(desk):
    page = desk.paste(do="keep", text="Mục\n" * 10_000)
    assert page.status_code == 422
    assert "Mỗi lần dán tối đa 200 dòng; ở đây có 10000 dòng." in page.text
    assert page.text.count("Mục\n") >= 9_999
    assert desk.items == []


@pytest.mark.parametrize("text", ["", "  \n\n", "12345\n----"])
def test_saving_nothing_is_said(desk, text):
    page = desk.paste(do="keep", text=text)
    assert page.status_code == 422
    assert "Chưa có mục nào để lưu." in page.text


def test_markup_is_only_ever_text(desk):
    page = desk.paste(do="read", text="<script>alert(1)</script> – <b>x</b> 5p")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_a_stranger_sees_neither_page(desk):
    for name in ("paste", "copy"):
        assert desk.client.get(f"{desk.address}/{name}").status_code == 200
        assert desk.stranger.get(f"{desk.address}/{name}").status_code == 404
        assert desk.stranger.post(f"{desk.address}/{name}", data={"text": TEXT, "do": "keep"}).status_code == 404
    assert desk.items == []


# -- copying ---------------------------------------------------------------------------------------


def test_an_agenda_is_seen_and_then_copied_to_this_start(with_a_source):
    desk = with_a_source
    page = desk.client.get(f"{desk.address}/copy?from={desk.source}")
    assert "Chép 2 mục" in page.text
    assert desk.items == []

    desk.client.post(f"{desk.address}/copy", data={"from": desk.source})

    assert desk.items == [
        ("Báo cáo", 30, desk.site, None),
        ("Bế mạc", 5, None, local_time(TUESDAY, 13, 30)),
    ]


def test_conferences_with_an_agenda_are_found_without_marks(with_a_source):
    desk = with_a_source
    assert "Giao ban tháng trước" in desk.client.get(f"{desk.address}/copy?q=giao+ban+thang").text
    assert "Giao ban tháng trước" not in desk.client.get(f"{desk.address}/copy?q=tong+ket").text


@pytest.mark.parametrize("given", ["", "khong-co", "abc123"])
def test_copying_from_nothing_is_refused(desk, given):
    assert desk.client.post(f"{desk.address}/copy", data={"from": given}).status_code in (404, 422)
    assert desk.items == []
