"""The pages of a week: read as it was published, written as a draft, and for everybody where the office says so."""

import re
from html import unescape

import pytest

from confsys.office import actions as settings
from confsys.weeks import actions, papers, press
from confsys.weeks.forms import hour_before
from confsys.weeks.models import FORMATS
from tests.build import a_conference, local_time
from tests.weeks.office import Office

pytestmark = pytest.mark.same_on_both  # pages: what could differ is in the tests of the actions


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def see(browser, address, status=200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return unescape(answer.text).replace("\u00a0", " ")


def test_readers_see_what_was_published_and_not_the_draft(office):
    office.enter("Đã ban hành")
    office.publish()
    office.enter("Còn soạn", day=1)

    assert "Đã ban hành" in see(office.reader, office.address())
    assert "Còn soạn" not in see(office.reader, office.address())
    draft = see(office.browser, office.address("/week/edit"))
    assert "Còn soạn" in draft and "Publish adjustment 1" in draft


def test_a_line_is_written_as_people_write_and_kept_when_it_cannot_be_read(office):
    day = f"{office.on(2):%d/%m/%Y}"
    sent = {"title": "8h00 Thẩm tra dự toán", "day": day, "people": office.chairman, "own_invitation": "1"}
    assert office.browser.post(office.address("/week/edit"), data=sent).status_code == 303
    page = see(office.browser, office.address("/week/edit"))
    assert "8h00" in page and "separate invitation" in page and ">CT<" in page

    wrong = office.browser.post(office.address("/week/edit"), data=sent | {"day": "31/2", "title": "14h00 Khác"})
    assert wrong.status_code == 422 and 'value="14h00 Khác"' in unescape(wrong.text)


WRONG = [
    {"title": "Có giờ", "at": "8h"},  # no day
    {"day": "26/11/2026", "at": "8h"},  # no title
    {"title": "  ", "day": "26/11/2026"},
    {"title": "Sai", "day": "31/2"},
    {"title": "Sai", "day": "26/11/2026", "at": "14 rưỡi"},
    {"title": "Sai", "day": "26/11/2026", "at": "9h", "until": "8h"},
    {"title": "Sai", "day": "26/11/2026"},  # neither an hour nor a half-day
    {"title": "x" * 10_000, "day": "26/11/2026", "at": "8h"},
    {"title": "Sai", "day": "26/11/2026", "at": "8h", "people": "nobody-1"},
    {"title": "Sai", "day": "26/11/2026", "at": "8h", "people": "0" * 16},
    {"title": "Sai", "day": "26/11/2026", "at": "8h", "half": "night"},
    {"title": "Sai", "day": "26/11/2026", "at": "8h", "room_id": "../x"},
]


@pytest.mark.parametrize("sent", WRONG)
def test_each_mistake_gets_its_sentence_and_nothing_is_kept(office, sent):
    answer = office.browser.post(office.address("/week/edit"), data=sent)
    assert answer.status_code == 422 and 'class="error"' in answer.text
    assert "Sai" not in see(office.browser, office.address("/week/edit"))


def test_publishing_marks_what_changed_for_each_reader(office):
    entry = office.enter("Làm việc", place="Sở Xây dựng")
    office.publish()
    see(office.reader, office.address())
    actions.change(office.writer, entry, place="Phòng số 3")
    office.browser.post(office.address("/week/publish"), data={"expect": "1"})

    page = see(office.reader, office.address())
    assert "Adjustment 1" in page and "Other place" in page and "Before: Sở Xây dựng" in page
    assert "Other place" not in see(office.reader, office.address(since="none"))
    again = office.browser.post(office.address("/week/publish"), data={"expect": "1"})
    assert again.status_code == 409


def test_a_line_is_changed_cancelled_put_back_copied_and_taken_off(office):
    entry = office.enter("Khảo sát")
    path = f"/week/entries/{entry.id}"
    form = see(office.browser, path)
    revision = re.search(r'name="revision" value="(\d+)"', form)[1]
    day = f"{office.on(0):%d/%m/%Y}"
    sent = {"title": "Khảo sát đê", "day": day, "at": "9h", "revision": revision}
    assert office.browser.post(path, data=sent).status_code == 303
    assert office.browser.post(path, data=sent).status_code == 409  # somebody else's revision by now
    assert office.browser.post(f"{path}/cancel", data={"reason": ""}).status_code == 422
    assert office.browser.post(f"{path}/cancel", data={"reason": "mưa bão"}).status_code == 303
    assert "mưa bão" in see(office.browser, office.address("/week/edit"))
    for step in ("restore", "copy", "remove"):
        assert office.browser.post(f"{path}/{step}").status_code == 303
    assert office.browser.get(path).status_code == 404


def test_what_it_is_narrowed_by_needs_no_marks_and_stays(office):
    office.enter("Một", prepared_by="Sở Tài chính")
    office.enter("Hai", prepared_by="Sở Y tế", day=1)
    office.publish()
    page = see(office.reader, office.address(unit="so+tai+chinh"))
    assert "Một" in page and ">Hai<" not in page
    assert re.search(r'rel="next" href="[^"]*unit=so\+tai\+chinh', page)


def test_everybody_reads_it_only_where_the_office_says_so(office):
    office.enter("Công khai", room_code="4821", staff_officer="Ông Chuyên Viên")
    for title, public in (("Họp nội bộ", False), ("Họp mở", True)):
        starts_at = local_time(office.on(1), 8)
        a_conference(title=title, public=public, state="issued", organiser=office.body, sites=[], starts_at=starts_at)
    edition = office.publish()
    guest = office.app.test_client()
    guest.set_cookie("lang", "en", domain="localhost")
    assert guest.get(office.address("/week/public")).status_code == 404
    assert guest.get(office.address("/week/public/print")).status_code == 404
    settings.change(None, "calendars", values={"week_public": True})

    page = see(guest, office.address("/week/public"))
    assert "Họp mở" in page and "Họp nội bộ" not in page and "Họp nội bộ" in see(office.reader, office.address())
    assert "Công khai" in page and "4821" not in page and "Chuyên Viên" not in page
    paper = see(guest, office.address("/week/public/print"))
    assert "Công khai" in paper and "Họp mở" in paper and "Họp nội bộ" not in paper
    assert "mã phòng" not in paper and "Chuyên Viên" not in paper
    mine = see(office.reader, f"/week/{edition.week_id}/editions/1/print")
    assert "mã phòng 4821" in mine and "Chuyên Viên" in mine and "Họp nội bộ" in mine
    assert guest.get("/week/public/print?on=2030-01-07").status_code == 404


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_handed_out_once_it_is_made(office, form, monkeypatch):
    office.enter()
    edition = office.publish()
    path = f"/week/{edition.week_id}/editions/1.{form}"
    waiting = office.reader.get(path)
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (202, "5")

    papers.keep(None, edition.week, number=1, form=form, body=b"made")
    answer = office.reader.get(path)
    assert (answer.status_code, answer.data) == (200, b"made")
    week = office.monday.isocalendar()
    named = f"attachment; filename=\"Lich cong tac tuan {week.week}-{week.year}.{form}\"; filename*=UTF-8''L%E1%BB%8Bch"
    assert answer.headers["Content-Disposition"].startswith(named)
    kept = office.reader.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert kept.status_code == 304
    assert office.elsewhere.get(path).status_code == 404


def test_who_waits_for_a_file_that_failed_is_told_so(office):
    office.enter()
    edition = office.publish()
    papers.fail(edition.week_id, 1, "pdf", press.FAILED)
    answer = office.reader.get(f"/week/{edition.week_id}/editions/1.pdf")
    assert answer.status_code == 202 and str(press.PROBLEMS[press.FAILED]) in answer.text


def test_the_printed_sheet_is_the_one_of_the_files(office):
    office.enter("Thẩm tra", leaders="CT")
    edition = office.publish()
    page = see(office.reader, f"/week/{edition.week_id}/editions/1/print")
    assert "LỊCH CÔNG TÁC TUẦN" in page and "(8h00)" in page and "Độc lập - Tự do - Hạnh phúc" in page


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8h00 Thẩm tra", ("8h00", "Thẩm tra")),
        ("7 giờ 30' Chào cờ", ("7 giờ 30'", "Chào cờ")),
        ("(14h) Làm việc", ("14h", "Làm việc")),
        ("2 đồng chí đi học", ("", "2 đồng chí đi học")),
        ("Chào cờ", ("", "Chào cờ")),
        ("", ("", "")),
    ],
)
def test_an_hour_may_stand_before_a_title(typed, read):
    assert hour_before(typed) == read
